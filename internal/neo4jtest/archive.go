package neo4jtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// archive gives the file of the classes that a server loads, in the form that Java maps
// into memory: with it a start takes half the work, and first answers less. It is made
// once for each Java and each folder of jars, by a server that is started and stopped for
// that, in some twenty seconds. It is empty where this Java makes none; Java goes on
// without one that is empty or not its own.
func archive(ctx context.Context, java, lib string) (file string, err error) {
	file, err = archiveName(java, lib)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(file); err == nil {
		return file, nil
	}
	unlock, err := lockedfile.MutexAt(filepath.Join(filepath.Dir(filepath.Dir(lib)), "lock")).Lock()
	if err != nil {
		return "", fmt.Errorf("lock the archive of Neo4j's classes: %w", err)
	}
	defer unlock()
	if _, err := os.Stat(file); err == nil {
		return file, nil // another process came first
	}
	// It gets its name when it is whole.
	partial := file + ".partial"
	if err := os.Remove(partial); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	if err := makeArchive(ctx, java, lib, partial); err != nil {
		return "", fmt.Errorf("archive the classes of Neo4j: %w", err)
	}
	if _, err := os.Stat(partial); errors.Is(err, os.ErrNotExist) {
		if err := os.WriteFile(partial, nil, 0o400); err != nil {
			return "", err
		}
	}
	return file, os.Rename(partial, file)
}

// makeArchive lets a server write the classes down that it has when it ends.
func makeArchive(ctx context.Context, java, lib, file string) error {
	s, err := begin(ctx, Options{}, java, lib, "-XX:ArchiveClassesAtExit="+file)
	if err != nil {
		return err
	}
	err = s.endOwn(func(p *process) error {
		err := p.stop(patience)
		if err == nil && !p.command.ProcessState.Exited() {
			// Java breaks down over a file that is cut.
			err = errors.New("its server was killed before it had written all: run again")
		}
		return err
	})
	return errors.Join(err, s.close())
}

// archiveName lies beside the jars, and is another one for another Java or for jars that
// lie elsewhere.
func archiveName(java, lib string) (string, error) {
	program, err := filepath.EvalSymlinks(java)
	if err != nil {
		return "", err
	}
	info, err := os.Stat(program)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d\n%d\n%s", program, info.Size(), info.ModTime().UnixNano(), lib))
	return filepath.Join(filepath.Dir(lib), "classes-"+hex.EncodeToString(sum[:8])+".jsa"), nil
}
