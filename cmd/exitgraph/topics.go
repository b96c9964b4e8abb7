package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// newTopics makes the pages of help that belong to no command.
func newTopics(root *cobra.Command) []*cobra.Command {
	return []*cobra.Command{
		newTopic("environment", "Variables of the environment that stand in for flags", func() string { return environmentHelp(root) }),
		newTopic("exit-statuses", "What the exit statuses mean", exitHelp),
		newTopic("stores", "Where the data may come from", storeHelp),
	}
}

// newTopic makes a page whose text is made when it is read. Typing its name shows
// it, with or without "help" before.
func newTopic(name, short string, text func() string) *cobra.Command {
	topic := &cobra.Command{Use: name, Short: short}
	topic.SetHelpFunc(func(cmd *cobra.Command, _ []string) { fmt.Fprint(cmd.OutOrStdout(), text()) })
	return topic
}

func environmentHelp(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("Each flag has a variable of the environment that stands in for it. A flag that is\n" +
		"given wins over its variable, and an empty variable is the same as none. A list\n" +
		"is separated by commas; of --var and its variable, one name=value stands in each\n" +
		"line. A password has a variable and no flag, which everyone on the machine could\n" +
		"read. Variables that begin with EXITGRAPH_ and are none of these are warned of.\n\n")
	for _, v := range variables(root) {
		fmt.Fprintf(&b, "  %-31s %s\n", v.name, v.about)
	}
	b.WriteString("\nNO_COLOR, set to anything, keeps colours out of the log.\n")
	return b.String()
}

type variable struct{ name, about string }

// variables lists the variables of the environment in order, and what each is for.
func variables(root *cobra.Command) []variable {
	var list []variable
	for twin, uses := range twins(root) {
		about := commandsOf(uses)
		if flag, _, _ := strings.Cut(about, " "); strings.HasPrefix(flag, "--"+neo4jPrefix) {
			about = flag + " of all commands with --store"
		}
		list = append(list, variable{twin, about})
	}
	for name, about := range alone {
		list = append(list, variable{name, about})
	}
	slices.SortFunc(list, func(a, b variable) int { return strings.Compare(a.name, b.name) })
	return list
}

// commandsOf shortens "exitgraph a --flag, exitgraph b --flag" to "--flag of a, b".
func commandsOf(uses []string) string {
	flag, commands := "", []string{}
	for _, use := range uses {
		command, name, _ := strings.Cut(use, " --")
		flag = "--" + name
		if command = strings.TrimPrefix(strings.TrimPrefix(command, "exitgraph"), " "); command == "" {
			return flag + " of all commands"
		}
		commands = append(commands, command)
	}
	return flag + " of " + strings.Join(commands, ", ")
}

func exitHelp() string {
	var b strings.Builder
	b.WriteString("The program ends with one of these statuses. Where an answer has several errors,\nthe highest counts.\n\n")
	for _, e := range exits {
		fmt.Fprintf(&b, "  %3d  %s\n", e.code, e.meaning)
	}
	return b.String()
}

func storeHelp() string {
	var b strings.Builder
	b.WriteString("A store is named by an address that begins with its sort:\n\n")
	for _, sort := range storeSorts {
		fmt.Fprintf(&b, "  %-12s %s\n", sort.scheme, sort.about)
	}
	b.WriteString("\nThe address of a Neo4j (5.23 or newer) holds neither user nor password nor database:\n" +
		"flags that begin with --neo4j- name them, and " + passwordVariable + " may hold the\n" +
		"password. \"exitgraph load\" fills it.\n")
	b.WriteString("\nWhat a dataset folder looks like stands in the README.md of the built-in dataset\n" +
		"and in the documentation of the package seed.\n")
	return b.String()
}

// newHelp makes the command that tells about commands and topics.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Tell about a command or a topic",
		Long:    "help tells about a command, or about a topic such as the environment.",
		Example: "  exitgraph help query\n  exitgraph help environment",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var found []cobra.Completion
			if about, rest, err := cmd.Root().Find(args); err == nil && len(rest) == 0 {
				for _, sub := range about.Commands() {
					if !sub.Hidden && strings.HasPrefix(sub.Name(), typed) {
						found = append(found, cobra.CompletionWithDesc(sub.Name(), sub.Short))
					}
				}
			}
			return found, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return noSuchCommand(about, rest)
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}
