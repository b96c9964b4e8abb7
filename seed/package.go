package seed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/exitgraph/exitgraph/graph"
)

// packageFile describes the folder as a Frictionless Data Package.
const packageFile = "datapackage.json"

// The release of a folder that does not say.
const (
	noName    = "dataset"
	noVersion = "0.0.0-unversioned"
	noLicense = "NOASSERTION" // SPDX for: not said
)

// description is the part of datapackage.json that is read. The rest of it is for
// other programs.
type description struct {
	Name     string
	Title    string
	Version  string
	Created  string
	Licenses []struct{ Name string }
	// Resources are the files.
	Resources []struct {
		Path  any // a text; a list of texts names files that are not ours
		Bytes *int64
		Hash  string
	}
}

// checksum is what datapackage.json says of a file.
type checksum struct {
	bytes  int64  // -1 where it is not said
	sha256 string // lower-case hex; "" where it is not said, or by another algorithm
}

// describe reads datapackage.json and gives the release, with defaults for what
// it does not say.
func (l *loader) describe() graph.Release {
	var d description
	if l.present[packageFile] {
		d = l.readDescription()
	}
	release := graph.Release{
		Name: firstOf(d.Name, strings.ToValidUTF8(l.o.Name, "�"), noName), Version: firstOf(d.Version, noVersion), License: noLicense,
	}
	release.Title = firstOf(d.Title, release.Name)
	if len(d.Licenses) > 0 {
		release.License = firstOf(d.Licenses[0].Name, noLicense)
	}
	for _, part := range []struct{ name, text string }{
		{"name", d.Name}, {"title", d.Title}, {"version", d.Version}, {"licence", release.License},
	} {
		if fault := graph.CheckWords(part.text); fault != "" {
			l.ofFile(packageFile, "the "+part.name+" "+fault, "Remove the character")
		}
	}
	release.Date = l.date(d.Created)
	l.list(d)
	return release
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

func (l *loader) readDescription() (d description) {
	file, ok := l.open(packageFile, l.limits.packageBytes)
	if !ok {
		return d
	}
	defer file.Close()
	text, err := io.ReadAll(withoutMark(&bounded{r: file, left: l.limits.packageBytes}))
	if err != nil {
		l.unreadable(packageFile, l.limits.packageBytes, err)
		return d
	}
	err = json.Unmarshal(text, &d)
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		l.ofPackageAt(text, syntax.Offset, "the file is not JSON: "+syntax.Error(), "Correct it at this place")
	case errors.As(err, &wrong):
		l.ofPackageAt(text, wrong.Offset, fmt.Sprintf("%s cannot be a %s", strings.ToLower(wrong.Field), wrong.Value), "Give it the form of the Data Package standard")
	case err != nil:
		l.ofFile(packageFile, "the file cannot be understood: "+err.Error(), "Give it the form of the Data Package standard")
	}
	return d
}

// ofPackageAt notes a fault at a place in datapackage.json.
func (l *loader) ofPackageAt(text []byte, offset int64, message, remedy string) {
	before := text[:min(max(offset, 0), int64(len(text)))]
	l.note(found{cell: -1, inBytes: true, Fault: Fault{
		File: packageFile, Message: message, Remedy: remedy,
		Line:   bytes.Count(before, []byte("\n")) + 1,
		Column: max(len(before)-bytes.LastIndexByte(before, '\n')-1, 1),
	}})
}

// date gives the date of the release: the one in created as it is written there,
// in its own time zone.
func (l *loader) date(created string) string {
	if created != "" {
		for _, form := range []string{time.RFC3339, time.DateOnly} {
			if t, err := time.Parse(form, created); err == nil {
				return t.Format(time.DateOnly)
			}
		}
		l.ofFile(packageFile, fmt.Sprintf("created is %s, which is not a time", shown(created)), "Write it like 2026-01-31T00:00:00Z")
	}
	newest := time.Unix(0, 0)
	for name := range l.present {
		// A file that cannot be looked at is told of when it is opened.
		if info, err := fs.Stat(l.fsys, name); err == nil && info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	return newest.UTC().Format(time.DateOnly)
}

// list keeps what datapackage.json says of the files of a dataset.
func (l *loader) list(d description) {
	ours := map[string]graph.Kind{}
	for k, t := range l.byKind {
		ours[t.model.File] = k
	}
	for _, r := range d.Resources {
		path, _ := r.Path.(string)
		kind, isOurs := ours[path]
		if !isOurs {
			continue
		}
		if !l.present[path] {
			if !slices.Contains(needed, kind) { // or survey has told of it
				l.unread(path, packageFile+" lists the file, and it is missing", "Add it, or take it out of "+packageFile)
			}
			continue
		}
		c := checksum{bytes: -1}
		if r.Bytes != nil {
			c.bytes = *r.Bytes
		}
		if hex, ok := strings.CutPrefix(strings.ToLower(r.Hash), "sha256:"); ok {
			c.sha256 = hex
		}
		l.listed[path] = c
	}
}
