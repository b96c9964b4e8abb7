package document

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// FuzzParse holds for any text: no panic, no long wait, places inside the text,
// one line a message, and no word of ours where the author wrote null.
func FuzzParse(f *testing.F) {
	for _, texts := range []map[string]string{cyclic, bombs(), floods(), worstAccepted()} {
		for _, text := range texts {
			if len(text) < 5000 {
				f.Add(text)
			}
		}
	}
	for _, text := range []string{
		"", "{n}", "query($a:[Int){n}", "query($a:]){n}", "{say(text:1a:1)}", "{...\"on\" Query{n}}", "type A{b:Int}",
		"{thing(id:null,first:null,tags:[null],where:{least:null,nope:null}){id}}", "query($a:null!=null){n@skip(if:null)}",
		"\ufeff#é\n{say(text:\"\\ud83d\\ude00\\u{1F600}\\n\")}", "{say(text:\"\"\"a\n  \\\"\"\"b\n\"\"\")}", "{say(text:\"\\ud800\")}",
		"query Q($w:Filter={not:{least:1}}){any{...on Node{id}}node{...F}} fragment F on Thing{x:name x:id}",
	} {
		f.Add(text)
	}
	schema := testSchema(f)
	f.Fuzz(func(t *testing.T, text string) {
		start := time.Now()
		doc, errs := Parse(schema, text, DefaultLimits())
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("took %v", took)
		}
		if (doc == nil) != (len(errs) > 0) {
			t.Errorf("document %v with errors %v", doc, errs)
		}
		lines := strings.Split(lineEnds.Replace(text), "\n")
		for _, err := range errs {
			checkFuzzed(t, text, lines, err)
		}
	})
}

// checkFuzzed holds one fault to what FuzzParse promises.
func checkFuzzed(t *testing.T, text string, lines []string, err *fault.Error) {
	t.Helper()
	if err.Code == fault.Internal {
		t.Errorf("the library panicked: %v", err.Cause)
	}
	if strings.ContainsAny(err.Message, "\n\r") || err.Message == "" {
		t.Errorf("message is %q", err.Message)
	}
	if contains(err.Message, standIn) && !contains(text, standIn) {
		t.Errorf("message shows our word for null: %q", err.Message)
	}
	for _, at := range err.Locations {
		if at.Line < 1 || at.Line > len(lines) || at.Column < 1 || at.Column > utf8.RuneCountInString(lines[at.Line-1])+1 {
			t.Errorf("%v is outside the text: %v", at, err)
		}
	}
}
