package main

import (
	"syscall"
	"time"
)

// clock measures the processor time of this thread where the system tells it, so that
// what else the machine does in the middle does not count; else the time that passes.
// The goroutine must be locked to its thread.
type clock struct {
	start time.Time
	used  time.Duration
}

func startClock() clock { return clock{time.Now(), threadTime()} }

func (c clock) took() time.Duration {
	if used := threadTime(); used > 0 {
		return used - c.used
	}
	return time.Since(c.start)
}

// processorTime is what this process has used.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
