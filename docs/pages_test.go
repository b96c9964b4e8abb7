package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// block is a fenced block of a page.
type block struct {
	label string // what stands behind the fence, such as "json answer 3"
	text  string
	line  int
	start int // of text in the page
}

var fence = regexp.MustCompile("(?ms)^```([^`\n]*)\n(.*?)^```$")

func blocksOf(t *testing.T, page string) []block {
	t.Helper()
	text := read(t, page)
	var out []block
	for _, at := range fence.FindAllStringSubmatchIndex(text, -1) {
		out = append(out, block{
			label: text[at[2]:at[3]],
			text:  text[at[4]:at[5]],
			line:  strings.Count(text[:at[0]], "\n") + 1,
			start: at[4],
		})
	}
	return out
}

func TestEveryPrintedDocumentAnswersAsPrinted(t *testing.T) {
	documents, answers := 0, 0
	for _, page := range pages(t) {
		blocks := blocksOf(t, page)
		for i := len(blocks) - 1; i >= 0; i-- { // from the end, so that places stay as they are
			if blocks[i].label != "graphql" {
				continue
			}
			documents++
			variables, next := "", i+1
			if next < len(blocks) && blocks[next].label == "json variables" {
				variables = blocks[next].text
				next++
			}
			answer := ask(t, blocks[i].text, variables)
			kind, most := "", ""
			if next < len(blocks) {
				kind, most = printedAs(blocks[next].label)
			}
			if refused := kind == "refusal"; refused != (len(answer.Errors) > 0) {
				t.Errorf("%s, line %d: the document has the errors %v", page, blocks[i].line, answer.Errors)
				continue
			}
			if kind == "" {
				continue
			}
			answers++
			items, _ := strconv.Atoi(most)
			checkBlock(t, page, blocks[next], layOut(t, answer.Body.String(), items))
		}
	}
	if documents < 25 || answers < 20 {
		t.Errorf("%d documents with %d answers were found", documents, answers)
	}
}

// printedAs reads the label of an answer: "json answer", "json answer 3" for one
// whose lists are cut, or "json refusal".
func printedAs(label string) (kind, most string) {
	words := strings.Fields(label)
	if len(words) < 2 || words[0] != "json" || words[1] != "answer" && words[1] != "refusal" {
		return "", ""
	}
	if len(words) > 2 {
		most = words[2]
	}
	return words[1], most
}

// checkBlock compares a printed answer with the real one, or writes it.
func checkBlock(t *testing.T, page string, b block, want string) {
	t.Helper()
	if b.text == want {
		return
	}
	if !*update {
		t.Errorf("%s, line %d: the answer is really\n%s", page, b.line, want)
		return
	}
	text := read(t, page)
	text = text[:b.start] + want + text[b.start+len(b.text):]
	if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(page)), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestEveryPrintedAnswerBelongsToADocument(t *testing.T) {
	for _, page := range pages(t) {
		blocks := blocksOf(t, page)
		for i, b := range blocks {
			if b.label == "json" {
				t.Errorf("%s, line %d: say what this JSON is: answer, refusal, variables or body", page, b.line)
			}
			if !strings.HasPrefix(b.label, "json ") || b.label == "json body" {
				continue
			}
			before := ""
			if i > 0 {
				before = blocks[i-1].label
			}
			if before != "graphql" && before != "json variables" {
				t.Errorf("%s, line %d: no document stands before this JSON, so that nothing checks it", page, b.line)
			}
		}
	}
}

// link finds the targets of Markdown links and images.
var link = regexp.MustCompile(`\]\(([^)\s]+)\)`)

func TestEveryLinkWithinTheProjectLeadsSomewhere(t *testing.T) {
	links := 0
	for _, page := range append(pages(t), "CONTRIBUTING.md", "SECURITY.md") {
		for _, found := range link.FindAllStringSubmatch(read(t, page), -1) {
			target, anchor, _ := strings.Cut(found[1], "#")
			if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
				continue
			}
			links++
			name := page
			if target != "" {
				name = filepath.ToSlash(filepath.Join(filepath.Dir(page), target))
			}
			if _, err := os.Stat(filepath.Join(root, name)); err != nil {
				t.Errorf("%s links to %s, which is not there", page, found[1])
				continue
			}
			if anchor != "" && !headings(read(t, name))[anchor] {
				t.Errorf("%s links to %s, and %s has no such heading", page, found[1], name)
			}
		}
	}
	if links < 20 {
		t.Errorf("only %d links were found", links)
	}
}

var (
	heading    = regexp.MustCompile(`(?m)^#+ (.+)$`)
	notAnchors = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// headings gives the anchors of a page, as GitHub makes them.
func headings(text string) map[string]bool {
	out := map[string]bool{}
	for _, found := range heading.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
		anchor := notAnchors.ReplaceAllString(strings.ToLower(found[1]), "")
		out[strings.ReplaceAll(anchor, " ", "-")] = true
	}
	return out
}
