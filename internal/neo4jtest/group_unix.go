//go:build unix

package neo4jtest

import "syscall"

// ownGroup keeps a process out of the terminal's group, so that Ctrl-C reaches only
// the test or command, which then ends the server in its own way.
func ownGroup() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }
