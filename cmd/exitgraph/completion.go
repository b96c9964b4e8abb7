package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// register says how the values of a flag are completed.
func register(cmd *cobra.Command, flag string, complete cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic(err) // the flag is not there: a slip in the code that registers it
	}
}

// completeStore offers the stores of this build, then folders.
func completeStore(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var found []cobra.Completion
	if path, ok := strings.CutPrefix(typed, "dir:"); ok {
		entries, err := os.ReadDir(filepath.Dir(path + "x")) // the x keeps a slash at the end meaning a folder
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		parent := path[:len(path)-len(filepath.Base(path+"x"))+1]
		for _, entry := range entries {
			if name := parent + entry.Name(); entry.IsDir() && strings.HasPrefix(name, path) {
				found = append(found, "dir:"+name)
			}
		}
		return found, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	for _, sort := range storeSorts {
		if strings.HasPrefix(sort.scheme, typed) {
			found = append(found, cobra.CompletionWithDesc(sort.scheme, sort.about))
		}
	}
	return found, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// completeFiles offers files with one of the endings as the one argument.
func completeFiles(endings ...string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return endings, cobra.ShellCompDirectiveFilterFileExt
	}
}

// completeFolder offers folders as the one argument.
func completeFolder(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// isCompletionRequest tells the hidden commands by which shells ask.
func isCompletionRequest(cmd *cobra.Command) bool {
	return cmd.Name() == cobra.ShellCompRequestCmd || cmd.Name() == cobra.ShellCompNoDescRequestCmd
}

// describeCompletion gives the command that the library adds our texts, and our
// way of refusing arguments.
func describeCompletion(root *cobra.Command) {
	examples := map[string]string{
		"bash":       "  source <(exitgraph completion bash)",
		"zsh":        "  source <(exitgraph completion zsh)",
		"fish":       "  exitgraph completion fish | source",
		"powershell": "  exitgraph completion powershell | Out-String | Invoke-Expression",
	}
	for _, cmd := range root.Commands() {
		if cmd.Name() != "completion" {
			continue
		}
		cmd.Short = "Print the script by which a shell completes what you type"
		cmd.Long = `completion prints the script by which a shell completes commands, flags, stores,
files and folders. Have your shell read it at its start; the help of each of the
commands bash, zsh, fish and powershell says where.`
		cmd.Example = "  exitgraph completion bash --help\n" + examples["bash"] + "\n" + examples["fish"]
		cmd.Args = noSuchCommand
		cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		for _, shell := range cmd.Commands() {
			shell.Args = noArguments
			shell.Example = examples[shell.Name()]
		}
	}
}
