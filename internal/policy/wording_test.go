package policy

import (
	"encoding/csv"
	"path"
	"regexp"
	"strings"
	"testing"
)

// wordingRow is one expression that the project does not use.
type wordingRow struct {
	pattern *regexp.Regexp
	instead string
	why     string
	// negated says that a sentence may hold the expression if it denies it, as in
	// "amounts of evidence, never its strength".
	negated bool
}

var wordingTable = []wordingRow{
	{
		pattern: regexp.MustCompile(`(?i)\bprostitutes?\b`),
		instead: "a person in prostitution, or the source's own words for its participants",
		why:     "nobody is what was done to them or what they did",
	},
	{
		pattern: regexp.MustCompile(`(?i)\btrafficked (girls?|boys?|child|children|females?)\b`),
		instead: "a girl who experienced trafficking",
		why:     "the person comes first",
	},
	{
		pattern: regexp.MustCompile(`(?i)\bex-(victims?|prostitutes?)\b`),
		instead: "a person who left",
		why:     "the person comes first",
	},
	{
		pattern: regexp.MustCompile(`(?i)\brescued (victims?|girls?|women|survivors?)\b`),
		instead: "a person who left, or who was helped to leave",
		why:     "leaving is something people do, not something done to them",
	},
	{
		pattern: regexp.MustCompile(`(?i)\b(sex slaves?|hookers?|pimps?)\b`),
		instead: "a person who experienced trafficking; an exploiter or trafficker",
		why:     "sensational, or it hides who does harm",
	},
	{
		pattern: regexp.MustCompile(`(?i)\bfail(ed|ure|s)? to (exit|leave)\b|\bfailed exits?\b`),
		instead: "return, which is part of leaving",
		why:     "leaving is a process and return is no failure",
	},
	{
		pattern: regexp.MustCompile(`(?i)\bstrength of (the |this )?evidence\b|\bevidence strength\b|\b(strong|weak)(er|est)? evidence\b`),
		instead: "amount of evidence: how many studies, samples, findings",
		why:     "counts say how much was found and not how well it holds",
		negated: true,
	},
}

// wordingExempt are files that may hold any of the expressions.
var wordingExempt = map[string]string{
	"internal/policy/wording_test.go":   "it holds the table",
	"web/words/wording/refused.txt":     "it holds the stricter list for pages",
	"web/words/wording/wording_test.go": "it holds examples of what that list refuses",
	"LICENSE-DATA":                      "a legal text",
	"LICENSE":                           "a legal text",
}

// sourceColumns of the dataset are not our words: titles are never changed, and
// outside vocabularies speak for themselves.
var sourceColumns = map[string][]string{
	"reports.csv":      {"authors", "title", "container", "url"},
	"studies.csv":      {"title_short"},
	"vocabularies.csv": {"vocabulary", "group", "term_en", "description_en", "url"},
	"phase_models.csv": {"name", "authors", "reference"},
}

var (
	spaces  = regexp.MustCompile(`\s+(//\s*)?`)
	denial  = regexp.MustCompile(`(?i)\b(not|never|no|nor|nothing|neither|mai|non)\b[^.:]*$`)
	notList = regexp.MustCompile(`(?i)\bnot: [^.]*$`)
)

// wordingFaults names the expressions of the table that a text uses.
func wordingFaults(text string) []string {
	text = spaces.ReplaceAllString(text, " ")
	var faults []string
	for _, row := range wordingTable {
		for _, at := range row.pattern.FindAllStringIndex(text, -1) {
			before := text[max(0, at[0]-160):at[0]]
			if notList.MatchString(before) || row.negated && denial.MatchString(before) {
				continue
			}
			faults = append(faults, "it says \""+text[at[0]:at[1]]+"\"; say instead: "+row.instead+" ("+row.why+")")
		}
	}
	return faults
}

func TestPeopleComeFirstInEveryText(t *testing.T) {
	looked := 0
	eachFile(t, func(name string) {
		if wordingExempt[name] != "" {
			return
		}
		text := ""
		switch path.Ext(name) {
		case ".md", ".go", ".graphql", ".html", ".txt", ".json", ".toml":
			text = read(t, name)
		case ".csv":
			text = ownWords(t, name)
		default:
			return
		}
		looked++
		for _, fault := range wordingFaults(text) {
			t.Errorf("%s: %s", name, fault)
		}
	})
	if looked < 20 {
		t.Fatalf("only %d files were looked at, so the rule would hold of nothing", looked)
	}
}

// ownWords gives the cells of a dataset file without the columns that quote.
func ownWords(t *testing.T, name string) string {
	t.Helper()
	reader := csv.NewReader(strings.NewReader(read(t, name)))
	reader.FieldsPerRecord = -1
	reader.LazyQuotes = true
	rows, err := reader.ReadAll()
	if err != nil || len(rows) == 0 {
		return "" // the loader's tests hold broken files on purpose
	}
	quoted := map[int]bool{}
	for i, column := range rows[0] {
		for _, exempt := range sourceColumns[path.Base(name)] {
			quoted[i] = quoted[i] || column == exempt
		}
	}
	var words strings.Builder
	for _, row := range rows[1:] {
		for i, cell := range row {
			if !quoted[i] {
				words.WriteString(cell + ".\n")
			}
		}
	}
	return words.String()
}

func TestWordingRulesFindWhatTheyMust(t *testing.T) {
	for text, want := range map[string]bool{
		"Each prostitute was asked.":                                      true,
		"Not: prostitute, trafficked girl, ex-victim.":                    false,
		"Not: prostitute. The prostitute said so.":                        true,
		"Studies of prostitution are included.":                           false,
		"a rescued victim":                                                true,
		"the evidence is counted; the strength of evidence is 3":          true,
		"Numbers are amounts of evidence, not the strength\nof evidence.": false,
		"It is not known. Strength of evidence: high.":                    true,
		"// never the strength\n// of evidence":                           false,
		"strong support from friends":                                     false,
	} {
		if got := len(wordingFaults(text)) > 0; got != want {
			t.Errorf("%q: found %v, want %v", text, got, want)
		}
	}
}
