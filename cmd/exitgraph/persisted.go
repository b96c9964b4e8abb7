package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/schema"
)

// maxPersisted bounds the bytes of all documents of a folder: they stay in memory.
const maxPersisted = 16 << 20

// persistedOptions say which documents are known from the start.
type persistedOptions struct {
	dir  string
	only bool
}

func (o *persistedOptions) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.dir, "persisted", "", "`FOLDER` of .graphql files, one document each, that may be asked for by documentId: sha256: and what sha256sum prints of the file")
	cmd.Flags().BoolVar(&o.only, "persisted-only", false, "answer the documents of --persisted and no others over GraphQL")
	register(cmd, "persisted", func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return nil, cobra.ShellCompDirectiveFilterDirs
	})
}

// loadPersisted reads the folder of documents, and refuses it where the engine would
// refuse one of them.
func (p *process) loadPersisted(o *persistedOptions, engine *schema.Engine) ([]string, error) {
	if o.dir == "" {
		if o.only {
			return nil, misuse("%s needs documents to answer: give a folder of them with --persisted.", p.called("persisted-only"))
		}
		return nil, nil
	}
	files, err := graphqlFiles(o.dir)
	if err != nil {
		return nil, p.fromTwin("persisted", err)
	}
	var texts, faults []string
	for _, f := range files {
		for _, fault := range engine.Check(f.text) {
			faults = append(faults, fmt.Sprintf("  %s: %s", f.name, fault.Message))
		}
		texts = append(texts, f.text)
	}
	if len(faults) > 0 {
		return nil, p.fromTwin("persisted", fail(exitFault, "These documents cannot be answered; mend them, or take them out of the folder:\n%s", strings.Join(faults, "\n")))
	}
	return texts, nil
}

// graphqlFile is a document with the path of its file.
type graphqlFile struct{ name, text string }

// graphqlFiles reads the .graphql files of a folder and of all folders in it, in the
// order of their paths. Links to other folders are not followed.
func graphqlFiles(dir string) ([]graphqlFile, error) {
	if err := isFolder(dir); err != nil {
		return nil, err
	}
	folder := os.DirFS(dir)
	var files []graphqlFile
	var all int
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".graphql" {
			return err
		}
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		shown := filepath.Join(dir, filepath.FromSlash(name))
		if len(bytes.TrimSpace(text)) == 0 {
			return fail(exitFault, "%s is empty: write a document into it, or take it out of the folder.", shown)
		}
		if all += len(text); all > maxPersisted {
			return fail(exitLimit, "The documents in %s have more than %d MiB: keep those only that clients ask for.", dir, maxPersisted>>20)
		}
		files = append(files, graphqlFile{shown, string(text)})
		return nil
	})
	var told *exitError
	switch {
	case errors.As(err, &told):
		return nil, err
	case err != nil:
		return nil, fail(exitUnavailable, "The documents in %s cannot be read: %w.", dir, err)
	case len(files) == 0:
		return nil, fail(exitNotFound, "There are no .graphql files in %s: name the folder that holds the documents.", dir)
	}
	return files, nil
}

// isFolder says what is wrong with the path of a folder.
func isFolder(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fail(exitNotFound, "There is no folder %s: check the path.", dir)
	case err != nil:
		return fail(exitUnavailable, "The folder %s cannot be read: %w.", dir, errors.Unwrap(err))
	case !info.IsDir():
		return misuse("%s is a file: name the folder that holds the documents.", dir)
	}
	return nil
}
