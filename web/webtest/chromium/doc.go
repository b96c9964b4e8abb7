// Package chromium drives a Chromium that is installed on this machine: it opens
// tabs with the settings of a reader, goes from page to page by mouse or keyboard,
// takes pictures, and keeps a record of what each tab asked for and complained of.
//
// It knows the DevTools protocol, through chromedp, and the programs that speak it.
// It must not know the pages, nor what is right or wrong on them: package webtest
// judges, and shoot only looks.
//
// Nothing here sleeps for a fixed time. What is waited for has a deadline, and the
// error then says what was waited for and at which address.
package chromium
