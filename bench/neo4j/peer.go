package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// peerFiles are the peer's program and the versions of what it needs.
//
//go:embed peer/package.json peer/package-lock.json peer/server.mjs peer/typedefs.mjs
var peerFiles embed.FS

var peerFileNames = []string{"package.json", "package-lock.json", "server.mjs", "typedefs.mjs"}

// peerVersions is what the peer says of itself when it is ready.
type peerVersions struct{ URL, Node, Peer, Apollo string }

// startPeer installs the peer below cache, once for each state of its files, and
// starts it. stop ends it; it ends with this program in any case.
func startPeer(ctx context.Context, cache, uri string) (_ endpoint, says peerVersions, stop func() error, err error) {
	folder, err := installPeer(ctx, cache)
	if err != nil {
		return endpoint{}, says, nil, err
	}
	command := exec.CommandContext(ctx, "node", "server.mjs")
	command.Dir = folder
	command.Env = append(os.Environ(), "NODE_ENV=production", "NEO4J_URI="+uri)
	command.Stderr = os.Stderr
	command.WaitDelay = 5 * time.Second
	input, err := command.StdinPipe()
	if err != nil {
		return endpoint{}, says, nil, err
	}
	output, err := command.StdoutPipe()
	if err != nil {
		return endpoint{}, says, nil, err
	}
	if err := command.Start(); err != nil {
		return endpoint{}, says, nil, fmt.Errorf("the peer needs Node.js 20 or later in PATH: %w", err)
	}
	stop = func() error { return errors.Join(input.Close(), command.Wait()) }
	line, err := bufio.NewReader(output).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &says)
	}
	if err != nil {
		return endpoint{}, says, nil, errors.Join(fmt.Errorf("the peer did not start, see what it said above: %w", err), stop())
	}
	go func() { _, _ = io.Copy(io.Discard, output) }() // it has nothing more to say
	return newEndpoint(says.URL, "peer", func(q question) func(any) []row { return q.peer }), says, stop, nil
}

// installPeer gives the folder with the peer's program and packages.
func installPeer(ctx context.Context, cache string) (string, error) {
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
		return "", fmt.Errorf("install the packages of the peer with npm (this needs the network once): %w\n%s", err, said)
	}
	return folder, os.WriteFile(installed, nil, 0o644)
}
