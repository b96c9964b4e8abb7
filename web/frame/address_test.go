package frame_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/web/frame"
)

// reading makes a site with one page that reads a parameter of each kind, and shows and
// gives as a table what it read. Its name is that of a column of the table.
func reading(t testing.TB) http.Handler {
	t.Helper()
	read := func(a *frame.Address) [][2]string {
		return [][2]string{
			{"part", a.Part("part")},
			{"text", a.Text("text")},
			{"key", a.Key("key")},
			{"keys", strings.Join(a.Keys("keys"), " ")},
			{"valence", a.Choice("valence", "Valence")},
			{"valences", strings.Join(a.Choices("valences", "Valence"), " ")},
			{"sort", a.Option("sort", "name", "studies")},
			{"page", fmt.Sprint(a.Number("page", 1, 50, 1))},
			{"document", a.Document("document")},
			{"rows", fmt.Sprint(a.Paging(25))},
		}
	}
	site, err := frame.New(frame.Config{
		Ask:   func(context.Context, schema.Request) (*schema.Response, *fault.Error) { return nil, nil },
		Note:  func(_ context.Context, f *fault.Error) { t.Errorf("a page failed: %v, %v", f, f.Cause) },
		Leave: "https://neutral.example/",
		Pages: []frame.Page{{
			Name: "reading", Path: "reading/{part}",
			Files: fstest.MapFS{
				"page.html": {Data: []byte(`{{define "content"}}<a id="again" href="{{.Page}}">again</a>{{end}}`)},
				"en.toml":   {Data: []byte("title = \"Reading\"\n")},
				"it.toml":   {Data: []byte("title = \"Lettura\"\n")},
			},
			Ask:  func(a *frame.Address) map[string]any { read(a); return nil },
			Show: func(v *frame.Visit) (frame.View, error) { return frame.View{Page: v.Here(v.Values())}, nil },
			Table: func(v *frame.Visit) (frame.Table, error) {
				var columns, row []string
				for _, pair := range read(v.Address) {
					columns, row = append(columns, pair[0]), append(row, pair[1])
				}
				return frame.Table{Columns: columns, Rows: [][]string{row}}, nil
			},
		}},
		Shared: frame.Shared{Templates: fstest.MapFS{}, Fragments: fstest.MapFS{}},
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	for _, r := range site.Routes() {
		mux.HandleFunc(r.Path, r.Handle)
	}
	mux.HandleFunc("/", site.NotFound)
	return mux
}

func get(site http.Handler, address string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, http.NoBody)) //nolint:noctx // also called where no test is at hand
	return w
}

// cells reads the table of a page: what it read, by name.
func cells(t interface {
	Fatalf(string, ...any)
}, site http.Handler, path string, query url.Values,
) map[string]string {
	query.Set("format", "csv")
	w := get(site, path+"?"+query.Encode())
	lines, err := csv.NewReader(w.Body).ReadAll()
	if err != nil || w.Code != http.StatusOK || len(lines) != 2 {
		t.Fatalf("%s?%s: status %d, %v", path, query.Encode(), w.Code, err)
	}
	read := map[string]string{}
	for i, name := range lines[0] {
		read[name] = lines[1][i]
	}
	return read
}

func TestEachParameterIsReadAsWhatItIs(t *testing.T) {
	site := reading(t)
	for _, c := range []struct{ query, name, want string }{
		{"text=%20two%09words%E2%80%AE%20", "text", "two words"},
		{"key=self-esteem", "key", "self-esteem"},
		{"keys=b&keys=a&keys=b&keys=", "keys", "b a"},
		{"valence=HINDERING", "valence", "HINDERING"},
		{"valences=HINDERING&valences=FACILITATING&valences=HINDERING", "valences", "FACILITATING HINDERING"},
		{"sort=studies", "sort", "studies"},
		{"page=50", "page", "50"},
		{"page=", "page", "1"},
		{"document=%7B%0A%20a%20%7D", "document", "{\n a }"},
		{"", "rows", "map[first:25]"},
		{"after=x", "rows", "map[after:x first:25]"},
		{"before=x", "rows", "map[before:x last:25]"},
	} {
		query, err := url.ParseQuery(c.query)
		if err != nil {
			t.Fatal(err)
		}
		if got := cells(t, site, "/en/reading/x", query)[c.name]; got != c.want {
			t.Errorf("%q reads %s as %q, want %q", c.query, c.name, got, c.want)
		}
	}
}

