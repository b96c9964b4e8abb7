package main

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEachPageIsTakenInEveryLookAndLanguage(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/map") {
			w.WriteHeader(http.StatusNotFound)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><title>x</title><style>:root { color-scheme: light dark }</style><p>%s in %s`, r.URL.Path, r.Header.Get("Accept-Language"))
	}))
	defer server.Close()
	folder := t.TempDir()
	list := filepath.Join(folder, "list")
	if err := os.WriteFile(list, []byte("# pages\nmap /{lang}/map\n\nmissing /{lang}/none\nother /{lang}/other\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	pictures := filepath.Join(folder, "pictures")
	err := run(t.Context(), []string{"-url", server.URL + "/", "-pages", list, "-only", "map,missing", "-lang", "it,en", "-out", pictures}, &said)
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := os.ReadFile(filepath.Join(pictures, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	corners := map[string]uint32{}
	for _, name := range []string{"map", "missing"} {
		for _, lang := range []string{"en", "it"} {
			for _, width := range []string{"wide", "narrow"} {
				for _, theme := range []string{"light", "dark"} {
					file := name + "." + lang + "." + width + "." + theme + ".png"
					if !bytes.Contains(sheet, []byte(`src="`+file+`"`)) || !strings.Contains(said.String(), "/16  "+file) {
						t.Errorf("%s is not on the sheet, or was not told", file)
					}
					corners[theme] = corner(t, filepath.Join(pictures, file), map[string]int{"wide": 1280, "narrow": 360}[width])
				}
			}
		}
	}
	if corners["light"] <= corners["dark"] {
		t.Errorf("light is %d and dark is %d", corners["light"], corners["dark"])
	}
	err = run(t.Context(), []string{"-url", server.URL, "-pages", list, "-only", "other", "-lang", "en", "-out", pictures}, &said)
	if want := "/en/other answers with status 404"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s, once", err, want)
	}
}

// corner reads a picture that must be so wide, and gives how light its corner is.
func corner(t *testing.T, file string, width int) uint32 {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	if got := picture.Bounds().Dx(); got != width {
		t.Errorf("%s is %d wide, want %d", filepath.Base(file), got, width)
	}
	_, green, _, _ := picture.At(0, 0).RGBA()
	return green
}

func TestTheListOfPagesIsReadAndNarrowed(t *testing.T) {
	all, err := readPages(builtinPages)
	if err != nil || len(all) < 10 || all[0].in("it") != "/it/" {
		t.Errorf("the list that is built in has %d pages: %v", len(all), err)
	}
	for list, want := range map[string]string{
		"map":               "line 1",
		"\nmap map":         "line 2",
		"Map /{lang}/map":   "small letters",
		"a /a\na /b":        `names "a" a second time`,
		"../x /{lang}/map":  "line 1",
		"map /map and more": "line 1",
	} {
		if _, err := readPages(list); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v", list, err)
		}
	}
	for _, args := range [][]string{{"-only", "mapp"}, {"-lang", " , "}, {"map"}, {"-pages", "no-such-file"}} {
		if _, err := read(args); err == nil {
			t.Errorf("%q were taken", args)
		}
	}
	if _, err := read([]string{"-only", "mapp"}); !strings.Contains(err.Error(), "there are: home map") {
		t.Errorf("got %v", err)
	}
}

// script makes a program that stands for exitgraph.
func script(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTheProgramIsStartedAndStopped(t *testing.T) {
	p, err := start(t.Context(), script(t, `echo "$*" >"$0.args"; echo '{"page":"http://127.0.0.1:4711/"}' >&2; exec sleep 600`))
	if err != nil {
		t.Fatal(err)
	}
	if p.url != "http://127.0.0.1:4711" {
		t.Errorf("it serves at %q", p.url)
	}
	if args, err := os.ReadFile(p.command.Path + ".args"); err != nil || string(args) != "serve --addr 127.0.0.1:0\n" {
		t.Errorf("it was started with %q, %v", args, err)
	}
	p.stop()
	if p.command.ProcessState == nil {
		t.Error("it still runs")
	}
	if _, err := start(t.Context(), script(t, "echo the port is taken >&2; exit 3")); err == nil || !strings.Contains(err.Error(), "the port is taken") {
		t.Errorf("got %v", err)
	}
	if _, err := start(t.Context(), filepath.Join(t.TempDir(), "none")); err == nil || !strings.Contains(err.Error(), "make build") {
		t.Errorf("got %v", err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := start(ended, script(t, "exec sleep 600")); err == nil {
		t.Error("a program was awaited that nobody wants any more")
	}
}
