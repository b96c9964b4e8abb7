package schema

import "github.com/exitgraph/exitgraph/graph"

// localText is a text as it is served to one client.
type localText struct {
	graph.Translation
	fallback bool
}

func localTextObject() *object {
	type T = *localText
	return &object{
		name: "LocalText", doc: "Text in the first requested language that exists; says which one was served.",
		fields: []*field{
			{name: "value", typ: "String!", doc: "The text.", leaf: stringLeaf(func(t T) string { return t.Value })},
			{name: "lang", typ: "String!", doc: "The language served, as a BCP 47 tag.", leaf: stringLeaf(func(t T) string { return t.Lang })},
			{name: "isFallback", typ: "Boolean!", doc: "True when the language served is none of those asked for.", leaf: boolLeaf(func(t T) bool { return t.fallback })},
		},
	}
}

// loadText picks the language of a text for every parent, in one allocation.
func loadText(f *graph.Field) loadFunc {
	return func(_ *run, parents []any, a args) (loaded, error) {
		langs, err := a.langs()
		if err != nil {
			return loaded{}, err
		}
		texts := make([]localText, len(parents))
		out := loaded{one: make([]any, len(parents))}
		for i, p := range parents {
			tr, asked, ok := f.Text(p.(graph.Record)).Pick(langs)
			if ok {
				texts[i] = localText{Translation: tr, fallback: !asked}
				out.one[i] = &texts[i]
			}
		}
		return out, nil
	}
}
