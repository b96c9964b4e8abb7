package neo4jstore

import (
	"strconv"

	"github.com/exitgraph/exitgraph/graph"
)

// encoding is the version of what encode makes of records. It rises with every
// change of that, also where only what is computed changes, such as the folding of
// words: a load then writes all of the data anew.
const encoding = 1

// encode turns a record into the properties of its node or relationship. What is
// absent is left out.
func encode(r graph.Record) map[string]any {
	out := map[string]any{}
	for _, f := range graph.ModelOf(r.RecordKind()).Fields {
		set := func(p property, v any) { out[string(p)] = v }
		switch {
		case f.Type == graph.TypeBool:
			set(stored(f), f.Bool(r))
		case f.Absent(r):
		case f.Type == graph.TypeInt:
			set(stored(f), int64(f.Int(r)))
		case f.Type == graph.TypeText:
			encodeText(f, f.Text(r), set)
		case f.Type == graph.TypeStrings:
			set(stored(f), f.List(r))
			set(folded(f), foldAll(f.List(r)))
		case f.Type == graph.TypeRefs:
			set(stored(f), f.List(r))
		case f.Type == graph.TypeString:
			set(stored(f), f.Str(r))
			set(folded(f), graph.Fold(f.Str(r)))
		default:
			set(stored(f), f.Str(r))
		}
		if sortable(f) && sorted(f) != stored(f) && !f.Absent(r) {
			set(sorted(f), sortParameter(f, graph.SortOf(f, r)))
		}
	}
	if r.RecordKind().IsNode() {
		out[string(caption)] = captionOf(r)
		encodeSearch(graph.SearchTexts(r), func(p property, v any) { out[string(p)] = v })
	}
	return out
}

func encodeText(f *graph.Field, t graph.Text, set func(property, any)) {
	langs, words := make([]string, len(t)), make([]string, len(t))
	for i, tr := range t {
		langs[i], words[i] = tr.Lang, graph.Fold(tr.Value)
		set(translation(f, tr.Lang), tr.Value)
	}
	set(languages(f), langs)
	set(folded(f), words)
}

func foldAll(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = graph.Fold(w)
	}
	return out
}

// sortParameter gives a value to sort by as it is stored and compared; the value
// must not be absent.
func sortParameter(f *graph.Field, v graph.SortValue) any {
	switch f.Type {
	case graph.TypeInt, graph.TypeEnum:
		return int64(v.Num)
	case graph.TypeKey, graph.TypeRef:
		return v.Str
	default:
		return plainOrder(v.Str)
	}
}

// captionOf is what a person reads on a node.
func captionOf(r graph.Record) string {
	switch r := r.(type) {
	case *graph.Study:
		return r.Title
	case *graph.Report:
		switch {
		case len(r.Authors) > 0 && r.Year != 0:
			return r.Authors[0] + " " + strconv.Itoa(r.Year)
		default:
			return r.Title
		}
	case *graph.Sample:
		if r.SizeText != "" {
			return r.SizeText
		}
		return r.Population
	case *graph.Factor:
		return first(r.Label)
	case *graph.PhaseModel:
		return r.Name
	case *graph.Phase:
		return first(r.Label)
	case *graph.Finding:
		return first(r.Summary)
	case *graph.Caveat:
		return first(r.Topic)
	case *graph.VocabularyTerm:
		return r.Term
	default:
		return r.RecordKey()
	}
}

func first(t graph.Text) string {
	if len(t) == 0 {
		return ""
	}
	return t[0].Value
}
