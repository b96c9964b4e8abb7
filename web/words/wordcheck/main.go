// Command wordcheck holds the pages to their catalogues: every text that a template or
// Go code asks for is there, in all languages and with the arguments it is given, none
// of a page is left over, and none uses a refused expression.
//
//	go run ./web/words/wordcheck [-shared] web
//
// With -shared it tells texts of all pages that no page asks for, too.
//
// It knows how the folders of web lie: web/pages/NAME has the texts of one page, any
// other folder with en.toml and it.toml has texts of all pages.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/exitgraph/exitgraph/web/words/wording"
)

func main() {
	sharedToo := flag.Bool("shared", false, "tell texts of all pages that none asks for, too")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: wordcheck [-shared] FOLDER, such as web")
		os.Exit(2)
	}
	web := os.DirFS(flag.Arg(0))
	faults, err := check(web, runtimeText, *sharedToo)
	if err == nil {
		var refused []error
		refused, err = wording.Check(web)
		faults = append(faults, refused...)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "wordcheck:", err)
		os.Exit(1)
	}
	for _, fault := range faults {
		fmt.Fprintln(os.Stderr, fault)
	}
	if len(faults) > 0 {
		fmt.Fprintf(os.Stderr, "wordcheck: %d faults\n", len(faults))
		os.Exit(1)
	}
}
