package neo4jtest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestServerStartsFromAnArchiveOfItsClasses(t *testing.T) {
	s := Shared(t)
	told, _ := one(t, s.Driver(), "CALL dbms.queryJmx('java.lang:type=Runtime') YIELD attributes RETURN attributes.InputArguments.value").([]any)
	const flag = "-XX:SharedArchiveFile="
	i := slices.IndexFunc(told, func(argument any) bool { return strings.HasPrefix(argument.(string), flag) })
	if i < 0 {
		t.Fatalf("it was started with %v", told)
	}
	file := strings.TrimPrefix(told[i].(string), flag)
	if info, err := os.Stat(file); err != nil || info.Size() < 1<<20 {
		t.Errorf("the archive holds nothing (%v)", err)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*.partial")); err != nil || len(left) > 0 {
		t.Errorf("%v was left behind (%v)", left, err)
	}
}

func TestArchiveIsAnotherOneForAnotherJavaAndOtherJars(t *testing.T) {
	folder := t.TempDir()
	java := filepath.Join(folder, "java")
	if err := os.WriteFile(java, []byte("one"), 0o700); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	name := func(lib string) {
		t.Helper()
		file, err := archiveName(java, filepath.Join(folder, lib, "lib"))
		if err != nil || filepath.Dir(file) != filepath.Join(folder, lib) {
			t.Errorf("got %s (%v)", file, err)
		}
		names[filepath.Base(file)] = true
	}
	name("one")
	name("other")
	if err := os.WriteFile(java, []byte("another"), 0o700); err != nil {
		t.Fatal(err)
	}
	name("one")
	if len(names) != 3 {
		t.Errorf("three archives are called %v", names)
	}
}
