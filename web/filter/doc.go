// Package filter is the sets of filters that pages share: which findings a page looks
// at, by route, setting, life stage and so on, and the same for lists of studies,
// reports and samples. It reads them from an address, turns them into the contract's
// filters, and lays out the form in which readers set them.
//
// A filter is one row of the tables in fields.go. The package must not know a page.
package filter
