package main

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/exitgraph/exitgraph/internal/neo4jtest"
	"github.com/exitgraph/exitgraph/seed"
)

// TestCommandsOnANeo4jDoWhatTheirScriptsSay runs scripts one after another on one
// database, which is empty at the beginning of each. Its address is in STORE.
func TestCommandsOnANeo4jDoWhatTheirScriptsSay(t *testing.T) {
	scripts, err := filepath.Glob("testdata/neo4j/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("there are %d scripts: %v", len(scripts), err)
	}
	server := neo4jtest.Shared(t)
	commands := maps.Clone(scriptCommands)
	commands["cypher"] = func(ts *testscript.TestScript, _ bool, args []string) {
		ts.Check(server.Run(context.Background(), args[0]))
	}
	for _, script := range scripts {
		// Scripts of one run are parallel; each ends before the next begins.
		t.Run(strings.TrimSuffix(filepath.Base(script), ".txtar"), func(t *testing.T) {
			if err := server.Reset(t.Context()); err != nil {
				t.Fatal(err)
			}
			testscript.Run(t, testscript.Params{
				Files: []string{script},
				Setup: func(env *testscript.Env) error {
					env.Vars = append(env.Vars, noLinger, "STORE="+server.URI, "NEO4J_HOST="+strings.TrimPrefix(server.URI, "bolt://"), passwordVariable+"="+server.Password)
					if err := os.CopyFS(filepath.Join(env.WorkDir, "examples"), os.DirFS("../../docs/examples")); err != nil {
						return err
					}
					return os.CopyFS(filepath.Join(env.WorkDir, "builtin"), seed.Files())
				},
				Cmds: commands,
			})
		})
	}
}
