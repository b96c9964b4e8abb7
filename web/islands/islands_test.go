package islands

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

const script = "console.log('a script that is long enough to be worth it')"

func zipped(t *testing.T, text string) *fstest.MapFile {
	t.Helper()
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	if _, err := zip.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: out.Bytes()}
}

// built is a folder as the build leaves it, with two files.
func built(t *testing.T) fstest.MapFS {
	t.Helper()
	return fstest.MapFS{
		"README": {Data: []byte("read me")},
		"manifest.json": {Data: []byte(`{"stamp": "s", "entries": {"graphiql.js": "graphiql-AB12.js"},
			"files": {"graphiql-AB12.js": ` + strconv.Itoa(len(script)) + `, "part-CD34.css": 4}}`)},
		"graphiql-AB12.js.gz": zipped(t, script),
		"part-CD34.css.gz":    zipped(t, "a{}\n"),
	}
}

func bundleOf(t *testing.T, folder fs.FS) *bundle {
	t.Helper()
	read, err := readBundle(folder)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// ask sends a request whose path goes to the handler as it is written.
func ask(handler http.Handler, method, path, accept string) *http.Response {
	request := httptest.NewRequest(method, "/", http.NoBody)
	request.URL.Path = path
	if accept != "" {
		request.Header.Set("Accept-Encoding", accept)
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder.Result()
}

func body(t *testing.T, response *http.Response) string {
	t.Helper()
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAFileIsSentAsItIsKeptToWhomTakesGzip(t *testing.T) {
	folder := built(t)
	for accept, compressed := range map[string]bool{
		"gzip":                      true,
		"gzip, deflate, br, zstd":   true,
		"br;q=1.0, GZIP;q=0.5":      true,
		"*":                         true,
		"":                          false,
		"identity":                  false,
		"gzip;q=0":                  false,
		"gzip; q=0.000, *":          false,
		"br":                        false,
		"*;q=0":                     false,
		"gzip;q=what":               false,
		";;,,;=,gzipped, \x00, ,*=": false,
	} {
		response := ask(bundleOf(t, folder), http.MethodGet, Prefix+"graphiql-AB12.js", accept)
		want, encoding := script, ""
		if compressed {
			want, encoding = string(folder["graphiql-AB12.js.gz"].Data), "gzip"
		}
		got := body(t, response)
		if response.StatusCode != http.StatusOK || got != want || response.Header.Get("Content-Encoding") != encoding {
			t.Errorf("Accept-Encoding %q: status %d, encoding %q, %d bytes", accept, response.StatusCode, response.Header.Get("Content-Encoding"), len(got))
		}
		if length := response.Header.Get("Content-Length"); length != strconv.Itoa(len(want)) {
			t.Errorf("Accept-Encoding %q: Content-Length %s for %d bytes", accept, length, len(want))
		}
	}
}

func TestAFileMayBeKeptForEverAndIsNeverGuessedAt(t *testing.T) {
	for name, contentType := range map[string]string{
		"graphiql-AB12.js": "text/javascript; charset=utf-8",
		"part-CD34.css":    "text/css; charset=utf-8",
	} {
		response := ask(bundleOf(t, built(t)), http.MethodHead, Prefix+name, "gzip")
		for header, want := range map[string]string{
			"Content-Type":           contentType,
			"Cache-Control":          "public, max-age=31536000, immutable",
			"X-Content-Type-Options": "nosniff",
			"Vary":                   "Accept-Encoding",
		} {
			if got := response.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q, want %q", name, header, got, want)
			}
		}
		if got := body(t, response); got != "" {
			t.Errorf("%s: HEAD is answered with %d bytes", name, len(got))
		}
	}
}

func TestWhatIsNoFileIsNotFound(t *testing.T) {
	for _, path := range []string{
		"", "/", Prefix, "/graphiql-AB12.js", "graphiql-AB12.js", "/assets/graphiql-AB12.js",
		Prefix + "graphiql.js", Prefix + "graphiql-AB12.js.gz", Prefix + "manifest.json", Prefix + "README",
		Prefix + "/graphiql-AB12.js", Prefix + "graphiql-AB12.js/", Prefix + "./graphiql-AB12.js",
		Prefix + "../islands/graphiql-AB12.js", Prefix + "../../etc/passwd", Prefix + "..\\..\\islands.go",
		Prefix + "graphiql-AB12.js\x00", Prefix + "GRAPHIQL-AB12.JS", Prefix + "%2e%2e/graphiql-AB12.js",
		Prefix + strings.Repeat("a", 1<<16),
	} {
		response := ask(bundleOf(t, built(t)), http.MethodGet, path, "gzip")
		if response.StatusCode != http.StatusNotFound || response.Header.Get("Cache-Control") != "" {
			t.Errorf("%.80q: status %d, Cache-Control %q", path, response.StatusCode, response.Header.Get("Cache-Control"))
		}
		body(t, response)
	}
}

func TestOnlyReadingIsAllowed(t *testing.T) {
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions} {
		response := ask(bundleOf(t, built(t)), method, Prefix+"graphiql-AB12.js", "gzip")
		if response.StatusCode != http.StatusMethodNotAllowed || response.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: status %d, Allow %q", method, response.StatusCode, response.Header.Get("Allow"))
		}
		body(t, response)
	}
}

