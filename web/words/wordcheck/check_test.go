package main

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/exitgraph/exitgraph/web/words/wording"
)

func TestPagesHaveAllTheirWordsAndNoneTooMany(t *testing.T) {
	faults, err := check(os.DirFS("../.."), runtimeText, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

func TestPagesUseNoRefusedExpression(t *testing.T) {
	faults, err := wording.Check(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

// tree is a small web folder without faults.
func tree() map[string]string {
	return map[string]string{
		"frame/layout.html":     `<title>{{t "title"}}</title>{{t "site.name"}}{{define "crumb"}}{{t "crumb" "name" .}}{{end}}`,
		"frame/en.toml":         `crumb = "Up to {{.name}}"`,
		"frame/it.toml":         `crumb = "Su a {{.name}}"`,
		"frame/frame.go":        "package frame\n\nfunc say(s speaker, id string, args ...any) string { return s.T(id, args...) }\n",
		"frame/table.go":        "package frame\n\nvar shown = s.T(table[0]) + s.T(\"nav.\" + page)\n",
		"pages/map/page.html":   `{{if .X}}{{t "found" "count" .N}}{{else}}{{term "Valence" .V}}{{about "Valence" "HINDERING"}}{{t (print "way." .Way)}}{{end}}`,
		"pages/map/page.go":     "package mapping\n\nvar links = s.Linked(\"see\", a, b)\n",
		"pages/map/en.toml":     "title = \"Map\"\nway.up = \"up\"\nsee = \"See [a] and [b].\"\nfound = { one = \"{{.count}} study\", other = \"{{.count}} studies\" }",
		"pages/map/it.toml":     "title = \"Mappa\"\nway.up = \"su\"\nsee = \"Vedi [a] e [b].\"\nfound = { one = \"{{.count}} studio\", other = \"{{.count}} studi\" }",
		"pages/map/map_test.go": "package mapping\n\nvar x = s.T(\"only in tests\")\n",
	}
}

func faultsOf(t *testing.T, files map[string]string, group string, sharedToo bool) string {
	t.Helper()
	web := fstest.MapFS{}
	for name, content := range files {
		web[name] = &fstest.MapFile{Data: []byte(content)}
	}
	faults, err := check(web, "# a comment\nframe/table.go :: "+group+" :: a table, which its test walks\n", sharedToo)
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, fault := range faults {
		all.WriteString(fault.Error() + "\n")
	}
	return all.String()
}

func TestATreeWithoutFaultsHasNone(t *testing.T) {
	if got := faultsOf(t, tree(), "nav.*", false); got != "" {
		t.Errorf("faults:\n%s", got)
	}
}

func TestEachKindOfFaultIsTold(t *testing.T) {
	const mapPage, mapCode = "pages/map/page.html", "pages/map/page.go"
	for name, test := range map[string]struct{ file, from, to, want string }{
		"a text that is not there":              {mapPage, `"found"`, `"lost"`, `page.html:1:11: T "lost": there is no such text`},
		"a left-over text":                      {mapCode, `"see"`, `"nothing"`, `pages/map: nothing asks for the text "see"`},
		"an argument that is missing":           {mapPage, ` "count" .N`, ``, `it is given [], but its placeholders are [count]`},
		"an argument of another name":           {mapPage, `"count"`, `"number"`, `it is given [number], but its placeholders are [count]`},
		"a name made at run time":               {mapPage, `"count"`, `.Name`, `it is given [?], but`},
		"an id made at run time":                {mapPage, `t "found" "count" .N`, `t .ID`, `the id is made at run time`},
		"an id that only begins with a literal": {mapPage, `"way."`, `"ways."`, `T "ways.*": there is no such text`},
		"a group that is not asked for":         {mapPage, `t (print "way." .Way)`, `.Way`, `nothing asks for the text "way.up"`},
		"a group with other arguments":          {mapPage, `.Way)`, `.Way) "name" .X`, `it is given [name], but its placeholders are []`},
		"a group that Go asks for":              {"frame/table.go", `"nav."`, `"navs."`, `T "navs.*": there is no such text`},
		"a listed file that is not met":         {"frame/table.go", `table[0]`, `"site.name"`, `frame/table.go makes no id at run time any more`},
		"an enum that is not there":             {mapPage, `"Valence" .V`, `"Valency" .V`, `there is no such enum`},
		"a value that is not there":             {mapPage, `"HINDERING"`, `"HINDERS"`, `the enum has no such value`},
		"links without brackets":                {mapCode, `"see"`, `"title"`, `the text has no links`},
		"addresses that are too few":            {mapCode, `, b)`, `)`, `1 addresses for 2 links`},
		"brackets that readers would see":       {mapCode, `Linked("see", a, b)`, `T("see")`, `the text has links`},
		"a title that the frame asks for":       {"pages/map/en.toml", "title =", "name =", `"title" is missing in en`},
		"a text that only the frame lacks":      {"frame/layout.html", `"title"`, `"heading"`, `on the page map: frame/layout.html:1:9: T "heading": there is no such text`},
		"an argument in a defined template":     {"frame/layout.html", ` "name" .`, ``, `it is given [], but its placeholders are [name]`},
		"a language that lacks a text":          {"pages/map/it.toml", `see = "Vedi [a] e [b]."`, ``, `"see" is missing in it`},
		"links that one language lacks":         {"pages/map/it.toml", `[b]`, `b`, `2 and 1 words in brackets`},
		"placeholders that differ":              {"frame/it.toml", `{{.name}}`, `{{.nome}}`, `the placeholders differ`},
		"an id that two shared sources have":    {"frame/en.toml", `crumb =`, "site.name = \"x\"\ncrumb =", `"site.name" is there twice`},
	} {
		t.Run(name, func(t *testing.T) {
			files := tree()
			if !strings.Contains(files[test.file], test.from) {
				t.Fatalf("%s does not hold %q", test.file, test.from)
			}
			files[test.file] = strings.Replace(files[test.file], test.from, test.to, 1)
			if got := faultsOf(t, files, "nav.*", false); !strings.Contains(got, test.want) {
				t.Errorf("got:\n%swant: %s", got, test.want)
			}
		})
	}
}

func TestSharedTextsThatNoneAsksForAreToldWhereWanted(t *testing.T) {
	const unused = `the shared text "share.cite"`
	if got := faultsOf(t, tree(), "nav.*", false); strings.Contains(got, unused) {
		t.Errorf("told without being asked:\n%s", got)
	}
	if got := faultsOf(t, tree(), "nav.*", true); !strings.Contains(got, unused) || strings.Contains(got, `"nav.studies"`) || strings.Contains(got, `"month.1"`) {
		t.Errorf("got:\n%s", got)
	}
	if got := faultsOf(t, tree(), "nav.* share.*", true); strings.Contains(got, unused) {
		t.Errorf("a listed group is told:\n%s", got)
	}
	if got := faultsOf(t, tree(), "lost.*", false); !strings.Contains(got, `frame/table.go: Has "lost.*": there is no such text`) {
		t.Errorf("a listed group that is not there is not told:\n%s", got)
	}
}
