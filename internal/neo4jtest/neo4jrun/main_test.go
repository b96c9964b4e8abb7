package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// interrupter ends the context once the text was written, as Ctrl-C would.
type interrupter struct {
	text   string
	cancel context.CancelFunc
	bytes.Buffer
}

func (w *interrupter) Write(p []byte) (int, error) {
	n, err := w.Buffer.Write(p)
	if strings.Contains(w.String(), w.text) {
		w.cancel()
	}
	return n, err
}

func TestServerRunsUntilInterruptedAndKeepsItsData(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	folder := filepath.Join(t.TempDir(), "data")
	out := &interrupter{text: "Ctrl-C", cancel: cancel}
	if err := run(ctx, []string{"-port", "0", "-folder", folder, "-heap", "512", "-page-cache", "64"}, out); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, text := range []string{"bolt://127.0.0.1:", folder, "MATCH (n)", "stopping"} {
		if !strings.Contains(out.String(), text) {
			t.Errorf("it did not print %q: %s", text, out)
		}
	}
	console, err := os.ReadFile(filepath.Join(folder, "console.log"))
	if err != nil || !strings.Contains(string(console), "INFO  Stopped.") {
		t.Errorf("the server was not stopped with care (%v): %s", err, console)
	}
	if _, err := os.Stat(filepath.Join(folder, "data", "databases", "neo4j")); err != nil {
		t.Errorf("the data were not kept: %v", err)
	}
}

func TestUnknownArgumentIsRefusedBeforeAnythingStarts(t *testing.T) {
	var out bytes.Buffer
	if err := run(t.Context(), []string{"7688"}, &out); err == nil || !strings.Contains(err.Error(), `"7688"`) || out.Len() > 0 {
		t.Errorf("got %v, printed %q", err, out.String())
	}
}
