package answer_test

import (
	"encoding/csv"
	"os"
	"slices"
	"testing"

	"github.com/exitgraph/exitgraph/web/answer"
)

// noted are the findings of the built-in data whose summaries speak of violence or
// death. Whoever adds a summary that does sees here that it is found.
var noted = []string{
	"finding-041", "finding-051", "finding-066", "finding-106", "finding-108", "finding-149",
}

func TestSummariesThatSpeakOfViolenceHaveANoteInBothLanguages(t *testing.T) {
	file, err := os.Open("../../seed/data/findings.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for lang, column := range map[string]string{"en": "summary_en", "it": "summary_it"} {
		at := slices.Index(rows[0], column)
		var got []string
		for _, row := range rows[1:] {
			finding := answer.Finding{Summary: answer.LocalText{Value: row[at], Lang: lang}}
			if finding.ContentNote() {
				got = append(got, row[0])
			}
		}
		if !slices.Equal(got, noted) {
			t.Errorf("%s: notes stand at %v, want %v", lang, got, noted)
		}
	}
}

func TestANoteStandsForWhatATextSays(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "Fear of being KILLED kept people in.", true},
		{"en", "A friend died.", true},
		{"en", "Job skills helped.", false},
		{"en", "Treatment for substance abuse helped.", false},
		{"en", "Treatment for substance abuse after sexual abuse helped.", true},
		{"it", "La morte di un'amica ha pesato.", true},
		{"it", "L'ammortizzatore sociale ha aiutato.", false},
		{"it", "Il trattamento per abuso di sostanze ha aiutato.", false},
		{"it", "Ha subito stupri.", true},
	} {
		f := answer.Finding{Summary: answer.LocalText{Value: c.text, Lang: c.lang}}
		if got := f.ContentNote(); got != c.want {
			t.Errorf("%q: note %t, want %t", c.text, got, c.want)
		}
	}
}
