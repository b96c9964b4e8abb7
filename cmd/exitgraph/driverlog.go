package main

import (
	"github.com/rs/zerolog"
)

// driverLevels maps the levels of the database driver to ours. The driver warns of
// each connection that it cannot make, as it cannot for as long as a database is away,
// while each request that fails for it has its own line; and it speaks of each
// connection at info and of each step at debug, which is more than people who ask for
// either of ours want to read.
var driverLevels = map[string]zerolog.Level{
	"error": zerolog.WarnLevel,
	"warn":  zerolog.DebugLevel,
	"info":  zerolog.DebugLevel,
	"debug": zerolog.TraceLevel,
}

// driverLog lets the database driver write to the log. The store sees to it that
// its lines hold neither credentials nor what was asked. Where brief is set, nothing
// stands above debug: a command that ends tells by itself what went wrong.
func driverLog(logger zerolog.Logger, brief bool) func(level, line string) {
	logger = logger.With().Str("component", "neo4j").Logger()
	return func(level, line string) {
		as := driverLevels[level]
		if brief {
			as = min(as, zerolog.DebugLevel)
		}
		logger.WithLevel(as).Msg(line)
	}
}
