package chromium

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
)

// Variable names the environment variable that may hold the path of the program.
const Variable = "EXITGRAPH_CHROMIUM"

// programs are the names under which distributions install it.
var programs = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

// ErrMissing is wrapped by errors of Launch where there is no program to start.
var ErrMissing = errors.New("no Chromium was found")

// find gives the path of the program.
func find() (string, error) {
	if path := os.Getenv(Variable); path != "" {
		found, err := exec.LookPath(path)
		if err != nil {
			return "", fmt.Errorf("%w: %s names %q, which cannot be started: %w", ErrMissing, Variable, path, err)
		}
		return found, nil
	}
	for _, name := range programs {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("%w in PATH, as any of %q: run make setup-test, which installs it where it can, or name the program in %s", ErrMissing, programs, Variable)
}