func TestWithoutABuildThereIsNothing(t *testing.T) {
	_, err := readBundle(fstest.MapFS{"README": {Data: []byte("read me")}})
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder without a manifest: %v", err)
	}
	response := ask(&bundle{}, http.MethodGet, Prefix+"graphiql-AB12.js", "gzip")
	if response.StatusCode != http.StatusNotFound {
		t.Errorf("status %d", response.StatusCode)
	}
	body(t, response)
}

func TestAFolderThatIsNotWholeIsRefused(t *testing.T) {
	for what, spoil := range map[string]func(fstest.MapFS){
		"a file is missing":     func(folder fstest.MapFS) { delete(folder, "part-CD34.css.gz") },
		"half a manifest":       func(folder fstest.MapFS) { folder["manifest.json"].Data = folder["manifest.json"].Data[:40] },
		"an entry without file": func(folder fstest.MapFS) { replace(folder, `"graphiql-AB12.js"}`, `"graphiql-ZZ99.js"}`) },
		"an unknown ending":     func(folder fstest.MapFS) { replace(folder, `part-CD34.css`, `part-CD34.exe`) },
	} {
		folder := built(t)
		spoil(folder)
		if _, err := readBundle(folder); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

func replace(folder fstest.MapFS, old, with string) {
	folder["manifest.json"].Data = bytes.Replace(folder["manifest.json"].Data, []byte(old), []byte(with), 1)
}

// Holds of both states: a checkout where nothing was built, and one where it was.
func TestWhatIsEmbeddedIsWholeOrAbsent(t *testing.T) {
	folder, err := fs.Sub(dist, "dist")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fs.Stat(folder, "manifest.json"); errors.Is(err, fs.ErrNotExist) {
		if path, ok := Asset("graphiql.js"); Built() || ok {
			t.Errorf("nothing is built, and Built tells %v, Asset %q", Built(), path)
		}
		return
	}
	read := bundleOf(t, folder)
	if !Built() {
		t.Fatal("the islands are there and Built tells false")
	}
	if names, want := slices.Sorted(maps.Keys(read.entries)), []string{"graphiql.css", "graphiql.js", "licences.txt", "network.css", "network.js"}; !slices.Equal(names, want) {
		t.Errorf("entries are %q, want %q", names, want)
	}
	total := 0
	for name, kept := range read.files {
		total += len(kept.gzipped)
		response := ask(Handler(), http.MethodGet, Prefix+name, "")
		if got := body(t, response); response.StatusCode != http.StatusOK || len(got) != kept.size {
			t.Errorf("%s: status %d, %d bytes of %d", name, response.StatusCode, len(got), kept.size)
		}
	}
	if most := 3 << 20; total > most {
		t.Errorf("the islands add %d bytes to the program, more than %d", total, most)
	}
}

func TestNamesThatAreNoAssetHaveNoPath(t *testing.T) {
	for _, name := range []string{"", "README", "manifest.json", "../islands.go", "graphiql", "graphiql.js.gz"} {
		if path, ok := Asset(name); ok || path != "" {
			t.Errorf("%q has the path %q", name, path)
		}
	}
}
