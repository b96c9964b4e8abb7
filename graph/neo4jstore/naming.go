package neo4jstore

import (
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// The names that stand in statements. Nothing but the functions of this file and
// the table of table.go makes them, so that no word of a caller becomes one.
type (
	label    string
	relation string
	property string
)

// entity is the label that all nodes of the graph share.
const entity label = "Entity"

// labelOf names the label of the nodes of a kind, Entity for kind 0.
func labelOf(k graph.Kind) label {
	if k == 0 {
		return entity
	}
	return label(graph.ModelOf(k).Name)
}

// The properties that are no field of the contract.
const (
	keyProperty property = "key"
	caption     property = "caption"
	searchWords property = "searchWords"
	searchTexts property = "searchTexts"
)

// stored names the property that holds a field. Texts have one for each language.
func stored(f *graph.Field) property { return property(f.Name) }

// folded names the property that holds the folded words of a field: one, or a list
// of them.
func folded(f *graph.Field) property { return property(f.Name + "Folded") }

// languages names the property that lists the languages of a text in their order.
func languages(f *graph.Field) property { return property(f.Name + "Languages") }

// translation names the property that holds a text in one language, as labelEn or
// labelPtBR. languageSuffix says the same in Cypher.
func translation(f *graph.Field, lang string) property {
	name := f.Name
	for _, part := range strings.Split(lang, "-") {
		if part != "" {
			name += strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return property(name)
}

// languageSuffix is what translation adds to the name of a field, for a language
// in the variable l.
const languageSuffix = "reduce(s = '', part IN split(l, '-') | s + toUpper(left(part, 1)) + substring(part, 1))"

// sorted names the property that records are sorted by: the field itself where its
// values sort as they are, else what Go made of them.
func sorted(f *graph.Field) property {
	switch f.Type {
	case graph.TypeInt, graph.TypeKey, graph.TypeRef:
		return stored(f)
	default:
		return property("sort" + strings.ToUpper(f.Name[:1]) + f.Name[1:])
	}
}

// sortable says whether records can be sorted by a field.
func sortable(f *graph.Field) bool { return f.Orderable || f.Type == graph.TypeText }

// of writes a property of a variable.
func (p property) of(variable string) string { return variable + "." + string(p) }

// computed says whether a field is read from others and never written.
func computed(f *graph.Field) bool {
	return f.Derived && (f.Type == graph.TypeEnum || f.Type == graph.TypeBool)
}

// plainOrder spells words so that every way of comparing strings agrees on their
// order: in ASCII, with the bytes of other letters as ~ and two digits. The order
// is that of the bytes of the words.
func plainOrder(words string) string {
	plain := true
	for i := 0; i < len(words); i++ {
		plain = plain && words[i] < '~'
	}
	if plain {
		return words
	}
	const digits = "0123456789abcdef"
	b := make([]byte, 0, 3*len(words))
	for i := 0; i < len(words); i++ {
		if c := words[i]; c < '~' {
			b = append(b, c)
		} else {
			b = append(b, '~', digits[c>>4], digits[c&15])
		}
	}
	return string(b)
}
