package main

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const page = "../../docs/cli.md"

var update = flag.Bool("update", false, "write docs/cli.md anew")

func TestTheCommandLinePageIsCurrent(t *testing.T) {
	want := commandLinePage(tree())
	if *update {
		if err := os.WriteFile(page, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("docs/cli.md does not say what the commands are now: run make generate")
	}
}

func TestEveryFlagAndVariableIsOnThePage(t *testing.T) {
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	flags := 0
	eachCommand(tree(), func(cmd *cobra.Command) {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Hidden || twinOf(f) == "" {
				return
			}
			flags++
			for _, word := range []string{"`--" + f.Name, "`" + twinOf(f) + "`"} {
				if !strings.Contains(string(text), word) {
					t.Errorf("docs/cli.md does not name %s of %s", word, cmd.CommandPath())
				}
			}
		})
	})
	if flags < 20 {
		t.Fatalf("only %d flags were looked at", flags)
	}
}

func TestEveryCommandHasALongTextAndExamples(t *testing.T) {
	eachCommand(tree(), func(cmd *cobra.Command) {
		if !cmd.Runnable() {
			return
		}
		if cmd.Long == "" || !strings.Contains(cmd.Example, "exitgraph") {
			t.Errorf("%s has no long text or no example", cmd.CommandPath())
		}
		for _, line := range strings.Split(cmd.Long+"\n"+cmd.Example, "\n") {
			if len([]rune(line)) > 90 {
				t.Errorf("%s has a line of help too long for a terminal: %s", cmd.CommandPath(), line)
			}
		}
	})
}

var exampleFile = regexp.MustCompile(`docs/[\w./-]+`)

func TestFilesThatTheHelpNamesAreThere(t *testing.T) {
	eachCommand(tree(), func(cmd *cobra.Command) {
		for _, file := range exampleFile.FindAllString(cmd.Example+cmd.Long, -1) {
			if _, err := os.Stat("../../" + file); err != nil {
				t.Errorf("the help of %s names %s: %v", cmd.CommandPath(), file, err)
			}
		}
	})
}

// tree is the tree of commands as a user meets it, whatever version this is.
func tree() *cobra.Command {
	root := newRoot(&process{preset: map[string]bool{}})
	root.InitDefaultHelpCmd()
	return root
}

func commandLinePage(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("# The command line\n\n")
	b.WriteString("<!-- Written by `make generate` from the commands themselves. Change the texts in cmd/exitgraph. -->\n\n")
	b.WriteString(root.Long + "\n\n")
	b.WriteString("Data goes to stdout, messages and the log to stderr.\n\n")
	b.WriteString("| command | does |\n| --- | --- |\n")
	for _, cmd := range documented(root) {
		fmt.Fprintf(&b, "| [`%s`](#%s) | %s |\n", cmd.CommandPath(), anchor(cmd.CommandPath()), cmd.Short)
	}
	b.WriteString("| [for all commands](#flags-of-all-commands) | |\n")
	for _, cmd := range documented(root) {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n```sh\n%s\n```\n", cmd.CommandPath(), cmd.Long, strings.ReplaceAll(strings.TrimPrefix(cmd.Example, "  "), "\n  ", "\n"))
		if flags := flagTable(cmd.LocalFlags(), isOwnFlag); flags != "" {
			b.WriteString("\n" + flags)
		}
		if cmd.Flags().Lookup(neo4jPrefix+"user") != nil {
			b.WriteString("\nAlso the [flags for Neo4j stores](#flags-for-neo4j-stores).\n")
		}
	}
	b.WriteString("\n## Flags of all commands\n\n" + flagTable(root.PersistentFlags(), isOwnFlag))
	serve, _, err := root.Find([]string{"serve"})
	if err != nil {
		panic(err) // the command is not there
	}
	b.WriteString("\n## Flags for Neo4j stores\n\n" + flagTable(serve.LocalFlags(), isNeo4jFlag))
	fmt.Fprintf(&b, "\nThe password has no flag, which everyone on the machine could read: put it in the first line\nof the file of `--neo4j-password-file`, or in `%s`. Where both are given, the file\nwins. Without a password nobody is named to the server, which must then ask for nobody.\n", passwordVariable)
	b.WriteString("\n## Stores\n\n```text\n" + storeHelp() + "```\n")
	b.WriteString("\n## Variables of the environment\n\n" + strings.SplitN(environmentHelp(root), "\n\n", 2)[0] + "\n\n")
	b.WriteString("| variable | stands in for |\n| --- | --- |\n")
	for _, v := range variables(root) {
		fmt.Fprintf(&b, "| `%s` | %s |\n", v.name, v.about)
	}
	b.WriteString("\nNO_COLOR, set to anything, keeps colours out of the log.\n")
	b.WriteString("\n## Exit statuses\n\nWhere an answer has several errors, the highest counts.\n\n| status | meaning |\n| --- | --- |\n")
	for _, e := range exits {
		fmt.Fprintf(&b, "| %d | %s |\n", e.code, e.meaning)
	}
	return b.String()
}

// documented gives the commands below the root that run, those that complete for
// each shell left out.
func documented(root *cobra.Command) []*cobra.Command {
	var list []*cobra.Command
	for _, cmd := range root.Commands() {
		if cmd.Runnable() && !cmd.Hidden {
			list = append(list, cmd)
		}
	}
	return list
}

func isOwnFlag(f *pflag.Flag) bool { return !isNeo4jFlag(f) }

func flagTable(flags *pflag.FlagSet, in func(*pflag.Flag) bool) string {
	var b strings.Builder
	flags.VisitAll(func(f *pflag.Flag) {
		if twinOf(f) == "" || f.Hidden || !in(f) {
			return
		}
		kind, usage := pflag.UnquoteUsage(f)
		usage = strings.TrimSuffix(usage, " ["+twinOf(f)+"]")
		name := strings.TrimSpace("--" + f.Name + " " + kind)
		if f.Value.Type() == "bool" {
			name = "--" + f.Name
		}
		initial := ""
		if f.DefValue != "" && f.DefValue != "[]" {
			initial = "`" + f.DefValue + "`"
		}
		fmt.Fprintf(&b, "| `%s` | `%s` | %s | %s |\n", name, twinOf(f), initial, usage)
	})
	if b.Len() == 0 {
		return ""
	}
	return "| flag | variable | default | meaning |\n| --- | --- | --- | --- |\n" + b.String()
}

func anchor(heading string) string { return strings.ReplaceAll(heading, " ", "-") }
