package seed

import (
	"bytes"
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"
)

func BenchmarkBuiltin(b *testing.B) {
	for b.Loop() {
		if _, err := Builtin(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLargeFolder loads the built-in folder with its findings many times
// over, and reports the rows read in a second.
func BenchmarkLargeFolder(b *testing.B) {
	const rows = 200_000
	folder := copyOf(b, Files())
	delete(folder, packageFile)
	folder["findings.csv"] = &fstest.MapFile{Data: manyFindings(folder["findings.csv"].Data, rows)}
	b.SetBytes(int64(len(folder["findings.csv"].Data)))
	for b.Loop() {
		if _, err := Load(folder, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// manyFindings adds n rows to a file of findings: its own, under new keys.
func manyFindings(file []byte, n int) []byte {
	lines := bytes.Split(bytes.TrimSpace(file), []byte("\n"))
	var out bytes.Buffer
	out.Write(bytes.TrimSpace(file))
	for i := range n {
		_, rest, _ := bytes.Cut(lines[1+i%(len(lines)-1)], []byte(","))
		fmt.Fprintf(&out, "\nfinding-more-%07d,%s", i, rest)
	}
	return out.Bytes()
}

// copyOf copies the files of a folder, so that a test can change them.
func copyOf(tb testing.TB, from fs.FS) fstest.MapFS {
	tb.Helper()
	entries, err := fs.ReadDir(from, ".")
	if err != nil {
		tb.Fatal(err)
	}
	out := fstest.MapFS{}
	for _, e := range entries {
		text, err := fs.ReadFile(from, e.Name())
		if err != nil {
			tb.Fatal(err)
		}
		out[e.Name()] = &fstest.MapFile{Data: text}
	}
	return out
}
