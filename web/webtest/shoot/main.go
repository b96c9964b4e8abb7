// Command shoot takes pictures of pages, for people to look at: each page wide and
// narrow, light and dark, in each language, and one sheet with all of them. `make
// screenshots` runs it inside a checkout.
//
// It starts a built exitgraph, or looks at a server that runs. It knows addresses of
// pages from a list, and nothing of what stands on them; whether they are right, tests
// judge.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "shoot:", err)
		os.Exit(1)
	}
}

// order is what is to be done.
type order struct {
	url     string // of a server that runs; empty to start program
	program string
	pages   []page
	langs   []string
	sight   string
	folder  string
}

func run(ctx context.Context, args []string, out io.Writer) error {
	o, err := read(args)
	if err != nil {
		return err
	}
	if o.url == "" {
		fmt.Fprintln(out, "starting", o.program)
		server, err := start(ctx, o.program)
		if err != nil {
			return err
		}
		defer server.stop()
		o.url = server.url
	}
	if err := os.MkdirAll(o.folder, 0o755); err != nil {
		return err
	}
	pictures, err := take(ctx, o, out)
	if err != nil {
		return err
	}
	sheet, err := writeSheet(o.folder, pictures)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d pictures; look at them all in %s\n", len(pictures), sheet)
	return unexpected(pictures)
}

func read(args []string) (o order, err error) {
	flags := flag.NewFlagSet("shoot", flag.ContinueOnError)
	flags.StringVar(&o.url, "url", "", "address of a server that runs, such as http://127.0.0.1:8080; empty to start the program")
	flags.StringVar(&o.program, "program", filepath.Join("bin", "exitgraph"), "built exitgraph to start on a free port")
	flags.StringVar(&o.folder, "out", filepath.Join(".cache", "screenshots"), "folder for the pictures")
	flags.StringVar(&o.sight, "sight", "", "take them as people see who have protanopia, deuteranopia, tritanopia, achromatopsia or blurredVision")
	list := flags.String("pages", "", "file with a name and an address on each line; empty for the list that is built in")
	only := flags.String("only", "", "names of pages, with commas between; empty for all")
	langs := flags.String("lang", "en,it", "languages, with commas between")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unknown argument %q: all settings are flags, see -help", flags.Arg(0))
	}
	o.url = strings.TrimSuffix(o.url, "/")
	o.langs = split(*langs)
	if len(o.langs) == 0 {
		return o, errors.New("-lang names no language")
	}
	text := builtinPages
	if *list != "" {
		content, err := os.ReadFile(*list)
		if err != nil {
			return o, err
		}
		text = string(content)
	}
	all, err := readPages(text)
	if err != nil {
		return o, err
	}
	o.pages, err = narrow(all, split(*only))
	return o, err
}

// split gives the words between commas.
func split(list string) (words []string) {
	for word := range strings.SplitSeq(list, ",") {
		if word = strings.TrimSpace(word); word != "" {
			words = append(words, word)
		}
	}
	return words
}
