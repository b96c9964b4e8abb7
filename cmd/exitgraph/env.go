package main

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const (
	twinPrefix = "EXITGRAPH_"
	testPrefix = "EXITGRAPH_TEST_" // for the project's own tests
)

// elsewhere are variables that begin like twins and belong to the library that
// completes command lines.
var elsewhere = []string{"EXITGRAPH_ACTIVE_HELP", "EXITGRAPH_COMPLETION_DESCRIPTIONS"}

// alone are variables that stand in for no flag, with what they hold.
var alone = map[string]string{
	passwordVariable: "password of --neo4j-user; --neo4j-password-file wins",
}

// twinOf gives the variable of the environment that stands in for a flag, or
// nothing for flags that ask for help and not for a setting.
func twinOf(f *pflag.Flag) string {
	if f.Name == "help" || f.Name == "version" {
		return ""
	}
	return twinPrefix + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
}

// nameTwins adds to the help of each flag of a command the name of its twin.
func nameTwins(cmd *cobra.Command) {
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		twin := " [" + twinOf(f) + "]"
		if twinOf(f) != "" && !strings.HasSuffix(f.Usage, twin) {
			f.Usage += twin
		}
	})
}

// twins gives all twins with the flags and commands they stand for.
func twins(root *cobra.Command) map[string][]string {
	all := map[string][]string{}
	eachCommand(root, func(cmd *cobra.Command) {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if twin := twinOf(f); twin != "" && !f.Hidden {
				all[twin] = append(all[twin], cmd.CommandPath()+" --"+f.Name)
			}
		})
	})
	return all
}

// applyEnvironment sets the flags that were not given from their twins.
func (p *process) applyEnvironment(cmd *cobra.Command) error {
	var problems []error
	flags := cmd.Flags()
	flags.VisitAll(func(f *pflag.Flag) {
		twin := twinOf(f)
		if twin == "" || f.Changed {
			return
		}
		text := p.getenv(twin)
		if text == "" {
			return
		}
		values := []string{text}
		if f.Value.Type() == "stringArray" {
			values = strings.FieldsFunc(text, func(c rune) bool { return c == '\n' })
		}
		for _, value := range values {
			if err := flags.Set(f.Name, value); err != nil {
				problems = append(problems, badValue(twin, value, f, valueError(err)))
				return
			}
		}
		p.preset[f.Name] = true
	})
	if len(problems) > 0 {
		return problems[0]
	}
	return nil
}

// valueError takes off what the flag library wraps around the error of a value.
func valueError(err error) error {
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		return invalid.Unwrap()
	}
	return err
}

// typed tells whether a flag was given on the command line itself.
func (p *process) typed(cmd *cobra.Command, name string) bool {
	return cmd.Flags().Changed(name) && !p.preset[name]
}

// called gives the name under which a setting was given: that of the flag, or of
// its twin where the environment gave the value.
func (p *process) called(flag string) string {
	if p.preset[flag] {
		return twinPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
	}
	return "--" + flag
}

// fromTwin says after an error about a setting that the environment gave it, for
// people who look for it on their command line in vain.
func (p *process) fromTwin(flag string, err error) error {
	var told *exitError
	if !p.preset[flag] || !errors.As(err, &told) || told.message == "" || strings.Contains(told.message, p.called(flag)) {
		return err
	}
	return &exitError{code: told.code, message: told.message + " It was given by " + p.called(flag) + ".", cause: err}
}

// warnOfUnknownVariables names variables that look like twins of flags and are
// not: a setting that is silently ignored is worse than one that is refused.
func (p *process) warnOfUnknownVariables(root *cobra.Command) {
	known := slices.AppendSeq(slices.Collect(maps.Keys(alone)), maps.Keys(twins(root)))
	slices.Sort(known)
	for _, entry := range p.environ {
		name, _, _ := strings.Cut(entry, "=")
		if !strings.HasPrefix(name, twinPrefix) || strings.HasPrefix(name, testPrefix) ||
			slices.Contains(known, name) || slices.Contains(elsewhere, name) {
			continue
		}
		hint := " Type \"exitgraph help environment\" for the list."
		if guess := didYouMean(strings.TrimPrefix(name, twinPrefix), trimAll(known)); guess != "" {
			hint = " Did you mean " + twinPrefix + strings.TrimPrefix(guess, " Did you mean ")
		}
		p.say("warning: %s is set but is not a setting.%s", name, hint)
	}
}

// trimAll takes off the common beginning, which would make all names alike.
func trimAll(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = strings.TrimPrefix(name, twinPrefix)
	}
	return out
}
