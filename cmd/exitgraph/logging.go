package main

import (
	"os"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"
)

// logOptions say what is logged, and how. The log goes to stderr.
type logOptions struct {
	format choice
	level  choice
}

func (o *logOptions) register(root *cobra.Command) {
	o.format = choice{value: "auto", of: []string{"auto", "console", "json"}}
	o.level = choice{value: "info", of: []string{"trace", "debug", "info", "warn", "error", "off"}}
	flags := root.PersistentFlags()
	flags.Var(&o.format, "log-format", "`FORMAT` of the log on stderr: console for people, json for programs, auto to choose by whether stderr is a terminal")
	flags.Var(&o.level, "log-level", "least `LEVEL` of what is logged: trace, debug, info, warn, error or off")
	completeChoice(root, "log-format", &o.format)
	completeChoice(root, "log-level", &o.level)
}

// structured tells whether stderr is read by a program.
func (o *logOptions) structured(p *process) bool {
	return o.format.value == "json" || o.format.value == "auto" && !isTerminal(p.stderr)
}

func (o *logOptions) open(p *process) (zerolog.Logger, error) {
	level := zerolog.Disabled
	if o.level.value != "off" {
		var err error
		if level, err = zerolog.ParseLevel(o.level.value); err != nil {
			return zerolog.Nop(), err
		}
	}
	out := p.stderr
	if !o.structured(p) {
		out = zerolog.ConsoleWriter{Out: p.stderr, NoColor: p.getenv("NO_COLOR") != "" || !isTerminal(p.stderr), TimeFormat: "15:04:05"}
	}
	return zerolog.New(out).Level(level).With().Timestamp().Logger(), nil
}

// isTerminal tells whether people look at a stream. Other character devices, such
// as the one that swallows everything, count as terminals: it does no harm.
func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
