package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/seed"
)

// versions is what version tells. Its JSON form is for scripts.
type versions struct {
	Version  string      `json:"version"`
	Revision string      `json:"vcsRevision,omitempty"` // of the source, where the build recorded it
	Modified bool        `json:"vcsModified,omitempty"`
	Go       string      `json:"go"`
	Platform string      `json:"platform"`
	Data     dataVersion `json:"data"`
}

type dataVersion struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Date    string `json:"date"`
	License string `json:"license"`
	Hash    string `json:"hash"`
}

func newVersion(p *process) *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program, its built-in data and Go",
		Long: `version prints the version of the program, the release of the built-in data with
the hash of its content, and the version of Go that the program was built with.`,
		Example: `  exitgraph version
  exitgraph version --json | jq -r .data.hash`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			found, err := findVersions(cmd.Context())
			if err != nil {
				return err
			}
			if asJSON {
				return p.printJSON(found)
			}
			return p.print(found.write)
		},
	}
	registerJSON(cmd, &asJSON)
	return cmd
}

func findVersions(ctx context.Context) (*versions, error) {
	data, err := load(ctx, seed.Builtin)
	if err != nil {
		return nil, err
	}
	found := &versions{
		Version: programVersion(), Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH,
		Data: describe(data),
	}
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range build.Settings {
			switch setting.Key {
			case "vcs.revision":
				found.Revision = setting.Value
			case "vcs.modified":
				found.Modified = setting.Value == "true"
			}
		}
	}
	return found, nil
}

// describe names the release of a dataset. The hash is computed here.
func describe(data *seed.Dataset) dataVersion {
	r := data.Release
	return dataVersion{Name: r.Name, Version: r.Version, Date: r.Date, License: r.License, Hash: data.Hash()}
}

func (v *versions) write(w io.Writer) {
	fmt.Fprintf(w, "exitgraph %s\n", v.Version)
	fmt.Fprintf(w, "data      %s %s, %s (%s)\n", v.Data.Name, v.Data.Version, v.Data.Date, v.Data.License)
	fmt.Fprintf(w, "hash      %s\n", v.Data.Hash)
	fmt.Fprintf(w, "built by  %s for %s\n", v.Go, v.Platform)
	if v.Revision != "" {
		modified := ""
		if v.Modified {
			modified = ", with changes"
		}
		fmt.Fprintf(w, "source    %s%s\n", v.Revision, modified)
	}
}

// programVersion gives what the build was told, else what Go recorded when the
// program was installed as a module.
func programVersion() string {
	if version != "dev" {
		return version
	}
	if build, ok := debug.ReadBuildInfo(); ok && build.Main.Version != "" && build.Main.Version != "(devel)" {
		return build.Main.Version
	}
	return version
}
