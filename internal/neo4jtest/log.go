package neo4jtest

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
)

func (s *Server) consoleFile() string { return filepath.Join(s.home, "console.log") }

// Log gives the last lines of what the server printed, and of the warnings and
// errors in its log, for messages of tests that fail. It is empty for a server that
// was started by somebody else.
func (s *Server) Log() string {
	if s.home == "" {
		return ""
	}
	complaint := func(line string) bool { return strings.Contains(line, " WARN ") || strings.Contains(line, " ERROR ") }
	return "last lines of the server:\n" + tail(s.consoleFile(), 30, func(string) bool { return true }) +
		"last warnings of the server:\n" + tail(filepath.Join(s.home, "logs", "debug.log"), 15, complaint)
}

// tail gives the last n lines of a file that count, nothing of a file that is not
// there.
func tail(name string, n int, counts func(line string) bool) string {
	file, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer file.Close()
	var lines []string
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		if !counts(scanner.Text()) {
			continue
		}
		if lines = append(lines, "  "+scanner.Text()+"\n"); len(lines) > n {
			lines = lines[1:]
		}
	}
	return strings.Join(lines, "")
}
