package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/internal/neo4jtest"
	"github.com/exitgraph/exitgraph/seed"
)

var adminLine = regexp.MustCompile(`(?m)^sudo -u neo4j neo4j-admin (.+)$`)

func TestTheBackupOfThePageBringsEverythingBackInNeo4j(t *testing.T) {
	lines := adminLine.FindAllStringSubmatch(read(t, "docs/neo4j.md"), -1)
	if len(lines) != 2 || !strings.Contains(lines[0][1], " dump ") || !strings.Contains(lines[1][1], " load ") {
		t.Fatalf("docs/neo4j.md should show a dump and then a load, and shows %q", lines)
	}
	folder, backups := t.TempDir(), t.TempDir()
	server := neo4jtest.Start(t, neo4jtest.Options{Folder: folder})
	admin := func(line string) {
		t.Helper()
		done(t, server.Admin(t.Context(), strings.Fields(strings.ReplaceAll(line, "/var/backups/neo4j", backups))...))
	}
	before := infoAfter(t, server, func(s *neo4jstore.Store) {
		data, err := seed.Builtin()
		done(t, err)
		done(t, s.Migrate(t.Context()))
		_, err = s.Load(t.Context(), data.Release, data.Records, nil)
		done(t, err)
	})
	done(t, server.Stop())
	admin(lines[0][1])
	for _, name := range []string{"databases", "transactions"} {
		done(t, os.RemoveAll(filepath.Join(folder, "data", name, neo4jtest.Database)))
	}
	admin(lines[1][1])
	done(t, server.Restart(t.Context()))
	after := infoAfter(t, server, func(s *neo4jstore.Store) {
		todo, err := s.Plan(t.Context())
		done(t, err)
		if len(todo) > 0 {
			t.Errorf("after the restore there is still to do: %v", todo)
		}
		hash, err := graph.ContentHash(s.Scan(t.Context()))
		done(t, err)
		if hash != before.Hash {
			t.Errorf("the restored records have the hash %s, want %s", hash, before.Hash)
		}
	})
	if after.Revision != before.Revision || before.Revision == "" || after.Release != before.Release {
		t.Errorf("the restored graph is %+v, want %+v", after, before)
	}
}

// done ends the test where a step of it went wrong.
func done(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// infoAfter opens a store, does something with it, and gives what it says of itself.
func infoAfter(t *testing.T, server *neo4jtest.Server, do func(*neo4jstore.Store)) graph.Info {
	t.Helper()
	s, err := neo4jstore.Open(t.Context(), neo4jstore.Options{URI: server.URI})
	done(t, err)
	defer s.Close()
	do(s)
	info, err := s.Info(t.Context())
	done(t, err)
	return info
}
