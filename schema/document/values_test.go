package document

import (
	"testing"

	"github.com/exitgraph/exitgraph/schema/fault"
)

func TestValuesThatDoNotFitSayWhatToDo(t *testing.T) {
	for _, test := range []struct {
		text, message string
		column        int
	}{
		{`{thing(id:1,where:{least:1,txet:"a"}){id}}`, `Argument "where": the input type "Filter" has no field "txet"; did you mean "text"?`, 19},
		{`{thing(id:1,where:{least:1,qqqqqq:"a"}){id}}`, `Argument "where": the input type "Filter" has no field "qqqqqq"; see the schema for its fields.`, 19},
		{`{thing(id:1,where:{least:1,not:{leest:1}}){id}}`, `Argument "where": at not, the input type "Filter" has no field "leest"; did you mean "least"? One more part of it does not fit.`, 19},
		{`{thing(id:1,where:{least:1,kinds:[HELP,BARIER]}){id}}`, `Argument "where": at kinds[1], BARIER is not a value of Kind; did you mean BARRIER?`, 19},
		{`{thing(id:1,kind:NOTHING_LIKE_IT){id}}`, `Argument "kind": NOTHING_LIKE_IT is not a value of Kind; use one of BARRIER, HELP.`, 18},
		{`{thing(id:1,kind:"HELP"){id}}`, `Argument "kind": "HELP" is not a value of Kind; write HELP without quotation marks.`, 18},
		{`{thing(id:1,where:{text:1}){id}}`, `Argument "where": at text, a value of type String is needed, and 1 is none. One more part of it does not fit.`, 19},
		{`{thing(id:1,where:7){id}}`, `Argument "where": a Filter is an object in braces, and 7 is none; see the schema for its fields.`, 19},
		{`query($f:Int="x"){thing(id:1,first:$f){id}}`, `The default of variable $f: a value of type Int is needed, and "x" is none.`, 14},
		{`{thing(id:1,tags:[1,2,3]){id}}`, `Argument "tags": at [0], a value of type String is needed, and 1 is none. 2 more parts of it do not fit.`, 18},
	} {
		err := faultOf(t, test.text, fault.ValidationFailed, test.message)
		if err.Message != test.message {
			t.Errorf("%s says %q, want %q", test.text, err.Message, test.message)
		}
		if err.Locations[0] != (fault.Location{Line: 1, Column: test.column}) {
			t.Errorf("%s: found at %v, want column %d", test.text, err.Locations, test.column)
		}
	}
}
