package seed

import (
	"bytes"
	"errors"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/exitgraph/exitgraph/graph"
)

// FuzzLoad puts any bytes in the place of one file of a sound folder. The folder
// either loads, and then holds against every rule, or has faults, each at a place
// that there is.
func FuzzLoad(f *testing.F) {
	files := []string{packageFile}
	for _, k := range graph.Kinds() {
		files = append(files, graph.ModelOf(k).File)
	}
	for i, name := range files {
		if file, ok := small()[name]; ok {
			f.Add(uint8(i), file.Data)
		}
	}
	f.Add(uint8(0), []byte(`{"name":"x","created":"2026-01-01","resources":[{"path":"factors.csv","bytes":1,"hash":"sha256:0"}]}`))
	f.Add(uint8(4), []byte("\ufeffid,name_it,name,level,naming_basis,confidence\r\nsupport,\"S\"\"o\r\nx\",y,RELATIONAL,ADDED,HIGH\r\n"))
	f.Add(uint8(7), []byte("id,report_id,factor_id,valence\n\"a\nb\",,x\xff;y; ,\x00\n"))
	f.Add(uint8(4), []byte("\x88,\x1b[2J"))
	f.Fuzz(func(t *testing.T, which uint8, text []byte) {
		folder := small()
		folder[files[int(which)%len(files)]] = &fstest.MapFile{Data: text}
		l := newLoader(folder, Options{}, usualLimits)
		d, err := Load(folder, Options{})
		if err == nil {
			holds(t, l, d)
			return
		}
		var faults *FaultsError
		if !errors.As(err, &faults) || len(faults.List) == 0 {
			t.Fatalf("the error %v is not about faults", err)
		}
		for _, fault := range faults.List {
			stands(t, folder, fault)
		}
	})
}

// holds checks what was loaded a second time, by records and not by files.
func holds(t *testing.T, l *loader, d *Dataset) {
	t.Helper()
	for _, r := range d.Records {
		table := l.byKind[r.RecordKind()]
		if _, twice := table.at[r.RecordKey()]; twice {
			t.Fatalf("%s stands twice", r.RecordKey())
		}
		table.at[r.RecordKey()] = int32(len(table.rows))
		table.rows = append(table.rows, row{record: r})
	}
	if problems := graph.CheckAll(world{l}); len(problems) > 0 {
		t.Fatalf("faulty data was loaded: %v", problems)
	}
	for _, part := range []string{d.Release.Name, d.Release.Title, d.Release.Version, d.Release.Date, d.Release.License} {
		if part == "" {
			t.Fatalf("the release is not whole: %+v", d.Release)
		}
	}
}

// stands checks that a fault is at a place that its file has.
func stands(t *testing.T, folder fstest.MapFS, fault Fault) {
	t.Helper()
	if fault.Message == "" || fault.Remedy == "" || len(fault.String()) > 2000 || !utf8.ValidString(fault.String()) {
		t.Fatalf("the fault %q does not read well", fault)
	}
	if fault.Line == 0 {
		if fault.Column != 0 {
			t.Fatalf("%q has a column without a line", fault)
		}
		return
	}
	file := folder[fault.File]
	if file == nil {
		t.Fatalf("%q is in a file that there is not", fault)
	}
	lines := bytes.Split(bytes.TrimPrefix(file.Data, []byte(byteOrderMark)), []byte("\n"))
	if fault.Line > len(lines) {
		t.Fatalf("%q: the file has %d lines", fault, len(lines))
	}
	if most := utf8.RuneCount(lines[fault.Line-1]) + 1; fault.Column > most {
		t.Fatalf("%q: the line has %d characters", fault, most-1)
	}
}
