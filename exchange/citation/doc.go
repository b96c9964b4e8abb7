// Package citation writes references: what a reader copies into a reference
// manager or a list of literature.
//
// A report, a release or a result becomes one neutral Item; each format is one
// small file that writes an Item:
//
//   - CSL-JSON (csl.go), the input of citeproc: Citation Style Language 1.0.2,
//     schema csl-data.json, one object;
//   - RIS (ris.go), after the specification of Research Information Systems, 2011;
//   - BibTeX (bibtex.go, latex.go), after Patashnik's BibTeXing, 1988, in UTF-8.
//
// Nothing is guessed. What the data does not have (an author, a year, a journal)
// is left out, and a title in square brackets, which describes a publication whose
// title is not recorded, keeps its brackets. Texts become one line; otherwise they
// stay as they are.
//
// The package knows the records of graph and the three formats. It must not know
// GraphQL, HTTP, files or any store.
package citation
