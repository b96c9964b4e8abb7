package pagestest_test

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

// recorder counts the faults that a check finds.
type recorder struct {
	testing.TB
	faults []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) { r.faults = append(r.faults, format) }

func TestHostileRecordsReachThePages(t *testing.T) {
	site := pagestest.Hostile(t)
	answer := site.JSON(t, `{ reports(first: 1000) { nodes { title url doi language authors } } factors(first: 1000) { nodes { label(lang: ["it"]) { value } } } }`, nil)
	for _, want := range []string{`javascript:alert(1)`, `onerror=alert(1)`, "\u202e"} {
		if strings.Count(answer, want) < 90 {
			t.Errorf("the records do not hold %q everywhere", want)
		}
	}
	if strings.Contains(answer, "https://") {
		t.Error("an address was left as it was")
	}
}

func TestTheCheckFindsWhatIsNotInert(t *testing.T) {
	site := pagestest.Hostile(t)
	clean := site.Open(t, "/en/factors/self-esteem")
	for name, body := range map[string]string{
		"an element":         `<main><p><img src=x onerror=alert(1)></p></main>`,
		"a script":           `<main><script>alert(1)</script></main>`,
		"an address":         `<main><p><a href="javascript:alert(1)">x</a></p></main>`,
		"an address in caps": `<main><p><a href=" JavaScript:alert(1)">x</a></p></main>`,
		"a direction":        `<main><div>` + "\u202e" + ` turned</div></main>`,
	} {
		found := &recorder{TB: t}
		pagestest.Parse(t, body).Inert(found)
		if len(found.faults) == 0 {
			t.Errorf("%s is taken for inert", name)
		}
	}
	clean.Inert(t)
}
