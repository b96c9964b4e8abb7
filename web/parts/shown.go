package parts

// Filters is what the template "filters" shows: a form, and links that take one filter
// away each.
type Filters struct {
	Action string
	Fields []Field
	Groups []Group // further sets of fields, each under a legend
	Hidden []Hidden
	Chips  []Chip
	Clear  string // the address without filters; empty where none is set
}

// Group is a set of fields under a legend.
type Group struct {
	Legend string
	Fields []Field
}

// Field is one field of a form: a choice where it has options, else a text.
type Field struct {
	Name, Label, Hint, Value string
	Kind                     string // "number" for a short text of digits
	Options                  []Option
}

// Option is one of the values of a choice.
type Option struct {
	Value, Label string
	Selected     bool
}

// Hidden is what a form hands on as it is.
type Hidden struct{ Name, Value string }

// Chip is a filter in use; the address is that of the page without it.
type Chip struct{ Label, Href string }

// Labels gives the words of chips.
func Labels(chips []Chip) []string {
	list := make([]string, len(chips))
	for i, chip := range chips {
		list[i] = chip.Label
	}
	return list
}

// Pager is what the template "pager" shows: how many of how many, and the pages before
// and after; these are empty where there are none.
type Pager struct {
	Shown, Total int
	Prev, Next   string
}

// Way is a link to the same page, seen in another way; the template "switch" shows those
// among which a reader chooses.
type Way struct {
	Label, Href string
	Current     bool
}

// Fact is one row of the template "facts": of Links, Local, Enum with Value, and Text
// the first that is there is shown, and nothing of a fact that has none.
type Fact struct {
	Label       string
	Text        string
	Local       any // an answer.LocalText; nil for none
	Enum, Value string
	Href        string
	Links       []Link
	Note        string
}

// Link is an address with its words.
type Link struct{ Label, Href, Note string }

// Number is one of the large numbers of a page.
type Number struct {
	Value       int
	Label, Href string
}

// Cause is one reason why the evidence on a factor points both ways.
type Cause struct {
	Kind         string // of the contract's AmbivalenceKind
	Title, Means string
	Splits       bool // groups are values that split the valences
	Groups       []CauseGroup
	MoreGroups   int    // that are not among Groups
	Small        string // which values rest on small numbers; empty for none
	Deciding     int    // findings that decide
	Findings     []CauseFinding
	More         int // deciding findings that are not among Findings
	Note         string
}

// CauseGroup is one value of what is looked at, with what was found there.
type CauseGroup struct {
	Label   string
	Href    string // empty for none
	Valence string // where the group is a valence; else empty
	Absent  string // "NOT_REPORTED" or "NOT_EXTRACTED"; else empty
	Silent  bool   // the value cannot tell anything
	Studies int
	Values  []Amount
}

// Amount is how much evidence has one valence.
type Amount struct {
	Valence           string
	Findings, Studies int
}

// CauseFinding is a link to a finding that decides.
type CauseFinding struct{ Href, Valence, Label string }

// Head is the head of a column. With an address, rows can be sorted by it.
type Head struct {
	Label, Href string
	Sorted      string // "ascending" or "descending"; empty where it is not sorted by this
}
