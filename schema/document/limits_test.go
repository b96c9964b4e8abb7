package document

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/schema/fault"
)

func contains(s, part string) bool { return strings.Contains(s, part) }

// TestEachLimitPassesAtItsValueAndNamesItselfBeyond gives each limit a document
// that is as large as a number says.
func TestEachLimitPassesAtItsValueAndNamesItselfBeyond(t *testing.T) {
	numbered := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	schema, limits := testSchema(t), DefaultLimits()
	for _, test := range []struct {
		name  string
		value int
		text  func(n int) string
	}{
		{"bytes", limits.Bytes, func(n int) string { return "{n}" + repeat(" ", n-3) }},
		{"tokens", limits.Tokens, func(n int) string { return `{thing(id:1,tags:[` + repeat(`"" `, n-15) + `]){id}}` }},
		{"nameBytes", limits.NameBytes, func(n int) string { return "query " + repeat("q", n) + "{n}" }},
		{"nesting", limits.Nesting, func(n int) string { return repeat("{...", n-1) + "{n}" + repeat("}", n-1) }},
		{"depth", limits.Depth, func(n int) string { return repeat("{a", n-1) + "{n}" + repeat("}", n-1) }},
		{"depth", limits.Depth, func(n int) string {
			return "{...F} fragment F on Query{a{...G}} fragment G on Query" + repeat("{a", n-2) + "{n}" + repeat("}", n-2)
		}},
		{"definitions", limits.Definitions, func(n int) string { return numbered(n, "query Q%d{n}") }},
		{"aliases", limits.Aliases, func(n int) string { return "{a{" + numbered(n/2, "a%d:n ") + "} a{" + numbered(n-n/2, "b%d:n ") + "}}" }},
		{"aliases", limits.Aliases, func(n int) string {
			return "{a{" + numbered(n%10, "b%d:n ") + repeat("...on Query{...F} ", n/10) + "}} fragment F on Query{" + numbered(10, "f%d:n ") + "}"
		}},
		{"rootFields", limits.RootFields, func(n int) string {
			return "{" + numbered(n-2, "a%d:n ") + "...F} fragment F on Query{x:n ...{y:n}}"
		}},
		{"directives", limits.Directives, func(n int) string { return "{n" + repeat("@include(if:true)", n) + "}" }},
		{"fieldsPerSelection", limits.FieldsPerSelection, func(n int) string {
			return "{thing(id:1){" + numbered(50, "fillerField%d ") + repeat("...F ", n-50) + "}} fragment F on Thing{id}"
		}},
		{"expandedFields", limits.ExpandedFields, func(n int) string {
			// A counts 198 (99 spreads and as many fields), its spread one more.
			return "{thing(id:1){" + repeat("...A ", 50) + numbered(n-9951, "fillerField%d ") +
				"}} fragment A on Thing{" + repeat("...B ", 99) + "} fragment B on Thing{id}"
		}},
	} {
		if _, errs := Parse(schema, test.text(test.value), limits); errs != nil {
			for _, err := range errs {
				if err.Code == fault.QueryTooComplex || test.name != "definitions" {
					t.Errorf("%s at its value: %v", test.name, err)
				}
			}
		}
		_, errs := Parse(schema, test.text(test.value+1), limits)
		checkBeyond(t, test.name, test.value, errs)
	}
}

// checkBeyond holds the fault of a limit to naming itself, its value and advice.
func checkBeyond(t *testing.T, name string, value int, errs []*fault.Error) {
	t.Helper()
	if len(errs) != 1 || errs[0].Code != fault.QueryTooComplex || errs[0].Limit == nil {
		t.Errorf("%s beyond: %v", name, errs)
		return
	}
	limit := errs[0].Limit
	if limit.Name != name || limit.Value != value || limit.Actual != 0 && limit.Actual != value+1 {
		t.Errorf("%s beyond: %+v", name, limit)
	}
	if !contains(errs[0].Message, fmt.Sprintf("%s = %d; ", name, value)) || !strings.HasSuffix(errs[0].Message, ".") {
		t.Errorf("%s does not name itself and its value: %s", name, errs[0].Message)
	}
}

func TestComparisonsOfFieldsAreBounded(t *testing.T) {
	mustParse(t, "{a{"+repeat("n ", 100)+"}}") // 4,950 pairs
	for _, text := range []string{
		"{a{" + repeat("n ", 101) + "}}",
		"{" + nested(6, func(s string) string { return repeat("a{"+s+"}", 2) }, "n") + "}",
		"{a{" + repeat("a{...F}", 60) + "}} fragment F on Query{" + repeat("a{n}", 3) + "}",
		"{a{" + repeat(`say(text:"`+repeat("y", 500)+`")`, 50) + "}}",
	} {
		err := faultOf(t, text, fault.QueryTooComplex, "comparisons = 5000; ")
		if err.Limit.Name != "comparisons" || err.Limit.Value != 5000 {
			t.Errorf("limit is %+v", err.Limit)
		}
	}
}

func nested(n int, wrap func(string) string, core string) string {
	for range n {
		core = wrap(core)
	}
	return core
}

