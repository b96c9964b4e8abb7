package neo4jtest

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// program puts a shell script where programs are looked for first.
func program(t *testing.T, name, script string) {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("JAVA_HOME", "")
	t.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH"))
}

// entries names what lies in a folder, less the lock.
func entries(t *testing.T, folder string) []string {
	t.Helper()
	list, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range list {
		if entry.Name() != "lock" {
			names = append(names, entry.Name())
		}
	}
	return names
}

func TestMissingProgramIsAnErrorThatSaysWhatToInstall(t *testing.T) {
	const advice = "apt-get install -y openjdk-17-jre-headless maven"
	t.Setenv("JAVA_HOME", "")
	t.Setenv("PATH", t.TempDir())
	if _, err := Launch(t.Context(), Options{}); err == nil || !strings.Contains(err.Error(), advice) || !strings.Contains(err.Error(), "Java 17") {
		t.Errorf("without Java: %v", err)
	}
	cache := t.TempDir()
	if _, err := install(t.Context(), cache); err == nil || !strings.Contains(err.Error(), advice) || !strings.Contains(err.Error(), "Maven") {
		t.Errorf("without Maven: %v", err)
	}
	if left := entries(t, cache); len(left) > 0 {
		t.Errorf("without Maven the cache holds %v", left)
	}
}

func TestUnusableJavaIsAnErrorThatSaysWhatToInstall(t *testing.T) {
	for name, script := range map[string]string{
		"older":        `echo 'openjdk version "11.0.2" 2019-01-15' >&2`,
		"much older":   `echo 'java version "1.8.0_402"' >&2`,
		"unknown":      `echo 'a drink' >&2`,
		"does not run": `exit 1`,
	} {
		t.Run(name, func(t *testing.T) {
			program(t, "java", script)
			if _, err := findJava(); err == nil || !strings.Contains(err.Error(), "openjdk-17-jre-headless") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestNewerJavaIsAccepted(t *testing.T) {
	for _, version := range []string{"17", "17.0.15", "21.0.4", "25.0.3"} {
		program(t, "java", `echo 'openjdk version "`+version+`" 2025-01-01' >&2`)
		if _, err := findJava(); err != nil {
			t.Errorf("%s: %v", version, err)
		}
	}
}

func TestInterruptedFetchIsNotTakenForAWholeOne(t *testing.T) {
	cache := t.TempDir()
	// As after a kill: a folder with one jar of many.
	if err := os.MkdirAll(filepath.Join(cache, "partial-1", "lib"), 0o755); err != nil {
		t.Fatal(err)
	}
	program(t, "mvn", `mkdir lib && touch lib/first.jar && echo "no network today" && exit 1`)
	if _, err := install(t.Context(), cache); err == nil || !strings.Contains(err.Error(), "no network today") {
		t.Errorf("got %v, want what Maven said", err)
	}
	if left := entries(t, cache); len(left) > 0 {
		t.Errorf("after a fetch that failed the cache holds %v", left)
	}
	program(t, "mvn", "exit 0")
	if _, err := install(t.Context(), cache); err == nil || !strings.Contains(err.Error(), "no jars") {
		t.Errorf("a fetch of nothing: %v", err)
	}
	program(t, "mvn", "mkdir lib && touch lib/first.jar lib/second.jar")
	lib, err := install(t.Context(), cache)
	if err != nil {
		t.Fatal(err)
	}
	if jars := entries(t, lib); len(jars) != 2 {
		t.Errorf("the folder of jars holds %v", jars)
	}
}

func TestConcurrentTestsFetchOnce(t *testing.T) {
	cache, calls := t.TempDir(), filepath.Join(t.TempDir(), "calls")
	program(t, "mvn", `echo called >>"`+calls+`"; mkdir lib; sleep 0.2; touch lib/only.jar`)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			lib, err := install(t.Context(), cache)
			if err != nil {
				t.Error(err)
			} else if _, err := os.Stat(filepath.Join(lib, "only.jar")); err != nil {
				t.Errorf("a folder was handed out that is not whole: %v", err)
			}
		})
	}
	wait.Wait()
	if content, err := os.ReadFile(calls); err != nil || string(content) != "called\n" {
		t.Errorf("Maven was called as in %q (%v), want once", content, err)
	}
	if folders := entries(t, cache); len(folders) != 1 || !strings.HasPrefix(folders[0], Version+"-") {
		t.Errorf("the cache holds %v", folders)
	}
}
