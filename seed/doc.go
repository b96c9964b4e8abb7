// Package seed holds the built-in dataset and reads datasets: folders of CSV
// files, one for each kind of the model table, with a datapackage.json beside
// them.
//
// The loader is strict and driven by the model table (graph.ModelOf): which files
// there are, which headings, and what each cell may hold. It collects what is
// wrong, each fault with its file, line, column and remedy, and loads nothing
// when there is one. A new field of the model table is read without a change
// here.
//
// # The format of a folder
//
//   - Cells are separated by commas, as RFC 4180 says, in UTF-8. A byte order mark
//     at the start and lines that end in CR LF are accepted: spreadsheets write
//     both.
//   - The first line holds the headings, in any order. Columns of fields that need
//     no value may be left out, and so may those of fields with a default (status).
//   - A text in several languages has one column for each, such as name_en and
//     name_it; a plain name is read as English. The order of the columns is the
//     order of the languages: the first that has a value is served to readers whose
//     language is missing.
//   - An empty cell means that there is no value. A cell with several values
//     separates them with semicolons. Blanks around a value are faults.
//   - reports.csv, studies.csv, samples.csv, study_reports.csv, factors.csv and
//     findings.csv must be there: evidence is counted from them. The other files may
//     be missing, which is the same as having no rows. A file that ends in .csv and
//     is none of these is a fault, since it is most likely a misspelt one. Folders
//     and files of other sorts are left alone, and only files of the expected names
//     are opened, through symbolic links too.
//   - datapackage.json names the release; without it, or without one of its parts,
//     see Options.Name. Where it lists the size or the SHA-256 of a file, the file
//     must have them.
//
// The package knows files and the domain. It must not know any store, GraphQL,
// HTTP or loggers.
package seed
