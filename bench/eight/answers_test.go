package eight

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEqualAnswersHaveNoDifference(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want []Row
		ordered   bool
		differ    bool
	}{
		{"the same", []Row{{"a", "1"}, {"b", "2"}}, []Row{{"a", "1"}, {"b", "2"}}, true, false},
		{"another order", []Row{{"b", "2"}, {"a", "1"}}, []Row{{"a", "1"}, {"b", "2"}}, false, false},
		{"another order that matters", []Row{{"b", "2"}, {"a", "1"}}, []Row{{"a", "1"}, {"b", "2"}}, true, true},
		{"another value", []Row{{"a", "2"}}, []Row{{"a", "1"}}, false, true},
		{"another column", []Row{{"a"}}, []Row{{"a", ""}}, false, true},
		{"a row twice", []Row{{"a"}, {"a"}}, []Row{{"a"}, {"b"}}, false, true},
		{"fewer rows", []Row{{"a"}}, []Row{{"a"}, {"b"}}, false, true},
		{"nothing at all", nil, nil, false, true},
	} {
		if d := Difference(c.got, c.want, c.ordered); (d != "") != c.differ {
			t.Errorf("%s: %q", c.name, d)
		}
	}
}

func TestAnswersOfBothServersTakeOneForm(t *testing.T) {
	ours := `{"data":{"findings":{"nodes":[
		{"key":"f1","valence":"HINDERING","factor":{"key":"x","label":{"value":"X"}},"phase":null},
		{"key":"f2","valence":"UNSIGNED","factor":{"key":"y","label":{"value":"Y"}},"phase":{"key":"p"}}]}}}`
	peer := `{"data":{"findings":[
		{"key":"f1","valence":"HINDERING","factor":[{"key":"x","labelEn":"X"}],"phase":[]},
		{"key":"f2","valence":"UNSIGNED","factor":[{"key":"y","labelEn":"Y"}],"phase":[{"key":"p"}]}]}}`
	want := []Row{{"f1", "HINDERING", "x", "X", ""}, {"f2", "UNSIGNED", "y", "Y", "p"}}
	for name, got := range map[string][]Row{"ours": oursFindings(data(t, ours)), "peer": peerFindings(data(t, peer))} {
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestMatrixAsOneListIsReadRowByRow(t *testing.T) {
	ours := `{"data":{"evidenceMatrix":{"dense":{"rowKeys":["x","y"],"columnKeys":["p","q","r"],
		"facilitating":[0,2,0,0,0,0],"hindering":[0,0,0,1,0,0],"ambivalent":[0,0,0,0,0,0],"unsigned":[0,0,0,0,0,7]}}}}`
	peer := `{"data":{"matrix":[{"factor":"y","phase":"p","valence":"HINDERING","findings":1},
		{"factor":"y","phase":"r","valence":"UNSIGNED","findings":7},{"factor":"x","phase":"q","valence":"FACILITATING","findings":2}]}}`
	got := oursMatrix(data(t, ours))
	if d := cmp.Diff([]Row{{"x", "q", "FACILITATING", "2"}, {"y", "p", "HINDERING", "1"}, {"y", "r", "UNSIGNED", "7"}}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := Difference(got, peerCells("matrix")(data(t, peer)), false); d != "" {
		t.Error(d)
	}
}

func TestAnswersWithErrorsAreRefused(t *testing.T) {
	for _, body := range []string{`{"data":null,"errors":[{"message":"no"}]}`, `{"data":{"a":1},"errors":[{"message":"no"}]}`, `<html>`, ``} {
		if v, err := Parse([]byte(body)); err == nil {
			t.Errorf("%q is read as %v", body, v)
		}
	}
}

func data(t *testing.T, body string) any {
	t.Helper()
	v, err := Parse([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	return v
}
