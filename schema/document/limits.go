package document

// Limits bound what a document may ask of the parser, of the validator and of
// whoever executes it. Every field must be positive; a document that is exactly
// at a limit passes.
type Limits struct {
	// Bytes is the length of the text.
	Bytes int
	// Tokens counts names, numbers, strings and punctuators; comments, commas and
	// white space are free. It bounds everything that comes after it.
	Tokens int
	// NameBytes is the length of a single name. The validator looks for names
	// that are similar to an unknown one, in time that grows with its length.
	NameBytes int
	// Nesting is how deep braces, brackets and parentheses may stand in each
	// other in the text. It bounds the recursion of the parser.
	Nesting int
	// Depth is how many fields may stand in each other, fragments expanded.
	Depth int
	// IntrospectionDepth replaces Depth below __schema and __type, which count as
	// one themselves.
	IntrospectionDepth int
	// IntrospectionLists is how many of fields, interfaces, possibleTypes and
	// inputFields may stand in each other below __schema and __type. Each of them
	// multiplies the answer by the size of a type.
	IntrospectionLists int
	// Definitions counts operations and fragments together.
	Definitions int
	// Aliases counts aliases, in the text and with fragments expanded.
	Aliases int
	// RootFields counts the fields of one operation itself, fragments expanded.
	RootFields int
	// Directives counts directives in the text.
	Directives int
	// FieldsPerSelection counts the fields and fragments of one selection set in
	// the text, fragments not expanded.
	FieldsPerSelection int
	// ExpandedFields counts the fields and spreads of one operation with every
	// fragment written out, so that fragments cannot multiply in secret.
	ExpandedFields int
	// Comparisons bounds the work of the rule that two fields with one answer key
	// must be mergeable. It counts pairs of such fields, with fragments written
	// out; ordinary documents need none or a few dozen.
	Comparisons int
	// Errors is how many validation errors are told; one more says that there are
	// others.
	Errors int
}

// DefaultLimits gives the limits for public use. BenchmarkWorstAccepted holds the
// documents they were measured with.
func DefaultLimits() Limits {
	return Limits{
		Bytes:              64 << 10,
		Tokens:             4000,
		NameBytes:          80,
		Nesting:            40,
		Depth:              12,
		IntrospectionDepth: 20,
		IntrospectionLists: 2,
		Definitions:        60,
		Aliases:            200,
		RootFields:         50,
		Directives:         100,
		FieldsPerSelection: 200,
		ExpandedFields:     10000,
		Comparisons:        5000,
		Errors:             20,
	}
}
