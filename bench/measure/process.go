package measure

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// ErrNotHere says that a system does not tell of other processes.
var ErrNotHere = errors.New("the processor time of another process is only told by Linux: measure there")

// CPU is the processor time that processes have taken so far, user and system and
// all threads, to the nanosecond. Without processes it is zero.
func CPU(pids ...int) (time.Duration, error) {
	var sum time.Duration
	for _, pid := range pids {
		t, err := processTime(pid)
		if err != nil {
			return 0, fmt.Errorf("processor time of process %d: %w", pid, err)
		}
		sum += t
	}
	return sum, nil
}

// Resident is the memory that processes hold now, in bytes, and Peak the most that
// they ever did.
func Resident(pids ...int) (int64, error) { return status("VmRSS", pids) }

// Peak is the most memory that each process ever held, summed.
func Peak(pids ...int) (int64, error) { return status("VmHWM", pids) }

func status(name string, pids []int) (int64, error) {
	var sum int64
	for _, pid := range pids {
		value := Field("/proc/"+strconv.Itoa(pid)+"/status", name)
		kib, err := strconv.ParseInt(strings.TrimSuffix(value, " kB"), 10, 64)
		if err != nil {
			return 0, fmt.Errorf("memory of process %d: %w", pid, err)
		}
		sum += kib << 10
	}
	return sum, nil
}

// Field reads a value of one of the files in which Linux tells of itself. What is not
// there is empty.
func Field(file, name string) string {
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
