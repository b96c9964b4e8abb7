package frame

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// own are the files of the frame: the layout, its style sheets, scripts and words.
//
//go:embed *.html problem style/*.css script/*.js icon.svg en.toml it.toml
var own embed.FS

// sub gives a folder of the frame's own files.
func sub(folder string) fs.FS {
	files, err := fs.Sub(own, folder)
	if err != nil {
		panic(err) // the name is written in the code
	}
	return files
}

// assetPath is what the addresses of files begin with.
const assetPath = "/assets/"

// assets are the files that pages load. Their addresses hold a hash of what is in
// them, so that browsers may keep them for good.
type assets struct {
	named map[string]string // addresses, by name
	files map[string]asset  // by name with hash
}

type asset struct {
	mediaType string
	text      []byte
}

// readAssets gathers the files: all style sheets become style.css, in the order of
// their names; each script stays one file.
func readAssets(files fs.FS) (*assets, error) {
	a := &assets{named: map[string]string{}, files: map[string]asset{}}
	sheets, err := fs.Glob(files, "style/*.css")
	if err != nil {
		return nil, err
	}
	var sheet []byte
	for _, name := range sheets {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		sheet = append(sheet, text...)
	}
	a.add("style.css", "text/css; charset=utf-8", sheet)
	scripts, err := fs.Glob(files, "script/*.js")
	if err != nil {
		return nil, err
	}
	for _, name := range scripts {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		a.add(path.Base(name), "text/javascript; charset=utf-8", text)
	}
	icon, err := fs.ReadFile(files, "icon.svg")
	if err != nil {
		return nil, err
	}
	a.add("icon.svg", "image/svg+xml", icon)
	return a, nil
}

func (a *assets) add(name, mediaType string, text []byte) {
	sum := sha256.Sum256(text)
	base, ext, _ := strings.Cut(name, ".")
	hashed := base + "-" + hex.EncodeToString(sum[:6]) + "." + ext
	a.named[name] = assetPath + hashed
	a.files[hashed] = asset{mediaType, text}
}

func (a *assets) address(name string) (string, bool) {
	address, ok := a.named[name]
	return address, ok
}

// serveAsset sends a file of the frame, or one of the islands.
func (s *Site) serveAsset(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, assetPath)
	file, ok := s.assets.files[name]
	if !ok {
		if s.Islands != nil {
			// A worker obeys the policy that it is served with.
			w.Header().Set("Content-Security-Policy", fmt.Sprintf(contentPolicy, ""))
			s.Islands.ServeHTTP(w, r)
			return
		}
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", file.mediaType)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Length", strconv.Itoa(len(file.text)))
	if r.Method != http.MethodHead {
		_, _ = bytes.NewReader(file.text).WriteTo(w) // a client that left is no fault
	}
}

// island gives the address of a file that the build made.
func (s *Site) island(name string) (string, bool) {
	if s.Islands == nil {
		return "", false
	}
	file, ok := s.Islands.Asset(name)
	if !ok {
		return "", false
	}
	return s.Base + assetPath + file, true
}
