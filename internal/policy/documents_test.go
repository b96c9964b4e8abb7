package policy

import (
	"encoding/json"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// directModules gives the modules that a go.mod requires itself, as go reads it.
func directModules(t *testing.T, dir string) []string {
	t.Helper()
	command := exec.Command("go", "mod", "edit", "-json")
	command.Dir = dir
	output, err := command.Output()
	if err != nil {
		t.Fatalf("go mod edit -json in %s: %v", dir, err)
	}
	var file struct {
		Require []struct {
			Path     string
			Indirect bool
		}
	}
	if err := json.Unmarshal(output, &file); err != nil {
		t.Fatal(err)
	}
	var modules []string
	for _, require := range file.Require {
		if !require.Indirect {
			modules = append(modules, require.Path)
		}
	}
	return modules
}

// npmPackages gives what the package.json files of the project ask for.
func npmPackages(t *testing.T) []string {
	t.Helper()
	var names []string
	eachFile(t, func(name string) {
		if path.Base(name) != "package.json" {
			return
		}
		var file struct{ Dependencies, DevDependencies map[string]string }
		if err := json.Unmarshal([]byte(read(t, name)), &file); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for dependency := range file.Dependencies {
			names = append(names, dependency)
		}
		for dependency := range file.DevDependencies {
			names = append(names, dependency)
		}
	})
	slices.Sort(names)
	return slices.Compact(names)
}

var firstCell = regexp.MustCompile("(?m)^\\| `([^`]+)` \\|")

// explained gives the names in the first column of one section of
// docs/dependencies.md.
func explained(t *testing.T, section string) map[string]int {
	t.Helper()
	_, text, found := strings.Cut(read(t, "docs/dependencies.md"), "\n## "+section+"\n")
	if !found {
		t.Fatalf("docs/dependencies.md has no section %q", section)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	names := map[string]int{}
	for _, cells := range firstCell.FindAllStringSubmatch(text, -1) {
		names[cells[1]]++
	}
	return names
}

func TestEveryDependencyHasOneLineOfReason(t *testing.T) {
	for section, required := range map[string][]string{
		"Go modules":   directModules(t, root),
		"npm packages": npmPackages(t),
	} {
		lines := explained(t, section)
		for _, name := range required {
			if lines[name] != 1 {
				t.Errorf("docs/dependencies.md, %s, has %d lines for %s: it needs one, with licence, reason and place", section, lines[name], name)
			}
			delete(lines, name)
		}
		for name := range lines {
			t.Errorf("docs/dependencies.md, %s, explains %s, which is not a dependency any more: remove the line", section, name)
		}
	}
}

func TestTheChangelogHasARoomForWhatComes(t *testing.T) {
	if !strings.Contains(read(t, "CHANGELOG.md"), "\n## [Unreleased]\n") {
		t.Error("CHANGELOG.md has no section [Unreleased]: each change that a user can notice is told there")
	}
}

var (
	makeTarget  = regexp.MustCompile(`(?m)^([a-z][a-z0-9-]*):`)
	makeMention = regexp.MustCompile("(?m)(?:`|^\\s*\\$? ?)make ([a-z][a-z0-9-]*)")
)

func TestEveryMakeTargetInTheDocsExists(t *testing.T) {
	targets := map[string]bool{}
	for _, found := range makeTarget.FindAllStringSubmatch(read(t, "Makefile"), -1) {
		targets[found[1]] = true
	}
	documents := []string{"README.md", "CONTRIBUTING.md", ".ci/run"}
	eachFile(t, func(name string) {
		if strings.HasPrefix(name, "docs/") && strings.HasSuffix(name, ".md") {
			documents = append(documents, name)
		}
	})
	mentions := map[string]int{}
	for _, name := range documents {
		for _, found := range makeMention.FindAllStringSubmatch(read(t, name), -1) {
			mentions[name]++
			if !targets[found[1]] {
				t.Errorf("%s says `make %s`, which the Makefile does not have", name, found[1])
			}
		}
	}
	for _, name := range []string{"README.md", "CONTRIBUTING.md", ".ci/run"} {
		if mentions[name] == 0 {
			t.Errorf("%s names no make target: a newcomer looks there for the command", name)
		}
	}
}

func TestEveryMakeTargetIsInTheHelp(t *testing.T) {
	for _, line := range strings.Split(read(t, "Makefile"), "\n") {
		target := makeTarget.FindStringSubmatch(line)
		if target != nil && !strings.Contains(line, " ## ") {
			t.Errorf("the make target %s has no ## text, so that `make` does not list it", target[1])
		}
	}
}

func TestDecisionsAreNumberedInARow(t *testing.T) {
	numbered := regexp.MustCompile(`^docs/adr/(\d{4})-[a-z0-9-]+\.md$`)
	seen := map[string]string{}
	eachFile(t, func(name string) {
		if path.Dir(name) != "docs/adr" || path.Base(name) == "README.md" {
			return
		}
		found := numbered.FindStringSubmatch(name)
		if found == nil {
			t.Errorf("%s is not named like 0001-the-decision.md", name)
			return
		}
		if other := seen[found[1]]; other != "" {
			t.Errorf("%s and %s have one number: give the later one the next", other, name)
		}
		seen[found[1]] = name
		for _, heading := range []string{"\n## Context\n", "\n## Decision\n", "\n## Consequences\n"} {
			if !strings.Contains(read(t, name), heading) {
				t.Errorf("%s has no section %q", name, strings.TrimSpace(heading))
			}
		}
	})
	if len(seen) < 2 {
		t.Errorf("docs/adr holds %d decisions", len(seen))
	}
}
