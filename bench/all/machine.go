package main

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/exitgraph/exitgraph/bench/measure"
)

// describe notes what the database is.
func describe(ctx context.Context, driver neo4j.DriverWithContext, versions map[string]string) error {
	return eachRow(ctx, driver, `CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel'
CALL dbms.queryJmx('java.lang:type=Runtime') YIELD attributes
RETURN versions[0] + ' ' + edition, attributes.SpecVersion.value + ', ' + attributes.VmVersion.value`, func(v []any) {
		versions["Neo4j"], versions["JDK"] = fmt.Sprint(v[0]), fmt.Sprint(v[1])
	})
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
	if model := measure.Field("/proc/cpuinfo", "model name"); model != "" {
		out += " (" + model + ")"
	}
	var kib int
	if _, err := fmt.Sscanf(measure.Field("/proc/meminfo", "MemTotal"), "%d kB", &kib); err == nil {
		out += fmt.Sprintf(", %d GiB", kib>>20)
	}
	return out + ", " + runtime.GOOS + "/" + runtime.GOARCH
}
