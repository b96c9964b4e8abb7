package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
)

// versions is what version tells. Its JSON form is for scripts.
type versions struct {
	Version  string      `json:"version"`
	Revision string      `json:"vcsRevision,omitempty"` // of the source, where the build recorded it
	Modified bool        `json:"vcsModified,omitempty"`
	Go       string      `json:"go"`
	Platform string      `json:"platform"`
	Driver   string      `json:"neo4jDriver,omitempty"`
	Data     dataVersion `json:"data"`

	Store *storeVersion `json:"store,omitempty"` // where --store names one
}

// storeVersion is what a store says of itself.
type storeVersion struct {
	Name     string      `json:"name"` // its sort and version
	Revision string      `json:"revision"`
	Data     dataVersion `json:"data"`
	Counts   []kindCount `json:"counts"` // in the order of graph.Kinds
}

// driverModule speaks to Neo4j.
const driverModule = "github.com/neo4j/neo4j-go-driver/v5"

type dataVersion struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Date    string `json:"date"`
	License string `json:"license"`
	Hash    string `json:"hash"`
}

func newVersion(p *process) *cobra.Command {
	o := &dataOptions{}
	asJSON := false
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program, its built-in data, and a store",
		Long: `version prints the version of the program, the release of the built-in data with
the hash of its content, and the versions of Go and of the Neo4j driver that the
program was built with.

With --store it also asks a store what it is and what it holds.`,
		Example: `  exitgraph version
  exitgraph version --store bolt://127.0.0.1:7687
  exitgraph version --json | jq -r .data.hash`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.store == "" {
				if err := p.refuseNeo4jFlags(o); err != nil {
					return err
				}
			}
			found, err := findVersions(cmd.Context())
			if err != nil {
				return err
			}
			// A store that is away does not keep what is known from being told.
			var away error
			if o.store != "" {
				found.Store, away = p.findStoreVersion(cmd.Context(), o)
			}
			if asJSON {
				return errors.Join(p.printJSON(found), away)
			}
			return errors.Join(p.print(found.write), away)
		},
	}
	cmd.Flags().SortFlags = false
	o.registerStore(cmd, "", "`STORE` to ask for its version, such as bolt://HOST:7687; none where it is not given")
	o.registerChecksums(cmd)
	registerJSON(cmd, &asJSON)
	o.neo4j.register(cmd)
	return cmd
}

func (p *process) findStoreVersion(ctx context.Context, o *dataOptions) (*storeVersion, error) {
	store, info, err := p.openPresent(ctx, o)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	r := info.Release
	found := &storeVersion{
		Name: info.Store, Revision: info.Revision,
		Data: dataVersion{Name: r.Name, Version: r.Version, Date: r.Date, License: r.License, Hash: info.Hash},
	}
	for _, k := range graph.Kinds() {
		found.Counts = append(found.Counts, kindCount{k.Enum(), info.Counts[k]})
	}
	return found, nil
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
		for _, module := range build.Deps {
			if module.Path == driverModule {
				found.Driver = module.Version
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
	if v.Driver != "" {
		fmt.Fprintf(w, "driver    neo4j-go-driver %s\n", v.Driver)
	}
	if v.Revision != "" {
		modified := ""
		if v.Modified {
			modified = ", with changes"
		}
		fmt.Fprintf(w, "source    %s%s\n", v.Revision, modified)
	}
	if s := v.Store; s != nil {
		fmt.Fprintf(w, "\nstore     %s\n", s.Name)
		fmt.Fprintf(w, "holds     %s %s, %s (%s)\n", s.Data.Name, s.Data.Version, s.Data.Date, s.Data.License)
		fmt.Fprintf(w, "revision  %s\nhash      %s\n", s.Revision, s.Data.Hash)
		for _, c := range s.Counts {
			fmt.Fprintf(w, "%7d  %s\n", c.Count, strings.ToLower(strings.ReplaceAll(c.Kind, "_", " ")))
		}
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

// buildName names the build in the tags of answers, and is empty where the version
// stands for more than one: a tag must not outlive the program that it is of.
func buildName() string {
	v := programVersion()
	if v == "dev" || strings.Contains(v, "dirty") {
		return ""
	}
	return v
}
