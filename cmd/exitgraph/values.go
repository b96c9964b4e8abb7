package main

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// choice is a flag that takes one of a few words.
type choice struct {
	value string
	of    []string
}

func (c *choice) String() string { return c.value }

// Type implements pflag.Value.
func (c *choice) Type() string { return "choice" }

// Set implements pflag.Value.
func (c *choice) Set(text string) error {
	if !slices.Contains(c.of, text) {
		return misuse("give one of %s.%s", strings.Join(c.of, ", "), didYouMean(text, c.of))
	}
	c.value = text
	return nil
}

func completeChoice(cmd *cobra.Command, flag string, c *choice) {
	register(cmd, flag, cobra.FixedCompletions(c.of, cobra.ShellCompDirectiveNoFileComp))
}

// byteSize is a flag for a number of bytes, such as 65536, 64KiB or 1MiB.
type byteSize int64

var byteUnits = []struct {
	suffix string
	bytes  int64
}{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"", 1}}

func (s *byteSize) String() string {
	for _, unit := range byteUnits {
		if n := int64(*s); n >= unit.bytes && n%unit.bytes == 0 {
			return strconv.FormatInt(n/unit.bytes, 10) + unit.suffix
		}
	}
	return strconv.FormatInt(int64(*s), 10)
}

// Type implements pflag.Value.
func (s *byteSize) Type() string { return "size" }

// Set implements pflag.Value.
func (s *byteSize) Set(text string) error {
	for _, unit := range byteUnits {
		digits, ok := strings.CutSuffix(text, unit.suffix)
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(digits, 10, 64)
		if err == nil && n > 0 && n <= (1<<40)/unit.bytes {
			*s = byteSize(n * unit.bytes)
			return nil
		}
	}
	return misuse("give a number of bytes, such as 65536, 64KiB or 1MiB.")
}

// positive is a flag for a whole number above zero.
type positive int

func (n *positive) String() string { return strconv.Itoa(int(*n)) }

// Type implements pflag.Value.
func (n *positive) Type() string { return "number" }

// Set implements pflag.Value.
func (n *positive) Set(text string) error {
	value, err := strconv.Atoi(text)
	if err != nil || value < 1 {
		return misuse("give a whole number above zero.")
	}
	*n = positive(value)
	return nil
}

// span is a flag for a time above zero, such as 10s or 1m30s.
type span time.Duration

func (s *span) String() string { return time.Duration(*s).String() }

// Type implements pflag.Value.
func (s *span) Type() string { return "time" }

// Set implements pflag.Value.
func (s *span) Set(text string) error {
	value, err := time.ParseDuration(text)
	if err != nil || value <= 0 {
		return misuse("give a time above zero, such as 10s or 1m30s.")
	}
	*s = span(value)
	return nil
}
