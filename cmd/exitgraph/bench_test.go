package main

import (
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// BenchmarkFirstAnswer measures the time from the start of the built program to
// its first answer about the built-in data. The goal is 150 ms.
func BenchmarkFirstAnswer(b *testing.B) {
	binary := filepath.Join(b.TempDir(), "exitgraph")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	var total time.Duration
	for b.Loop() {
		total += firstAnswer(b, client, binary)
	}
	ms := float64(total.Microseconds()) / 1000 / float64(b.N)
	b.ReportMetric(ms, "ms/first-answer")
	b.ReportMetric(ms/150, "of-goal")
}

// firstAnswer starts the program, asks until it answers, and stops it.
func firstAnswer(b *testing.B, client *http.Client, binary string) time.Duration {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	addr := listener.Addr().String()
	listener.Close()
	cmd := exec.Command(binary, "serve", "--addr", addr)
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	for time.Since(begin) < 10*time.Second {
		response, err := client.Post("http://"+addr+"/graphql", "application/json", strings.NewReader(`{"query":"{ findings { totalCount } }"}`))
		if err != nil {
			time.Sleep(time.Millisecond) // it does not listen yet
			continue
		}
		response.Body.Close()
		if response.StatusCode != http.StatusOK {
			b.Fatalf("the first answer has status %s", response.Status)
		}
		return time.Since(begin)
	}
	b.Fatal("no answer within 10 s")
	return 0
}
