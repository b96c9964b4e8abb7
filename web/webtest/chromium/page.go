package chromium

import (
	"encoding/json"
	"fmt"
	"regexp"

	"github.com/chromedp/chromedp"
)

// HTML is the page as it stands now, after what scripts did to it.
func (t *Tab) HTML() (string, error) {
	return Eval[string](t, "document.documentElement.outerHTML")
}

// Text is what a reader sees of the first element that matches the selector. An error
// says if there is none.
func (t *Tab) Text(selector string) (string, error) {
	text, err := Eval[*string](t, fmt.Sprintf("document.querySelector(%s)?.innerText ?? null", quote(selector)))
	if err != nil {
		return "", err
	}
	if text == nil {
		return "", fmt.Errorf("no element matches %q, at %s", selector, t.URL())
	}
	return *text, nil
}

// Count is how many elements match the selector.
func (t *Tab) Count(selector string) (int, error) {
	return Eval[int](t, fmt.Sprintf("document.querySelectorAll(%s).length", quote(selector)))
}

// Screenshot is a PNG of the whole page, also of what lies below the window.
func (t *Tab) Screenshot() ([]byte, error) {
	return act(t, "take a picture", chromedp.FullScreenshot(100))
}

// PDF prints the page on A4, with its backgrounds and the margins that its style asks
// for.
func (t *Tab) PDF() ([]byte, error) {
	return act(t, "print", chromedp.PrintToPDF(
		chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPrintBackground(), chromedp.PDFPreferCSSPageSize()))
}

var pdfPage = regexp.MustCompile(`/Type\s*/Page[^s\w]`)

// PDFPages counts the sheets of a PDF that a tab printed.
func PDFPages(pdf []byte) int { return len(pdfPage.FindAll(pdf, -1)) }

// quote writes a text as a JavaScript string.
func quote(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string has a JSON form
	}
	return string(quoted)
}

// short is the beginning of an expression, for messages.
func short(expression string) string {
	const most = 160
	if len(expression) <= most {
		return expression
	}
	return expression[:most] + "…"
}