// bombs are fragments that multiply: each level spreads the next one twice.
func bombs() map[string]string {
	chain := func(levels int, twice func(i int) string, last string) string {
		var b strings.Builder
		b.WriteString("{...F0}")
		for i := range levels {
			fmt.Fprintf(&b, "fragment F%d on Query{%s}", i, twice(i+1))
		}
		return b.String() + fmt.Sprintf("fragment F%d on Query{%s}", levels, last)
	}
	twoByTwo := "{...A0 ...B0}"
	for i := range 25 {
		for _, name := range "AB" {
			twoByTwo += fmt.Sprintf("fragment %c%d on Query{...A%d ...B%d}", name, i, i+1, i+1)
		}
	}
	twoByTwo += "fragment A25 on Query{n} fragment B25 on Query{n}"
	return map[string]string{
		"spread twice":         chain(40, func(i int) string { return fmt.Sprintf("...F%d ...F%d", i, i) }, "n"),
		"spread under aliases": chain(10, func(i int) string { return fmt.Sprintf("x:a{...F%d} y:a{...F%d}", i, i) }, "n"),
		"spread inline":        chain(40, func(i int) string { return fmt.Sprintf("...{...F%d} ...on Query{...F%d}", i, i) }, "n"),
		"two fragments each":   twoByTwo,
		"unused":               "{n}" + chain(40, func(i int) string { return fmt.Sprintf("...F%d ...F%d", i, i) }, "n")[7:],
	}
}

func TestFragmentsThatMultiplyAreRefusedAtOnce(t *testing.T) {
	for name, text := range bombs() {
		start := time.Now()
		errs := mustFail(t, text)
		if len(errs) != 1 || errs[0].Code != fault.QueryTooComplex {
			t.Errorf("%s: %v", name, errs)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

// floods are texts that a recursive reader would not survive, or not soon.
func floods() map[string]string {
	return map[string]string{
		"10,000 nested selections": repeat("{a", 10000) + repeat("}", 10000),
		"50,000 aliases":           "{" + repeat("x:n ", 50000) + "}",
		"nested lists":             "{say(text:" + repeat("[", 30000) + repeat("]", 30000) + ")}",
		"nested objects":           "{say(text:" + repeat("{a:", 15000) + "1" + repeat("}", 15000) + ")}",
		"nested list types":        "query($a:" + repeat("[", 30000) + "Int" + repeat("]", 30000) + "){n}",
		"open parentheses":         repeat("(", 60000),
		"open variable":            "query($a:" + repeat("[", 60000),
		"inline fragments":         repeat("{...", 15000),
		"directives":               "{n" + repeat("@a", 30000) + "}",
		"10 MB":                    "{" + repeat("n ", 5<<20) + "}",
		"only commas":              repeat(",", 65536),
		"one name":                 repeat("n", 65536),
		"backslashes":              `{say(text:"` + repeat(`\\`, 30000) + `)}`,
	}
}

func TestFloodsAreRefusedBeforeTheParser(t *testing.T) {
	schema, limits := testSchema(t), DefaultLimits()
	for _, bytes := range []int{limits.Bytes, 20 << 20} {
		limits.Bytes = bytes
		for name, text := range floods() {
			start := time.Now()
			doc, errs := Parse(schema, text, limits)
			if doc != nil || len(errs) != 1 || errs[0].Code == fault.Internal {
				t.Errorf("%s within %d bytes: %v", name, bytes, errs)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("%s: took %v", name, took)
			}
		}
	}
}

func TestErrorsAreCutAndTheRestIsAnnounced(t *testing.T) {
	limits := DefaultLimits()
	unknown := func(n int) string {
		s := ""
		for i := range n {
			s += fmt.Sprintf("u%d ", i)
		}
		return s
	}
	_, errs := Parse(testSchema(t), "{"+unknown(5)+"}", limits)
	if len(errs) != 5 {
		t.Errorf("%d errors for five unknown fields", len(errs))
	}
	_, errs = Parse(testSchema(t), "{"+unknown(40)+"}", limits)
	if last := errs[len(errs)-1]; len(errs) != mostPerRule+1 || last.Message != "There may be more errors; mend these first." {
		t.Errorf("%d errors, the last is %v", len(errs), last)
	}
	_, errs = Parse(testSchema(t), "{thing(id:1,tags:["+repeat("null ", 60)+"]){id}}", limits)
	if last := errs[len(errs)-1]; len(errs) != limits.Errors+1 || last.Message != "At least 40 more errors are not shown; mend these first." {
		t.Errorf("%d errors, the last is %v", len(errs), last)
	}
}

func TestErrorsComeInTheOrderOfTheTextAndTheSameEachTime(t *testing.T) {
	text := "{u1 thing(id:1,where:{x:1,y:2,z:3,kinds:7,text:8}){u2} say(text:1,q:2)}"
	first := fmt.Sprint(mustFail(t, text))
	for range 10 {
		errs := mustFail(t, text)
		for i := 1; i < len(errs); i++ {
			if errs[i-1].Locations[0].Column > errs[i].Locations[0].Column {
				t.Fatalf("out of order: %v", errs)
			}
		}
		if again := fmt.Sprint(errs); again != first {
			t.Fatalf("%s\nis not\n%s", again, first)
		}
	}
}
