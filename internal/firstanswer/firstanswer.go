// Package firstanswer starts a built exitgraph and waits for its first answer, for
// tests and benchmarks of what a start costs.
//
// It knows the command line, HTTP and /proc. Nothing of the product imports it.
package firstanswer

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Start is what one start cost.
type Start struct {
	Took     time.Duration // from making the process to the end of its first answer
	Resident int           // bytes in memory after the first answer; 0 where there is no /proc
	Inits    Inits
}

// Inits is what the packages of the program made before main began.
type Inits struct{ Bytes, Allocations int }

// question is answered from counts over all findings.
const question = `{"query":"{ findings { totalCount } }"}`

// Measure starts the program once on the built-in data, asks it, and stops it. The
// port is one that was free just before; serve listens before it reads any data, so
// that the question waits from the first moment on.
func Measure(ctx context.Context, binary string) (s Start, err error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	addr, err := freeAddress(ctx)
	if err != nil {
		return s, err
	}
	var told bytes.Buffer
	cmd := exec.CommandContext(ctx, binary, "serve", "--addr", addr)
	cmd.Stderr = &told
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return s, err
	}
	err = ask(ctx, addr)
	s.Took = time.Since(begin)
	if err == nil {
		s.Resident, err = residentOf(cmd.Process.Pid)
	}
	// It is not asked to stop, since nothing of it is of use any more.
	if killed := cmd.Process.Kill(); killed != nil && err == nil {
		err = killed
	}
	if waited := cmd.Wait(); err != nil {
		return s, fmt.Errorf("%w; the program ended (%w) and said:\n%s", err, waited, told.String())
	}
	s.Inits, err = initsOf(&told)
	return s, err
}

func freeAddress(ctx context.Context) (string, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// ask tries to connect until the program listens, and reads its answer.
func ask(ctx context.Context, addr string) error {
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+addr+"/graphql", strings.NewReader(question))
		if err != nil {
			return err
		}
		request.Header.Set("Content-Type", "application/json")
		response, err := client.Do(request)
		var dial *net.OpError
		if errors.As(err, &dial) && dial.Op == "dial" && ctx.Err() == nil {
			time.Sleep(200 * time.Microsecond) // it does not listen yet, and nothing tells when it does
			continue
		}
		if err != nil {
			return err
		}
		defer response.Body.Close()
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			return err
		}
		if response.StatusCode != http.StatusOK {
			return fmt.Errorf("the first answer has status %s", response.Status)
		}
		return nil
	}
}

// residentOf reads how many bytes of a process are in memory.
func residentOf(pid int) (int, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kibi, err := strconv.Atoi(strings.Fields(rest)[0])
			return kibi << 10, err
		}
	}
	return 0, errors.New("the system does not say how much memory the process has")
}

// initLine is what the runtime says of the initialisation of a package.
var initLine = regexp.MustCompile(`^init \S+ @.* clock, (\d+) bytes, (\d+) allocs$`)

func initsOf(told io.Reader) (out Inits, err error) {
	lines := bufio.NewScanner(told)
	for lines.Scan() {
		m := initLine.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		size, _ := strconv.Atoi(m[1]) // digits, as the pattern says
		count, _ := strconv.Atoi(m[2])
		out.Bytes, out.Allocations = out.Bytes+size, out.Allocations+count
	}
	if out.Allocations == 0 {
		return out, errors.New("the program does not tell what its packages make at the start")
	}
	return out, lines.Err()
}
