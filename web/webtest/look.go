package webtest

import "github.com/exitgraph/exitgraph/web/webtest/chromium"

// URL is the address of the page that the tab shows.
func (tab *Tab) URL() string { return tab.tab.URL() }

// HTML is the page as it stands now, after what scripts did to it.
func (tab *Tab) HTML() string {
	tab.t.Helper()
	html, err := tab.tab.HTML()
	tab.must(err)
	return html
}

// Text is what a reader sees of the first element that matches the selector.
func (tab *Tab) Text(selector string) string {
	tab.t.Helper()
	text, err := tab.tab.Text(selector)
	tab.must(err)
	return text
}

// Count is how many elements match the selector.
func (tab *Tab) Count(selector string) int {
	tab.t.Helper()
	n, err := tab.tab.Count(selector)
	tab.must(err)
	return n
}

// Eval gives the value of a JavaScript expression on the page, as JSON would carry it
// into a T. A promise is waited for.
func Eval[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	value, err := chromium.Eval[T](tab.tab, expression)
	tab.must(err)
	return value
}

// Focused tells what has the focus, by its role and name.
func (tab *Tab) Focused() Focus {
	tab.t.Helper()
	focus, err := tab.tab.Focused()
	tab.must(err)
	return focus
}

// TabTo presses Tab until an element of this role and name has the focus, and ends the
// test when the focus has gone round the page without meeting it. It gives what had
// the focus on the way, the element itself last.
func (tab *Tab) TabTo(role, name string) (way []Focus) {
	tab.t.Helper()
	const most = 500
	for range most {
		tab.Press("Tab")
		focus := tab.Focused()
		way = append(way, focus)
		if focus.Role == role && focus.Name == name {
			return way
		}
		if focus.Tag == "body" {
			break // past the last element
		}
	}
	tab.t.Fatalf("Tab does not reach %s %q, only %v, at %s", role, name, way, tab.URL())
	return nil
}

// Screenshot is a PNG of the whole page.
func (tab *Tab) Screenshot() []byte {
	tab.t.Helper()
	picture, err := tab.tab.Screenshot()
	tab.must(err)
	return picture
}

// Sheets prints the page on A4 and gives the PDF and the number of its sheets.
func (tab *Tab) Sheets() (pdf []byte, sheets int) {
	tab.t.Helper()
	pdf, err := tab.tab.PDF()
	tab.must(err)
	return pdf, chromium.PDFPages(pdf)
}

// Requests gives all requests of the tab so far, in the order in which they began.
func (tab *Tab) Requests() []chromium.Request { return tab.tab.Requests() }
