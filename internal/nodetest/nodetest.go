// Package nodetest runs checked-in JavaScript from Go tests, so that independent
// tools of the GraphQL world can judge what exitgraph says. Only tests import it.
//
// The packages that scripts may import, or whose files a browser is given, are
// pinned in package.json and package-lock.json beside this file. They are installed
// once for each state of the lock file, below .cache/nodetest at the module's root,
// by whichever test process comes first; the others wait for it.
//
// It knows node and npm. It must not know what the scripts judge.
package nodetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// The files that decide what is installed.
var (
	//go:embed package.json
	manifest []byte
	//go:embed package-lock.json
	lockFile []byte
)

// Run executes the JavaScript module in the file script with node, stdin as its
// standard input and args as its arguments (process.argv from index 2), and returns
// what it wrote to standard output. The path of script is relative to the folder of
// the test's package. The module may import the pinned packages and node's own, but
// no files beside it: it runs from a copy.
//
// The test fails at once when node or npm is missing, when the packages cannot be
// installed, or when the script ends with another status than zero; the message
// then holds what the script wrote to standard error. The script is stopped when
// the test ends.
func Run(t testing.TB, script string, stdin []byte, args ...string) []byte {
	t.Helper()
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	out, err := run(t.Context(), filepath.Join(root, ".cache", "nodetest"), script, stdin, args)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// File gives the path of a file of a pinned package, such as axe-core/axe.min.js, for
// what runs elsewhere than in node. The file is shared and must not be changed.
//
// The test fails at once when npm is missing, when the packages cannot be installed,
// or when there is no such file.
func File(t testing.TB, name string) string {
	t.Helper()
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	path, err := file(t.Context(), filepath.Join(root, ".cache", "nodetest"), name)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func file(ctx context.Context, cache, name string) (string, error) {
	installed, err := install(ctx, cache)
	if err != nil {
		return "", err
	}
	path := filepath.Join(installed, "node_modules", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		return "", fmt.Errorf("the pinned packages have no such file: %w", err)
	}
	return path, nil
}

func run(ctx context.Context, cache, script string, stdin []byte, args []string) ([]byte, error) {
	node, err := find("node")
	if err != nil {
		return nil, err
	}
	installed, err := install(ctx, cache)
	if err != nil {
		return nil, err
	}
	copied, err := copyScript(installed, script)
	if err != nil {
		return nil, err
	}
	return output(ctx, installed, stdin, node, append([]string{copied}, args...)...)
}

// find looks for a program of Node.js.
func find(program string) (string, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return "", fmt.Errorf("this test needs %s, which was not found: install Node.js 20 or later, which brings node and npm, and see that both are in PATH: %w", program, err)
	}
	return path, nil
}

// install makes sure that the packages of the lock file are there and gives the
// folder that has them.
func install(ctx context.Context, cache string) (string, error) {
	sum := sha256.Sum256(lockFile)
	folder := filepath.Join(cache, hex.EncodeToString(sum[:8]))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	// Packages are tested side by side, each in a process of its own.
	unlock, err := lockedfile.MutexAt(filepath.Join(cache, "lock")).Lock()
	if err != nil {
		return "", fmt.Errorf("lock the folder of JavaScript packages: %w", err)
	}
	defer unlock()

	stamp := filepath.Join(folder, "installed")
	if _, err := os.Stat(stamp); err == nil {
		return folder, nil
	}
	npm, err := find("npm")
	if err != nil {
		return "", err
	}
	for name, content := range map[string][]byte{"package.json": manifest, "package-lock.json": lockFile} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			return "", err
		}
	}
	if _, err := output(ctx, folder, nil, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"); err != nil {
		return "", fmt.Errorf("install the pinned JavaScript packages (this needs the network once): %w", err)
	}
	return folder, os.WriteFile(stamp, nil, 0o644)
}

// copyScript puts the script where node finds the packages: modules are looked up
// from the folder of the importing file. Equal scripts share a copy.
func copyScript(installed, script string) (string, error) {
	source, err := os.ReadFile(script)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(source)
	copied := filepath.Join(installed, filepath.Base(script)+"."+hex.EncodeToString(sum[:8])+".mjs")
	if _, err := os.Stat(copied); err == nil {
		return copied, nil
	}
	// Written aside and renamed, so that no other test sees half a script.
	aside, err := os.CreateTemp(installed, "script-*")
	if err != nil {
		return "", err
	}
	_, err = aside.Write(source)
	if err = errors.Join(err, aside.Close()); err == nil {
		err = os.Rename(aside.Name(), copied)
	}
	if err != nil {
		return "", errors.Join(err, os.Remove(aside.Name()))
	}
	return copied, nil
}

// output runs a program in a folder; the error holds what it complained of.
func output(ctx context.Context, folder string, stdin []byte, program string, args ...string) ([]byte, error) {
	var stdout, stderr bytes.Buffer
	command := exec.CommandContext(ctx, program, args...)
	command.Dir = folder
	command.Stdin, command.Stdout, command.Stderr = bytes.NewReader(stdin), &stdout, &stderr
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("%s %q: %w\n%s", filepath.Base(program), args, err, stderr.Bytes())
	}
	return stdout.Bytes(), nil
}

// moduleRoot is the nearest folder above the test's package that holds go.mod.
func moduleRoot() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", errors.New("no go.mod above the test's folder: run the tests inside a checkout of the module")
		}
		folder = parent
	}
}
