package main

import (
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// groupFlags gives the help of all commands a group of its own for the flags of
// Neo4j stores, of which there are many and which most people do not need.
func groupFlags(root *cobra.Command) {
	addFlagGroups()
	const all, wrapped = "{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}", ".FlagUsagesWrapped 100"
	groups := "{{otherFlags .LocalFlags}}{{with neo4jFlags .LocalFlags}}\n\nFlags for Neo4j stores:\n{{.}}{{end}}"
	text := strings.ReplaceAll(root.UsageTemplate(), all, groups)
	root.SetUsageTemplate(strings.ReplaceAll(text, ".FlagUsages ", wrapped+" "))
}

// addFlagGroups gives the library's templates, which all programs share, two
// functions more.
var addFlagGroups = sync.OnceFunc(func() {
	cobra.AddTemplateFunc("otherFlags", func(flags *pflag.FlagSet) string { return usagesOf(flags, false) })
	cobra.AddTemplateFunc("neo4jFlags", func(flags *pflag.FlagSet) string { return usagesOf(flags, true) })
})

func usagesOf(flags *pflag.FlagSet, ofNeo4j bool) string {
	group := pflag.NewFlagSet("", pflag.ContinueOnError)
	group.SortFlags = flags.SortFlags
	flags.VisitAll(func(f *pflag.Flag) {
		if isNeo4jFlag(f) == ofNeo4j {
			group.AddFlag(f)
		}
	})
	return strings.TrimRight(group.FlagUsagesWrapped(100), " \n")
}
