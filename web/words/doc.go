// Package words says things to readers in their language: the texts of catalogues,
// numbers, dates, names of countries and languages, and words for the values of the
// contract's enums.
//
// It knows languages and the names of enums. It must not know pages, HTML or the
// data: what it gives back is plain text, which a template escapes.
//
// A catalogue is a folder with one file a language, en.toml and it.toml. Ids are
// dotted, of lower-case words joined by hyphens. A text is one line, or a table with
// its plural forms:
//
//	title = "Evidence map"
//	[found]
//	one = "{{.count}} study of {{.name}}"
//	other = "{{.count}} studies of {{.name}}"
//
// {{.name}} is a placeholder and the only thing that braces may hold. [Words in
// brackets] become links where a template asks for them. As last part of an id these
// are taken by the format: id, description, hash, zero, one, two, few, many, other,
// translation.
//
// Command wordcheck holds pages to their catalogues when the program is built: write an
// id as a literal, or begin it with one, "unit." + name, so that it can be found.
package words
