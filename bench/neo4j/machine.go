package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// describe says when, of what and on what a run is. What cannot be told is left out.
func describe(ctx context.Context, driver neo4j.DriverWithContext) (report, error) {
	r := report{
		Date: time.Now().UTC().Format(time.DateOnly), Commit: commit(ctx), Machine: machine(),
		Versions: map[string]string{"Go": strings.TrimPrefix(runtime.Version(), "go")},
	}
	err := eachRow(ctx, driver, `CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel'
CALL dbms.queryJmx('java.lang:type=Runtime') YIELD attributes
RETURN versions[0] + ' ' + edition, attributes.SpecVersion.value + ', ' + attributes.VmVersion.value`, func(v []any) {
		r.Versions["Neo4j"], r.Versions["JDK"] = fmt.Sprint(v[0]), fmt.Sprint(v[1])
	})
	return r, err
}

// commit is that of the source tree, with a mark where it was changed.
func commit(ctx context.Context) string {
	said, err := exec.CommandContext(ctx, "git", "describe", "--always", "--dirty", "--exclude", "*").Output()
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(said))
}

// machine is the class of the machine, without its name.
func machine() string {
	out := fmt.Sprintf("%d CPUs", runtime.NumCPU())
	if model := field("/proc/cpuinfo", "model name"); model != "" {
		out += " (" + model + ")"
	}
	var kib int
	if _, err := fmt.Sscanf(field("/proc/meminfo", "MemTotal"), "%d kB", &kib); err == nil {
		out += fmt.Sprintf(", %d GiB", kib>>20)
	}
	return out + ", " + runtime.GOOS + "/" + runtime.GOARCH
}

// field reads a value of one of the files in which Linux tells of itself.
func field(file, name string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	for line := range strings.SplitSeq(string(text), "\n") {
		if key, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
