package nodetest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestScriptGetsInputArgumentsAndPinnedPackages(t *testing.T) {
	out := Run(t, "testdata/echo.mjs", []byte("text\nof two lines"), "first", "second word")
	var got struct {
		Stdin       string
		Args        []string
		GraphQL     string
		GraphQLHTTP string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v in %s", err, out)
	}
	if got.Stdin != "text\nof two lines" || strings.Join(got.Args, "|") != "first|second word" {
		t.Errorf("the script got stdin %q and arguments %q", got.Stdin, got.Args)
	}
	var pinned struct{ Dependencies map[string]string }
	if err := json.Unmarshal(manifest, &pinned); err != nil {
		t.Fatal(err)
	}
	if got.GraphQL != pinned.Dependencies["graphql"] || got.GraphQLHTTP != "function" {
		t.Errorf("the script found graphql %q (pinned %q) and graphql-http as %q", got.GraphQL, pinned.Dependencies["graphql"], got.GraphQLHTTP)
	}
}

func TestConcurrentTestsShareOneInstallation(t *testing.T) {
	cache := t.TempDir()
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if _, err := run(t.Context(), cache, "testdata/echo.mjs", nil, nil); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	entries, err := os.ReadDir(cache)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 2 { // the lock and one folder
		t.Errorf("the cache holds %v", entries)
	}
}

func TestFailingScriptIsAnErrorThatHoldsItsComplaint(t *testing.T) {
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	_, err = run(t.Context(), filepath.Join(root, ".cache", "nodetest"), "testdata/echo.mjs", nil, []string{"fail"})
	if err == nil || !strings.Contains(err.Error(), "asked to fail") || !strings.Contains(err.Error(), "exit status 3") {
		t.Errorf("got %v", err)
	}
}

func TestAFileOfAPinnedPackageIsFoundByItsName(t *testing.T) {
	content, err := os.ReadFile(File(t, "axe-core/axe.min.js"))
	if err != nil || !bytes.Contains(content, []byte("axe")) {
		t.Errorf("got %d bytes, %v", len(content), err)
	}
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file(t.Context(), filepath.Join(root, ".cache", "nodetest"), "axe-core/nothing.js"); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("got %v", err)
	}
}

func TestMissingProgramIsAnErrorThatSaysWhatToInstall(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	for _, program := range []string{"node", "npm"} {
		if _, err := find(program); err == nil || !strings.Contains(err.Error(), "install Node.js 20 or later") {
			t.Errorf("%s: got %v", program, err)
		}
	}
	if _, err := run(t.Context(), t.TempDir(), "testdata/echo.mjs", nil, nil); err == nil {
		t.Error("a script ran without node")
	}
	if _, err := install(t.Context(), t.TempDir()); err == nil {
		t.Error("packages were installed without npm")
	}
}

// A lock file that records addresses would send every contributor to the host of
// whoever wrote it. Where makers of packages ask for money is no such address: npm
// writes it into every lock file, and fetches nothing from there.
func TestLockFileRecordsChecksumsAndNoAddresses(t *testing.T) {
	var lock struct {
		Packages map[string]map[string]any `json:"packages"`
	}
	if err := json.Unmarshal(lockFile, &lock); err != nil || len(lock.Packages) == 0 {
		t.Fatalf("package-lock.json lists %d packages: %v", len(lock.Packages), err)
	}
	for name, about := range lock.Packages {
		delete(about, "funding")
		if said := fmt.Sprint(about); about["resolved"] != nil || strings.Contains(said, "://") {
			t.Errorf("package-lock.json names addresses of %s; write it anew with npm install --package-lock-only in this folder, whose .npmrc leaves them out", name)
		}
	}
	if !bytes.Contains(lockFile, []byte(`"integrity": "sha512-`)) {
		t.Error("package-lock.json has no checksums")
	}
}
