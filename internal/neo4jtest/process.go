package neo4jtest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// process is one run of the server.
type process struct {
	command *exec.Cmd
	done    chan struct{} // closed when it has ended
}

// configure writes neo4j.conf and, in a new folder, the password. What an earlier
// server printed is forgotten, so that it explains nothing about this one.
func (s *Server) configure(ctx context.Context) error {
	if err := os.RemoveAll(s.consoleFile()); err != nil {
		return err
	}
	conf := filepath.Join(s.home, "conf")
	if err := os.MkdirAll(conf, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(conf, "neo4j.conf"), []byte(s.settings()), 0o600); err != nil {
		return err
	}
	if s.Password == "" {
		return nil
	}
	if _, err := os.Stat(filepath.Join(s.home, "data", "databases", "system")); err == nil {
		return nil // it has its password already
	}
	if err := s.admin(ctx, "dbms", "set-initial-password", s.Password); err != nil {
		return fmt.Errorf("set the password of the Neo4j for tests: %w", err)
	}
	return nil
}

// Admin runs neo4j-admin, of the same release and on the same folder, while the
// server is stopped. Its arguments are those that follow neo4j-admin in a shell.
func (s *Server) Admin(ctx context.Context, args ...string) error {
	if s.keep != "" {
		return errors.New(s.keep)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running != nil {
		return errors.New("neo4j-admin works on a stopped server: call Stop first")
	}
	return s.admin(ctx, args...)
}

func (s *Server) admin(ctx context.Context, args ...string) error {
	command := exec.CommandContext(ctx, s.java, slices.Concat([]string{"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", s.classes,
		"-cp", filepath.Join(s.lib, "*"), "org.neo4j.cli.AdminTool"}, args)...)
	command.Env = append(os.Environ(), "NEO4J_HOME="+s.home, "NEO4J_CONF="+filepath.Join(s.home, "conf"))
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("neo4j-admin: %w\n%s", err, said)
	}
	return nil
}

// settings is the text of neo4j.conf. What Options ask for stands instead of what
// is here.
func (s *Server) settings() string {
	address := strings.TrimPrefix(s.URI, "bolt://")
	settings := map[string]string{
		"server.directories.data":        filepath.Join(s.home, "data"),
		"server.bolt.enabled":            "true",
		"server.bolt.listen_address":     address,
		"server.bolt.advertised_address": address,
		"server.http.enabled":            "false",
		"server.https.enabled":           "false",
		"dbms.security.auth_enabled":     fmt.Sprint(s.Password != ""),
		"dbms.usage_report.enabled":      "false",
		"server.memory.pagecache.size":   fmt.Sprintf("%dm", cmp.Or(s.options.PageCacheMiB, 64)),
		// A quarter of a gibibyte is set aside for each database otherwise.
		"db.tx_log.preallocate": "false",
		// Two quiet waits of 5 s each when the server stops, for clients that are
		// not there.
		"internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
	}
	maps.Copy(settings, s.options.Settings)
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		fmt.Fprintf(&text, "%s=%s\n", name, settings[name])
	}
	return text.String()
}

// start starts the server and does not wait for it.
func (s *Server) start() (*process, error) {
	heap := cmp.Or(s.options.HeapMiB, 512)
	flags := s.options.JVM
	if flags == nil {
		// The optimizing compiler takes longer than it saves in a test.
		flags = []string{"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"}
	}
	// The flags are those of the configuration that Neo4j ships, except that the
	// heap is not touched before use.
	args := slices.Concat([]string{fmt.Sprintf("-Xms%dm", heap), fmt.Sprintf("-Xmx%dm", heap)}, flags, []string{
		s.classes,
		"-XX:-OmitStackTraceInFastThrow", "-XX:+UnlockExperimentalVMOptions",
		"-XX:+TrustFinalNonStaticFields", "-XX:+DisableExplicitGC",
		"-Djdk.nio.maxCachedBufferSize=1024", "-Dio.netty.tryReflectionSetAccessible=true",
		"-Dlog4j2.disable.jmx=true",
		"--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
		"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
		"-cp", filepath.Join(s.lib, "*"), "org.neo4j.server.CommunityEntryPoint",
		"--home-dir=" + s.home, "--config-dir=" + filepath.Join(s.home, "conf"), "--console-mode",
	})
	console, err := os.OpenFile(s.consoleFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	defer console.Close()
	command := exec.Command(s.java, args...)
	command.Dir = s.home
	command.Stdout, command.Stderr = console, console
	command.SysProcAttr = ownGroup()
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("start the Neo4j for tests: %w", err)
	}
	p := &process{command: command, done: make(chan struct{})}
	go func() {
		defer close(p.done)
		_ = command.Wait() // how it ended is in its log
	}()
	if err := s.watch.set(command.Process.Pid); err != nil {
		return nil, errors.Join(fmt.Errorf("tell the watchdog of the server: %w", err), p.kill())
	}
	return p, nil
}

// stopSoon is how a server ends that has nothing else to do than to end.
func (p *process) stopSoon() error { return p.stop(15 * time.Second) }

// stop asks the server to end and kills it if it does not in time.
func (p *process) stop(within time.Duration) error {
	if p.ended() {
		return nil
	}
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil && !p.ended() {
		return fmt.Errorf("ask the server to stop: %w", err)
	}
	select {
	case <-p.done:
		return nil
	case <-time.After(within):
		return p.kill()
	}
}

func (p *process) kill() error {
	if p.ended() {
		return nil
	}
	if err := p.command.Process.Kill(); err != nil && !p.ended() {
		return fmt.Errorf("kill the server: %w", err)
	}
	<-p.done
	return nil
}

func (p *process) ended() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}
