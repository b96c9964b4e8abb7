//go:build !unix

package neo4jtest

import "syscall"

// ownGroup has nothing to ask for here; the watchdog's shell will be missing anyway,
// which is reported.
func ownGroup() *syscall.SysProcAttr { return nil }