func TestAValueThatCannotBeUsedIsNamedAndNeverIgnored(t *testing.T) {
	site := reading(t)
	for query, want := range map[string]string{
		"text=" + strings.Repeat("a", 301): "300",
		"key=two%20words":                  "two words",
		"key=" + strings.Repeat("a", 513):  "key",
		"valence=HINDERS":                  `href="/en/reading/x?valence=HINDERING"`,
		"valences=HINDERING&valences=no":   "valences",
		"sort=nam":                         `href="/en/reading/x?sort=name"`,
		"sort=name&sort=studies":           "sort",
		"page=0":                           "50",
		"page=51":                          "50",
		"page=1e1":                         "50",
		"sorts=name":                       `href="/en/reading/x?sort=name"`,
		"after=a&before=b":                 "backwards",
		"format=pdf":                       "pdf",
		"format=json":                      "json",
		"key=%00":                          `href="/en/reading/x"`,
		"key=%FF":                          `href="/en/reading/x"`,
		"key=%":                            `href="/en/reading/x"`,
		"a;b":                              `href="/en/reading/x"`,
	} {
		w := get(site, "/en/reading/x?"+query)
		if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%.60q is answered %d without %q", query, w.Code, want)
		}
	}
}

func TestParametersWithoutEndMakeNoPageWithoutEnd(t *testing.T) {
	var query strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&query, "&p%d", i)
	}
	w := get(reading(t), "/en/reading/x?"+query.String()[1:])
	if w.Code != http.StatusBadRequest || w.Body.Len() > 32<<10 {
		t.Errorf("3000 parameters that no page knows are answered %d with %d bytes", w.Code, w.Body.Len())
	}
}

// noSegment is what a segment of a path cannot be: these have a meaning of their own.
var noSegment = []string{"", ".", "..", "/"}

// What is read from an address is what a link to the page was made of, whatever it is.
func TestALinkBringsBackWhatItWasMadeOf(t *testing.T) {
	site := reading(t)
	key := rapid.StringMatching(`[^\s\pC\pZ]{1,40}`).Filter(func(s string) bool { return !slices.Contains(noSegment, s) })
	rapid.Check(t, func(t *rapid.T) {
		part, one, two := key.Draw(t, "part"), key.Draw(t, "key"), key.Draw(t, "other")
		query := url.Values{"key": {one}, "keys": {one, two}}
		w := get(site, "/en/reading/"+url.PathEscape(part)+"?"+query.Encode())
		_, after, found := strings.Cut(w.Body.String(), `<a id="again" href="`)
		href, _, _ := strings.Cut(after, `"`)
		again, err := url.Parse(html.UnescapeString(href))
		if !found || err != nil {
			t.Fatalf("no link: status %d, %v", w.Code, err)
		}
		read := cells(t, site, again.EscapedPath(), again.Query())
		keys := one + " " + two
		if one == two {
			keys = one
		}
		for name, want := range map[string]string{"part": part, "key": one, "keys": keys} {
			if strings.ContainsRune("=+-@", rune(want[0])) {
				continue // TestCellsOfATableAreNoFormulas
			}
			if read[name] != want {
				t.Fatalf("%s was %q and is %q", name, want, read[name])
			}
		}
	})
}

// Spreadsheets take cells with these signs at the front for formulas.
func TestCellsOfATableAreNoFormulas(t *testing.T) {
	site := reading(t)
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+1+1": "'+1+1", "-1+1": "'-1+1", "@sum": "'@sum",
		"-1.5": "-1.5", "1=1": "1=1",
	} {
		if got := cells(t, site, "/en/reading/x", url.Values{"document": {text}})["document"]; got != want {
			t.Errorf("%q stands as %q, want %q", text, got, want)
		}
	}
}

// FuzzAddress holds that no address makes a page fail, and that what is wrong with one is
// told on a page.
func FuzzAddress(f *testing.F) {
	for _, query := range []string{
		"", "text=a&key=b&page=2", "valence=HINDERS", "key=%00&key=%FF", "%ff=%ff", "format=csv&text=%3D1", "format=json", "a;b", "after=a&before=b",
		"keys=" + strings.Repeat("&keys=a", 50), "document=%7B", "sort=%E2%80%AE", "%0a=%0d", "x&x&x", "=", "&", "format=csv&format=csv",
	} {
		f.Add("part", query)
	}
	f.Add("a/b", "")
	f.Add("\x00\xff", "")
	site := reading(f)
	f.Fuzz(func(t *testing.T, part, query string) {
		if slices.Contains(noSegment, part) || strings.ContainsAny(query, "# ") || strings.ContainsFunc(query, func(r rune) bool { return r < ' ' || r == 0x7f }) {
			return // no client can send this
		}
		w := get(site, "/it/reading/"+url.PathEscape(part)+"?"+query)
		if w.Code != http.StatusOK && w.Code != http.StatusBadRequest {
			t.Fatalf("status %d", w.Code)
		}
		page := strings.HasPrefix(w.Header().Get("Content-Type"), "text/html")
		if w.Code == http.StatusBadRequest && !page || page && !strings.HasSuffix(strings.TrimSpace(w.Body.String()), "</html>") {
			t.Fatalf("status %d without a whole page", w.Code)
		}
		if page && !utf8.Valid(w.Body.Bytes()) {
			t.Fatal("the page is no text")
		}
	})
}
