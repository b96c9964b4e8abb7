package side

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/exitgraph/exitgraph/bench/eight"
)

// peerFiles are the peer's program and the versions of what it needs.
//
//go:embed peer/package.json peer/package-lock.json peer/server.mjs peer/typedefs.mjs
var peerFiles embed.FS

var peerFileNames = []string{"package.json", "package-lock.json", "server.mjs", "typedefs.mjs"}

// Peer is @neo4j/graphql on Apollo Server, running.
type Peer struct {
	Endpoint
	Ready                           time.Duration // how long it took until it listened
	NodeVersion, Version, ApolloVer string

	*child
}

// StartPeer starts the peer in a folder that InstallPeer gave, over the database at a
// URI. With more than one worker it is a cluster of processes on one port.
func StartPeer(ctx context.Context, folder, uri string, workers int) (*Peer, error) {
	command := exec.CommandContext(ctx, "node", "server.mjs")
	command.Dir = folder
	command.Env = []string{"NODE_ENV=production", "NEO4J_URI=" + uri, "WORKERS=" + strconv.Itoa(workers)}
	var says struct {
		URL, Node, Peer, Apollo string
		PIDs                    []int
	}
	c, took, err := startChild(ctx, command, "the peer", false, func(line []byte) bool {
		return json.Unmarshal(line, &says) == nil && says.URL != ""
	})
	if err != nil {
		return nil, fmt.Errorf("%w (it needs Node.js 20 or later in PATH)", err)
	}
	return &Peer{
		Endpoint: newEndpoint(says.URL, eight.Peer, says.PIDs...), Ready: took,
		NodeVersion: says.Node, Version: says.Peer, ApolloVer: says.Apollo, child: c,
	}, nil
}

// Stop ends it.
func (p *Peer) Stop() error { return p.stop() }

// InstallPeer gives the folder with the peer's program and packages, below cache. It
// installs them once for each state of the peer's files.
func InstallPeer(ctx context.Context, cache string) (string, error) {
	sum := sha256.New()
	texts := map[string][]byte{}
	for _, name := range peerFileNames {
		text, err := peerFiles.ReadFile("peer/" + name)
		if err != nil {
			return "", err
		}
		texts[name] = text
		sum.Write(text)
	}
	folder := filepath.Join(cache, hex.EncodeToString(sum.Sum(nil)[:8]))
	installed := filepath.Join(folder, "installed")
	if _, err := os.Stat(installed); err == nil {
		return folder, nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o644); err != nil {
			return "", err
		}
	}
	command := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	command.Dir = folder
	if said, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("install the packages of the peer with npm (this needs Node.js, and the network once): %w\n%s", err, said)
	}
	return folder, os.WriteFile(installed, nil, 0o644)
}
