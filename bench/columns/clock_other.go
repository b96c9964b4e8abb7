//go:build !linux

package main

import "time"

// threadTime is what this thread has used; 0 where it cannot be told.
func threadTime() time.Duration { return 0 }
