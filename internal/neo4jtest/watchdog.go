package neo4jtest

import (
	"fmt"
	"io"
	"os/exec"
	"sync"
)

// watchScript waits for the end of its input, which comes when the process that
// holds the other side ends. The last line that it read is the server to kill, if
// any; $1 is the folder to remove then, if any.
const watchScript = `
trap '' HUP INT TERM
pid=
while read -r line; do pid=$line; done
[ -z "$pid" ] || kill -9 "$pid"
[ -z "$1" ] || rm -rf -- "$1" || { sleep 1; rm -rf -- "$1"; }
`

// watchdog is a shell that outlives this process just long enough to end the server
// and to remove its folder.
type watchdog struct {
	command *exec.Cmd
	mu      sync.Mutex
	stdin   io.WriteCloser
}

func startWatchdog(removed string) (*watchdog, error) {
	command := exec.Command("/bin/sh", "-c", watchScript, "sh", removed)
	command.Dir = "/"
	command.SysProcAttr = ownGroup()
	stdin, err := command.StdinPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		return nil, fmt.Errorf("start the watchdog of the server: %w", err)
	}
	return &watchdog{command: command, stdin: stdin}, nil
}

// set says which process is to be killed when this one is gone; 0 says none.
func (w *watchdog) set(pid int) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	line := "\n"
	if pid != 0 {
		line = fmt.Sprintln(pid)
	}
	_, err := io.WriteString(w.stdin, line)
	return err
}

// dismiss ends the watchdog and leaves everything else alone.
func (w *watchdog) dismiss() error {
	err := w.command.Process.Kill()
	_ = w.command.Wait() // it was killed, which Wait reports
	return err
}
