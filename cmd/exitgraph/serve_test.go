package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// program is a running exitgraph.
type program struct {
	*exec.Cmd
	lines *bufio.Scanner // of stderr
}

// start starts the whole program as a process of its own.
func start(t *testing.T, args ...string) *program {
	t.Helper()
	return startIn(t, nil, args...)
}

// startIn is start with variables of the environment.
func startIn(t *testing.T, environ []string, args ...string) *program {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Args[0] = "exitgraph" // TestMain runs main under this name
	cmd.Env = append([]string{noLinger}, environ...)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return &program{Cmd: cmd, lines: bufio.NewScanner(stderr)}
}

// logged reads the log up to the entry with a message.
func (p *program) logged(t *testing.T, message string) map[string]any {
	t.Helper()
	for p.lines.Scan() {
		var entry map[string]any
		if err := json.Unmarshal(p.lines.Bytes(), &entry); err != nil {
			t.Fatalf("the log holds a line that is no JSON: %s", p.lines.Text())
		}
		if entry["message"] == message {
			return entry
		}
	}
	t.Fatalf("the log ended before it said %q", message)
	return nil
}

func (p *program) send(t *testing.T, signal os.Signal) {
	t.Helper()
	if err := p.Process.Signal(signal); err != nil {
		t.Fatal(err)
	}
}

// status waits for the end and gives the exit status, -1 for the end by a signal.
func (p *program) status() int {
	for p.lines.Scan() { // so that the program is never kept from writing
	}
	_ = p.Wait() // its error says again what the state says
	return p.ProcessState.ExitCode()
}

func TestTheProgramServesOnAPortOfTheSystemsChoice(t *testing.T) {
	p := start(t, "--addr", "127.0.0.1:0")
	serving := p.logged(t, "serving")
	if addr := serving["addr"].(string); strings.HasSuffix(addr, ":0") {
		t.Fatalf("the log names the address %s and not the real port", addr)
	}
	endpoint := serving["graphql"].(string)
	response, err := http.Post(endpoint, "application/json", strings.NewReader(`{"query":"{ release { name } findings { totalCount } }"}`))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct {
		Data struct {
			Release  struct{ Name string }
			Findings struct{ TotalCount int }
		}
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	if answer.Data.Release.Name != "exit-factors-dataset" || answer.Data.Findings.TotalCount == 0 {
		t.Errorf("the answer was %+v", answer)
	}
	if sdl, err := get(serving["schema"].(string)); err != nil || !strings.Contains(sdl, "type Query {") {
		t.Errorf("the schema could not be read: %v", err)
	}
	p.send(t, syscall.SIGTERM)
	p.logged(t, "stopping")
	if status := p.status(); status != exitOK {
		t.Errorf("after SIGTERM the status is %d, want %d", status, exitOK)
	}
}

var exampleLink = regexp.MustCompile(`href="(/en/api\?query=[^"]+)"`)

func TestEachExampleOfThePagesHasAnAnswer(t *testing.T) {
	p := start(t, "--addr", "127.0.0.1:0")
	site := strings.TrimSuffix(p.logged(t, "serving")["page"].(string), "/")
	text, err := get(site + "/en/api")
	if err != nil {
		t.Fatal(err)
	}
	links := exampleLink.FindAllStringSubmatch(text, -1)
	if len(links) < 12 {
		t.Fatalf("the page has %d examples:\n%s", len(links), text)
	}
	for _, link := range links {
		answer, err := get(site + html.UnescapeString(link[1]))
		if err != nil || strings.Contains(answer, "notice-warning") || !strings.Contains(answer, `<pre class="answer"`) && !strings.Contains(answer, `href="/graphql?query=`) {
			t.Errorf("%s: %v\n%s", link[1], err, answer)
		}
	}
}

// halfRequest sends the beginning of a request, which a graceful stop waits for.
func halfRequest(t *testing.T, addr string) net.Conn {
	t.Helper()
	connection, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { connection.Close() })
	fmt.Fprintf(connection, "POST /graphql HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 30\r\nExpect: 100-continue\r\n\r\n", addr)
	// The server asks for the body once it has taken up the request.
	if line, err := bufio.NewReader(connection).ReadString('\n'); err != nil || !strings.Contains(line, "100") {
		t.Fatalf("the server did not ask for the body: %q, %v", line, err)
	}
	return connection
}

func TestARunningRequestIsFinishedAfterTheSignal(t *testing.T) {
	p := start(t, "--addr", "127.0.0.1:0")
	connection := halfRequest(t, p.logged(t, "serving")["addr"].(string))
	p.send(t, os.Interrupt)
	p.logged(t, "stopping")
	const body = `{"query":"{ __typename }"}`
	fmt.Fprintf(connection, "%-30s", body)
	text, _ := io.ReadAll(connection)
	if !strings.Contains(string(text), `{"data":{"__typename":"Query"}`) {
		t.Errorf("the request that ran was answered with %q", text)
	}
	if status := p.status(); status != exitOK {
		t.Errorf("the status is %d, want %d", status, exitOK)
	}
}

func TestASecondSignalEndsTheProgramAtOnce(t *testing.T) {
	// Programs that a script starts beside itself may never see an interrupt.
	p := start(t, "--addr", "127.0.0.1:0", "--shutdown-timeout", "1m", "--read-timeout", "1m")
	halfRequest(t, p.logged(t, "serving")["addr"].(string))
	p.send(t, syscall.SIGTERM)
	p.logged(t, "stopping")
	begin := time.Now()
	p.send(t, syscall.SIGTERM)
	p.status()
	if signaled := p.ProcessState.Sys().(syscall.WaitStatus); !signaled.Signaled() || signaled.Signal() != syscall.SIGTERM {
		t.Errorf("the program ended with %v, want the signal", p.ProcessState)
	}
	if took := time.Since(begin); took > 30*time.Second {
		t.Errorf("the program took %s to end", took)
	}
}

func TestRequestsThatAreCutOffShowInTheStatus(t *testing.T) {
	p := start(t, "--addr", "127.0.0.1:0", "--shutdown-timeout", "50ms")
	halfRequest(t, p.logged(t, "serving")["addr"].(string))
	p.send(t, os.Interrupt)
	p.logged(t, "stopping")
	if status := p.status(); status != exitUnavailable {
		t.Errorf("the status is %d, want %d", status, exitUnavailable)
	}
}
