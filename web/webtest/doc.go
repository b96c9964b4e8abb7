// Package webtest judges pages in a real browser, for tests: whether they keep to
// their own origin, are light, leave nothing behind, fit their window, and can be
// used by keyboard and by people who see, hear or move differently. Only tests and
// commands for tests import it.
//
//	func TestMain(m *testing.M) { os.Exit(webtest.Main(m)) }
//
//	func TestTheMapCanBeRead(t *testing.T) {
//		tab := webtest.Open(t, webtest.Settings{Width: 360}, server.URL+"/en/map")
//		tab.NoConsoleErrors()
//		tab.NoHorizontalScroll()
//		tab.Axe()
//	}
//
// Methods of Tab that do something end the test when it cannot be done; those that
// judge report every fault and let the test go on. With `go test -artifacts`, a test
// that fails leaves a picture of each of its tabs.
//
// It knows package chromium and what holds of any page. It must not know which pages
// there are, nor what should stand on them.
package webtest
