package references_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/web/pagestest"
)

// The file holds, for each report behind the findings, what the API gives for it, once.
func TestAFileHoldsWhatTheAPIGivesForEachReport(t *testing.T) {
	s := pagestest.Builtin(t)
	for format, style := range map[string]string{"ris": "RIS", "bibtex": "BIBTEX"} {
		var d struct {
			Data struct {
				Factor struct {
					Findings struct {
						Nodes []struct {
							Report struct{ Citation string }
							Study  *struct {
								Reports struct{ Nodes []struct{ Citation string } }
							}
						}
					}
				}
			}
		}
		answer := s.JSON(t, `{ factor(key: "family") { findings(first: 100) { nodes {
			report { citation(style: `+style+`) }
			study { reports(role: [PRIMARY], first: 100) { nodes { citation(style: `+style+`) } } }
		} } } }`, nil)
		if err := json.Unmarshal([]byte(answer), &d); err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		for _, f := range d.Data.Factor.Findings.Nodes {
			want[f.Report.Citation] = true
			if f.Study != nil {
				for _, r := range f.Study.Reports.Nodes {
					want[r.Citation] = true
				}
			}
		}
		file := s.Get(t, "/en/factors/family?format="+format).Body
		rest := file
		for citation := range want {
			if strings.Count(file, citation) != 1 {
				t.Errorf("%s: the file does not hold once: %q", format, citation)
			}
			rest = strings.Replace(rest, citation, "", 1)
		}
		if strings.TrimSpace(rest) != "" || len(want) < 3 {
			t.Errorf("%s: beside the %d references the file holds %q", format, len(want), rest)
		}
	}
}
