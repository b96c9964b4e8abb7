package graph

// FieldType says what a field holds, and with that how it is filtered, ordered,
// written and read.
type FieldType uint8

// The types of fields.
const (
	TypeKey     FieldType = iota + 1 // the record's own key
	TypeRef                          // the key of one other record
	TypeRefs                         // the keys of several other records
	TypeString                       // words; compared folded for case and accents
	TypeText                         // words in several languages; matches in any of them
	TypeStrings                      // several words or codes
	TypeInt                          // a whole number; 0 means that there is none
	TypeBool
	TypeEnum // a value of a closed vocabulary
)

// Field describes one field of a kind. There is one Field value for each field;
// compare them by pointer.
type Field struct {
	Kind Kind
	Name string // name in the contract, in Neo4j and in the documentation
	Type FieldType
	Doc  string

	// Column is the field's heading in a dataset file. A TypeText field has one
	// column for each language, Column_en, Column_it and so on; plain Column is
	// read as English. Empty for derived fields.
	Column string
	// Vocabulary is the closed set of values of a TypeEnum field.
	Vocabulary *Vocabulary
	// Only, when set, narrows Vocabulary to the values that this field may hold.
	Only []string
	// Target is the kind that a reference points to; zero for any node.
	Target Kind

	// Required fields must have a value in every record.
	Required bool
	// Lenient fields are required in data, but the contract lets them be null, so
	// that a later release may leave them out.
	Lenient bool
	// Derived fields are computed from other records and never written.
	Derived bool
	// Orderable fields can be sorted by: short, single values.
	Orderable bool
	// Hidden fields are stored and loaded, but reach clients through an edge or
	// another field and not under their own name.
	Hidden bool
	// Search says whether and with what weight Search looks into the field.
	Search SearchWeight
	// Default is the value of an enum field whose cell is empty or whose column is
	// missing in a dataset file.
	Default string
	// Check, when set, says what is wrong with a value, or "".
	Check func(value string) string
	// Min and Max bound a TypeInt field where Max is not 0.
	Min, Max int

	place uint     // among the fields of its kind
	from  []*Field // of a field that is computed from others of its record

	str  func(Record) string
	list func(Record) []string
	text func(Record) Text
	num  func(Record) int
	flag func(Record) bool

	setStr  func(Record, string)
	setList func(Record, []string)
	setText func(Record, Text)
	setNum  func(Record, int)
	setFlag func(Record, bool)
}

// Allowed lists the values that a field of TypeEnum may hold, in the order of its
// vocabulary or of Only. The caller must not change it.
func (f *Field) Allowed() []string {
	if f.Only != nil {
		return f.Only
	}
	return f.Vocabulary.Names()
}

// Str reads a field of TypeKey, TypeRef, TypeString or TypeEnum; "" is absence.
// The record must be of the field's kind, as for all accessors.
func (f *Field) Str(r Record) string { return f.str(r) }

// List reads a field of TypeStrings or TypeRefs. The caller must not change it.
func (f *Field) List(r Record) []string { return f.list(r) }

// Text reads a field of TypeText. The caller must not change it.
func (f *Field) Text(r Record) Text { return f.text(r) }

// Int reads a field of TypeInt; 0 is absence.
func (f *Field) Int(r Record) int { return f.num(r) }

// Bool reads a field of TypeBool.
func (f *Field) Bool(r Record) bool { return f.flag(r) }

// SetStr writes a field of TypeKey, TypeRef, TypeString or TypeEnum. As all
// setters, it is for a record that the caller owns, and keeps the value handed in.
func (f *Field) SetStr(r Record, v string) { f.setStr(r, v) }

// SetList writes a field of TypeStrings or TypeRefs.
func (f *Field) SetList(r Record, v []string) { f.setList(r, v) }

// SetText writes a field of TypeText.
func (f *Field) SetText(r Record, v Text) { f.setText(r, v) }

// SetInt writes a field of TypeInt.
func (f *Field) SetInt(r Record, v int) { f.setNum(r, v) }

// SetBool writes a field of TypeBool.
func (f *Field) SetBool(r Record, v bool) { f.setFlag(r, v) }

// Absent says whether the record has no value in the field.
func (f *Field) Absent(r Record) bool {
	switch f.Type {
	case TypeInt:
		return f.num(r) == 0
	case TypeText:
		return len(f.text(r)) == 0
	case TypeStrings, TypeRefs:
		return len(f.list(r)) == 0
	case TypeBool:
		return false
	default:
		return f.str(r) == ""
	}
}

// Enum is the field's name as an enum value, such as DATA_COLLECTED_FROM.
func (f *Field) Enum() string { return Screaming(f.Name) }

// String names the field with its kind, such as Study.design.
func (f *Field) String() string { return f.Kind.String() + "." + f.Name }

// Nullable says whether the field may be without a value in a valid record.
func (f *Field) Nullable() bool {
	switch f.Type {
	case TypeStrings, TypeRefs, TypeBool:
		return false
	default:
		return !f.Required || f.Lenient
	}
}

