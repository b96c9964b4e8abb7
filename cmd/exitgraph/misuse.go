package main

import (
	"errors"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/exitgraph/exitgraph/internal/nearest"
)

// noSuchCommand refuses what stands where a command should.
func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range cmd.Commands() {
		if !sub.Hidden {
			names = append(names, sub.Name())
		}
	}
	return misuse("%q is not a command of %s.%s Type \"%[2]s --help\" for the list.", args[0], cmd.CommandPath(), didYouMean(args[0], names))
}

// explainFlag turns the errors of the flag library into sentences.
func explainFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	where := "\"" + cmd.CommandPath() + " --help\""
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			return misuse("There is no flag -%s. Type %s for the flags.", name, where)
		}
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
		return misuse("There is no flag --%s.%s Type %s for the flags.", name, didYouMean("--"+name, names), where)
	case errors.As(err, &invalid):
		return badValue("--"+invalid.GetFlag().Name, invalid.GetValue(), invalid.GetFlag(), invalid.Unwrap())
	case errors.As(err, &missing):
		return misuse("The flag --%s needs a value. Type %s for an example.", missing.GetFlag().Name, where)
	default:
		return misuse("%v. Type %s for the flags.", err, where)
	}
}

// badValue refuses a value of a flag or of its twin. Our own kinds of values say
// what they take.
func badValue(name, value string, f *pflag.Flag, err error) error {
	var ours *exitError
	if errors.As(err, &ours) {
		return misuse("%s cannot be %q: %s", name, value, ours.message)
	}
	if f.Value.Type() == "bool" {
		return misuse("%s cannot be %q: give true or false.", name, value)
	}
	return misuse("%s cannot be %q: %v.", name, value, err)
}

// noArguments refuses arguments of a command that takes none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return misuse("%q takes no arguments, but was given %q. Type \"%s --help\" for its flags.", cmd.CommandPath(), args[0], cmd.CommandPath())
	}
	return nil
}

// didYouMean makes a hint of the candidate that text was most likely meant to be,
// with a blank before it; empty where all are far off.
func didYouMean(text string, candidates []string) string {
	if guess := nearest.Word(text, slices.Values(candidates)); guess != "" {
		return " Did you mean " + guess + "?"
	}
	return ""
}
