package seed

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"github.com/exitgraph/exitgraph/graph"
)

func described(text string) fstest.MapFS {
	folder := small()
	folder[packageFile] = &fstest.MapFile{Data: []byte(text)}
	return folder
}

func TestTheReleaseComesFromTheDataPackageOrHasDefaults(t *testing.T) {
	for _, tt := range []struct {
		rule, text, name string
		want             graph.Release
	}{
		{"all parts", `{"name": "ours", "title": "Our data", "version": "2.1", "created": "2026-03-04T23:30:00-05:00", "licenses": [{"name": "CC0-1.0"}, {"name": "MIT"}]}`, "folder",
			graph.Release{Name: "ours", Title: "Our data", Version: "2.1", Date: "2026-03-04", License: "CC0-1.0"}},
		{"date without time", `{"name": "ours", "created": "2026-03-04"}`, "",
			graph.Release{Name: "ours", Title: "ours", Version: "0.0.0-unversioned", Date: "2026-03-04", License: "NOASSERTION"}},
		{"nothing said", `{}`, "folder",
			graph.Release{Name: "folder", Title: "folder", Version: "0.0.0-unversioned", Date: "1970-01-01", License: "NOASSERTION"}},
		{"blank parts and parts of other programs", "\ufeff" + `{"name": " ", "version": "", "profile": 7, "resources": [{"path": ["a.csv", "b.csv"]}, {"path": "README.md", "bytes": 1}]}`, "",
			graph.Release{Name: "dataset", Title: "dataset", Version: "0.0.0-unversioned", Date: "1970-01-01", License: "NOASSERTION"}},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			if got := mustLoad(t, described(tt.text), Options{Name: tt.name}).Release; got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestWithoutADateTheFileThatWasChangedLastGivesIt(t *testing.T) {
	folder := small()
	folder["factors.csv"].ModTime = time.Date(2026, 5, 6, 23, 0, 0, 0, time.FixedZone("", -2*3600))
	folder["findings.csv"].ModTime = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	if got := mustLoad(t, folder, Options{}).Release.Date; got != "2026-05-07" {
		t.Errorf("got %s, want 2026-05-07, the day in UTC", got)
	}
}

func TestFaultsOfTheDataPackage(t *testing.T) {
	for _, tt := range []struct{ rule, text, want string }{
		{"no JSON", "{\n  \"name\": ours\n}", "datapackage.json:2:11: the file is not JSON: invalid character 'o' looking for beginning of value. Correct it at this place."},
		{"cut short", `{"name": "ours"`, "datapackage.json:1:15: the file is not JSON: unexpected end of JSON input. Correct it at this place."},
		{"wrong sort of value", "{\n\"version\": 2}", "datapackage.json:2:12: version cannot be a number. Give it the form of the Data Package standard."},
		{"no time", `{"created": "in spring"}`, `datapackage.json: created is "in spring", which is not a time. Write it like 2026-01-31T00:00:00Z.`},
		{"control character", `{"name": "a\u0000b"}`, `datapackage.json: the name holds a control character. Remove the character.`},
		{"a listed file is missing", `{"resources": [{"path": "caveats.csv"}]}`, `caveats.csv: datapackage.json lists the file, and it is missing. Add it, or take it out of datapackage.json.`},
		{"another size", `{"resources": [{"path": "factors.csv", "bytes": 7}]}`,
			`factors.csv: the file has 152 bytes and not the 7 that datapackage.json says. Bring the file back, or bring its bytes and hash in datapackage.json up to date.`},
		{"another hash", `{"resources": [{"path": "factors.csv", "hash": "sha256:00"}]}`,
			`factors.csv: the file has another SHA-256 than datapackage.json says. Bring the file back, or bring its bytes and hash in datapackage.json up to date.`},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			if got := faultsOf(t, described(tt.text), Options{}); len(got) != 1 || got[0] != tt.want {
				t.Errorf("got %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestChecksumsAreComparedUnlessTheyAreIgnored(t *testing.T) {
	folder := small()
	factors := folder["factors.csv"].Data
	right := fmt.Sprintf(`{"resources": [{"path": "factors.csv", "bytes": %d, "hash": "SHA256:%X"}, {"path": "phases.csv", "hash": "d41d8cd98f00b204e9800998ecf8427e"}]}`, len(factors), sha256.Sum256(factors))
	mustLoad(t, described(right), Options{}) // an MD5, which the standard allows, is left unchecked

	wrong := described(`{"resources": [{"path": "factors.csv", "bytes": 1, "hash": "sha256:00"}]}`)
	mustLoad(t, wrong, Options{IgnoreChecksums: true})
	if got := faultsOf(t, wrong, Options{}); len(got) != 1 {
		t.Errorf("a changed file has the faults %q, want one", got)
	}
}

func TestAChangedFileIsStillCheckedForItsContent(t *testing.T) {
	folder := with(t, "factors.csv", "RELATIONAL", "RELATION")
	folder[packageFile] = &fstest.MapFile{Data: []byte(`{"resources": [{"path": "factors.csv", "bytes": 1}]}`)}
	got := faultsOf(t, folder, Options{})
	if len(got) != 2 || !slices.ContainsFunc(got, func(s string) bool { return s[:17] == "factors.csv:2:26:" }) {
		t.Errorf("got %q", got)
	}
}