// option adjusts a field while the model table is written down.
type option func(*Field)

func required(f *Field)  { f.Required = true }
func derived(f *Field)   { f.Derived, f.Column = true, "" }
func orderable(f *Field) { f.Orderable = true }
func hidden(f *Field)    { f.Hidden = true }

func lenient(f *Field) { f.Required, f.Lenient = true, true }

func column(name string) option          { return func(f *Field) { f.Column = name } }
func only(values ...string) option       { return func(f *Field) { f.Only = values } }
func between(min, max int) option        { return func(f *Field) { f.Min, f.Max = min, max } }
func fallback(value string) option       { return func(f *Field) { f.Default = value } }
func check(c func(string) string) option { return func(f *Field) { f.Check = c } }

// The constructors below take a function from a record to the address of the
// struct's field, which serves reading and writing.

func field(name string, t FieldType, doc string, opts []option) *Field {
	f := &Field{Name: name, Type: t, Doc: doc, Column: snake(name)}
	for _, o := range opts {
		o(f)
	}
	return f
}

func strField[R any, S ~string](t FieldType, name string, at func(*R) *S, doc string, opts []option) *Field {
	f := field(name, t, doc, opts)
	f.str = func(r Record) string { return string(*at(r.(any).(*R))) }
	f.setStr = func(r Record, v string) { *at(r.(any).(*R)) = S(v) }
	return f
}

func keyField[R any](at func(*R) *string) *Field {
	return strField(TypeKey, "key", at, "Readable identifier, unique across all kinds: lower-case words joined by hyphens.", []option{required, orderable, column("id")})
}

func stringField[R any](name string, at func(*R) *string, doc string, opts ...option) *Field {
	return strField(TypeString, name, at, doc, opts)
}

func enumField[R any, S ~string](name string, at func(*R) *S, v *Vocabulary, doc string, opts ...option) *Field {
	f := strField(TypeEnum, name, at, doc, append([]option{required, orderable}, opts...))
	f.Vocabulary = v
	return f
}

func refField[R any](name string, at func(*R) *string, target Kind, doc string, opts ...option) *Field {
	f := strField(TypeRef, name, at, doc, append([]option{orderable, hidden}, opts...))
	f.Target = target
	return f
}

func listField[R any](t FieldType, name string, at func(*R) *[]string, doc string, opts []option) *Field {
	f := field(name, t, doc, opts)
	f.list = func(r Record) []string { return *at(r.(any).(*R)) }
	f.setList = func(r Record, v []string) { *at(r.(any).(*R)) = v }
	return f
}

func stringsField[R any](name string, at func(*R) *[]string, doc string, opts ...option) *Field {
	return listField(TypeStrings, name, at, doc, opts)
}

func refsField[R any](name string, at func(*R) *[]string, target Kind, doc string, opts ...option) *Field {
	f := listField(TypeRefs, name, at, doc, append([]option{hidden}, opts...))
	f.Target = target
	return f
}

func textField[R any](name string, at func(*R) *Text, doc string, opts ...option) *Field {
	f := field(name, TypeText, doc, opts)
	f.text = func(r Record) Text { return *at(r.(any).(*R)) }
	f.setText = func(r Record, v Text) { *at(r.(any).(*R)) = v }
	return f
}

func intField[R any](name string, at func(*R) *int, doc string, opts ...option) *Field {
	f := field(name, TypeInt, doc, append([]option{orderable, between(1, 2_000_000_000)}, opts...))
	f.num = func(r Record) int { return *at(r.(any).(*R)) }
	f.setNum = func(r Record, v int) { *at(r.(any).(*R)) = v }
	return f
}

func boolField[R any](name string, at func(*R) *bool, doc string, opts ...option) *Field {
	f := field(name, TypeBool, doc, opts)
	f.flag = func(r Record) bool { return *at(r.(any).(*R)) }
	f.setFlag = func(r Record, v bool) { *at(r.(any).(*R)) = v }
	return f
}

// computedEnum makes a derived field that is read by a function, from other fields of
// the record, and never written.
func computedEnum[R any, S ~string](name string, get func(*R) S, v *Vocabulary, doc string, from ...*Field) *Field {
	f := field(name, TypeEnum, doc, []option{required, derived, orderable})
	f.Vocabulary, f.from = v, from
	f.str = func(r Record) string { return string(get(r.(any).(*R))) }
	return f
}

func computedBool[R any](name string, get func(*R) bool, doc string, from ...*Field) *Field {
	f := field(name, TypeBool, doc, []option{derived})
	f.from = from
	f.flag = func(r Record) bool { return get(r.(any).(*R)) }
	return f
}

// snake turns a camelCase name into snake_case, the form of column headings.
func snake(name string) string {
	b := make([]byte, 0, len(name)+4)
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c >= 'A' && c <= 'Z' {
			b = append(b, '_', c+'a'-'A')
			continue
		}
		b = append(b, c)
	}
	return string(b)
}
