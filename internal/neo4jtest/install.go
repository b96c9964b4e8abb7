package neo4jtest

import (
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// pom names what is fetched.
//
//go:embed pom.xml
var pom []byte

// Version is the release of Neo4j that pom.xml names.
var Version = pomVersion()

func pomVersion() string {
	var project struct {
		Versions []string `xml:"dependencies>dependency>version"`
	}
	if err := xml.Unmarshal(pom, &project); err != nil || len(project.Versions) != 1 {
		panic(fmt.Sprintf("pom.xml of neo4jtest does not name one dependency: %v", err))
	}
	return project.Versions[0]
}

// oldestJava is the first release of Java that runs Neo4j 5.26.
const oldestJava = 17

const howToInstall = "on Debian or Ubuntu type: sudo apt-get install -y openjdk-17-jre-headless maven"

var javaVersion = regexp.MustCompile(`version "(\d+)`)

// findJava gives the program that JAVA_HOME names, or else the one in PATH.
func findJava() (string, error) {
	name := "java"
	if home := os.Getenv("JAVA_HOME"); home != "" {
		name = filepath.Join(home, "bin", "java")
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return "", fmt.Errorf("the tests against Neo4j need Java %d or newer, which was not found; %s: %w", oldestJava, howToInstall, err)
	}
	said, err := exec.Command(path, "-version").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("the tests against Neo4j need Java %d or newer, and %s does not run; %s: %w\n%s", oldestJava, path, howToInstall, err, said)
	}
	found := 0
	if match := javaVersion.FindSubmatch(said); match != nil {
		found, _ = strconv.Atoi(string(match[1])) // digits; a number too long counts as none
	}
	if found < oldestJava {
		return "", fmt.Errorf("the tests against Neo4j need Java %d or newer, and %s is older; %s\n%s", oldestJava, path, howToInstall, said)
	}
	return path, nil
}

// install makes sure that the jars are there and gives the folder that has them.
// A folder of that name is whole: it gets its name only when it is.
func install(ctx context.Context, cache string) (lib string, err error) {
	sum := sha256.Sum256(pom)
	folder := filepath.Join(cache, Version+"-"+hex.EncodeToString(sum[:8]))
	lib = filepath.Join(folder, "lib")
	if _, err := os.Stat(folder); err == nil {
		return lib, nil
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	// Packages are tested side by side, each in a process of its own.
	unlock, err := lockedfile.MutexAt(filepath.Join(cache, "lock")).Lock()
	if err != nil {
		return "", fmt.Errorf("lock the folder of Neo4j's jars: %w", err)
	}
	defer unlock()
	if _, err := os.Stat(folder); err == nil {
		return lib, nil // another process came first
	}
	// What a fetch left that was interrupted goes first. A new name for each fetch
	// keeps a Maven that outlived its caller away from it.
	left, err := filepath.Glob(filepath.Join(cache, "partial-*"))
	for _, folder := range left {
		err = errors.Join(err, os.RemoveAll(folder))
	}
	if err != nil {
		return "", err
	}
	partial, err := os.MkdirTemp(cache, "partial-")
	if err == nil {
		err = fetch(ctx, partial)
	}
	if err == nil {
		err = os.Rename(partial, folder)
	}
	if err != nil {
		return "", errors.Join(err, os.RemoveAll(partial))
	}
	return lib, nil
}

// fetch lets Maven copy the jars to lib in an empty folder.
func fetch(ctx context.Context, folder string) error {
	maven, err := exec.LookPath("mvn")
	if err != nil {
		return fmt.Errorf("the tests against Neo4j need Maven once, to fetch the server, and mvn was not found; %s: %w", howToInstall, err)
	}
	if err := os.WriteFile(filepath.Join(folder, "pom.xml"), pom, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "exitgraph: fetching Neo4j %s with Maven, about 145 MiB, once\n", Version)
	command := exec.CommandContext(ctx, maven, "-q", "-B", "--strict-checksums",
		"dependency:copy-dependencies", "-DoutputDirectory=lib", "-DincludeScope=runtime")
	command.Dir = folder
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("fetch Neo4j %s with Maven (this needs the network once): %w\n%s", Version, err, bytes.TrimSpace(said))
	}
	jars, err := filepath.Glob(filepath.Join(folder, "lib", "*.jar"))
	if err == nil && len(jars) == 0 {
		err = errors.New("maven copied no jars: remove the folder .cache/neo4j and run again")
	}
	return err
}

// cacheFolder is .cache/neo4j beside the nearest go.mod above the working folder.
func cacheFolder() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return filepath.Join(folder, ".cache", "neo4j"), nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", errors.New("no go.mod above the working folder: run this inside a checkout of the module")
		}
		folder = parent
	}
}
