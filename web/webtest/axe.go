package webtest

import (
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/exitgraph/exitgraph/internal/nodetest"
	"github.com/exitgraph/exitgraph/web/webtest/chromium"
)

// Finding is what axe-core says of one rule on a page.
type Finding struct {
	ID      string   `json:"id"`     // of the rule, such as color-contrast
	Impact  string   `json:"impact"` // minor, moderate, serious or critical
	Help    string   `json:"help"`   // the rule, in a sentence
	HelpURL string   `json:"helpUrl"`
	Tags    []string `json:"tags"` // such as wcag2aa and wcag143
	Nodes   []struct {
		Target         []any  `json:"target"` // selectors, one for each frame or shadow tree
		HTML           string `json:"html"`
		FailureSummary string `json:"failureSummary"`
	} `json:"nodes"`
}

// String tells the rule, and of the first few elements what is wrong there.
func (f Finding) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s): %s", f.ID, f.Impact, f.Help)
	const most = 5
	for i, node := range f.Nodes {
		if i == most {
			fmt.Fprintf(&b, "\n\tand %d more elements", len(f.Nodes)-most)
			break
		}
		fmt.Fprintf(&b, "\n\t%v\n\t\t%s\n\t\t%s", node.Target, node.HTML, strings.ReplaceAll(node.FailureSummary, "\n", "\n\t\t"))
	}
	return b.String() + "\n\t" + f.HelpURL
}

// axeRun turns no rule off. Of those that axe-core leaves off by itself, target-size is
// WCAG 2.2 AA and is put on; the others are of level AAA, experimental or deprecated.
//
// Colours that are just changing are not judged: what moves for a while comes to its end
// first.
const axeRun = `Promise.allSettled(document.getAnimations()
	.filter((moving) => moving.playState === "running" && Number.isFinite(moving.effect?.getComputedTiming().endTime))
	.map((moving) => moving.finished)
).then(() => axe.run(document, {
	resultTypes: ["violations", "incomplete"],
	rules: { "target-size": { enabled: true } },
})).then(({ violations, incomplete }) => ({ violations, incomplete }))`

var axeSource struct {
	mu   sync.Mutex
	text string
}

// Axe puts axe-core to the page as it stands, reports every violation of its rules
// (WCAG 2.0 to 2.2, levels A and AA, and best practices), and gives what it could not
// decide, which is logged: mostly contrast over pictures and gradients.
//
// It runs in the page by the protocol, where no content security policy holds, and
// also where the reader has no scripts. The first call on a machine installs the
// package, which needs the network once.
func (tab *Tab) Axe() (undecided []Finding) {
	tab.t.Helper()
	tab.Settle()
	source := tab.axe()
	var found struct{ Violations, Incomplete []Finding }
	tab.must(tab.tab.Awake(func() (err error) {
		if _, err = chromium.Eval[bool](tab.tab, source+"; typeof axe === 'object'"); err != nil {
			return err
		}
		found, err = chromium.Eval[struct{ Violations, Incomplete []Finding }](tab.tab, axeRun)
		return err
	}))
	for _, violation := range found.Violations {
		tab.t.Errorf("axe-core at %s: %s", tab.URL(), violation)
	}
	for _, finding := range found.Incomplete {
		tab.t.Logf("axe-core could not decide at %s: %s", tab.URL(), finding)
	}
	return found.Incomplete
}

func (tab *Tab) axe() string {
	tab.t.Helper()
	axeSource.mu.Lock()
	defer axeSource.mu.Unlock()
	if axeSource.text == "" {
		text, err := os.ReadFile(nodetest.File(tab.t, "axe-core/axe.min.js"))
		tab.must(err)
		axeSource.text = string(text)
	}
	return axeSource.text
}
