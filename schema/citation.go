package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/exitgraph/exitgraph/exchange/citation"
	"github.com/exitgraph/exitgraph/graph"
)

func (c *catalog) addCitationStyles() {
	var values []enumValue
	for _, s := range citation.Styles() {
		values = append(values, enumValue{string(s.Style), s.Doc})
	}
	c.addEnum("CitationStyle", "A format of references.", values)
}

var styleArg = argument{"style", "CitationStyle!", "The format.", string(citation.CSLJSON)}

// referenceField gives a reference for each parent in the style asked for.
func referenceField(name, doc string, item func(parent any) (citation.Item, error)) *field {
	return &field{
		name: name, typ: "String!", doc: doc, args: []argument{styleArg},
		leaf: stringLeaf(func(s string) string { return s }),
		load: func(_ *run, parents []any, a args) (loaded, error) {
			style := citation.Style(a.str("style"))
			out := loaded{one: make([]any, len(parents)), errs: make([]error, len(parents))}
			for i, p := range parents {
				found, err := item(p)
				out.one[i], out.errs[i] = found.Text(style), err
			}
			return out, nil
		},
	}
}

func reportCitationField() *field {
	return referenceField("citation", "The reference for a list of literature. What is not recorded, such as an author or a year, is left out of it.", func(p any) (citation.Item, error) {
		return citation.Report(p.(*graph.Report)), nil
	})
}

func releaseCitationField() *field {
	return referenceField("citation", "The reference of the dataset in the state of this release.", func(p any) (citation.Item, error) {
		return citation.Release(*p.(*graph.Info)), nil
	})
}

// resultCitation is what stands behind ResultCitation: an answer with its release.
type resultCitation struct {
	info      graph.Info
	permalink string
	item      citation.Item
	err       error // why there is no permalink
}

// citationField cites the answer to a question; asked gives the arguments of a
// parent after coercion.
func citationField(c *citable, asked func(parent any) map[string]any) *field {
	return &field{
		name: "citation", typ: "ResultCitation!", doc: "How to cite this answer, so that readers of the citation get the same numbers.",
		load: func(r *run, parents []any, _ args) (loaded, error) {
			info, err := r.graph.Info(r.ctx)
			if err != nil {
				return loaded{}, err
			}
			frame, err := r.graph.Frame(r.ctx)
			if err != nil {
				return loaded{}, err
			}
			out := loaded{one: make([]any, len(parents))}
			for i, p := range parents {
				out.one[i] = cite(c, info, frame, asked(p), r.publicURL)
			}
			return out, nil
		},
	}
}

// cite makes the citation of an answer. Its permalink names the phase model by its
// key, also where the default was asked for or an id was given.
func cite(c *citable, info graph.Info, frame *graph.Frame, asked map[string]any, publicURL string) *resultCitation {
	values := make(map[string]any, len(asked)+1)
	for name, v := range asked {
		values[name] = v
	}
	named, _ := values["phaseModel"].(string)
	if m, err := frame.ModelOrDefault(named); err == nil {
		values["phaseModel"] = m.Key
	}
	path := c.link(info, values).String()
	out := &resultCitation{info: info, permalink: publicURL + path}
	if len(path) > MaxPermalink {
		out.err = graph.Errorf("citation", graph.Limit, "The permalink of this answer would have %d bytes, and a server takes at most %d: shorten the filter, for example by asking for a level or a phase in place of a list of keys.", len(path), MaxPermalink)
		return out
	}
	digest := sha256.Sum256([]byte(path))
	out.item = citation.Result(info, citation.Answer{
		Kind: c.kind, Title: c.title(values), Filter: canonicalFilter(c, values), Permalink: out.permalink, Digest: hex.EncodeToString(digest[:4]),
	})
	return out
}

func canonicalFilter(c *citable, values map[string]any) string {
	at := slices.IndexFunc(c.arguments, func(a citedArgument) bool { return a.name == "where" })
	return c.arguments[at].write(values["where"])
}

func citationObjects() []*object {
	type C = *resultCitation
	return []*object{
		{name: "ResultCitation", doc: "How to cite an answer: the release, what its content is, and the address that brings the same answer back, as the same bytes from every server that holds the release.", fields: []*field{
			{name: "release", typ: "String!", doc: "Version of the release that was asked.", leaf: stringLeaf(func(c C) string { return c.info.Release.Version })},
			{name: "hash", typ: "String!", doc: "SHA-256 of the release's canonical content, as Release.hash.", leaf: stringLeaf(func(c C) string { return c.info.Hash })},
			{name: "permalink", typ: "String!", doc: "Address of the answer, with every argument in it, also those left at their default: a path where the server does not know its own public address. It brings the whole table, whatever was asked for here.",
				leaf: stringLeaf(func(s string) string { return s }),
				load: func(_ *run, parents []any, _ args) (loaded, error) {
					out := loaded{one: make([]any, len(parents)), errs: make([]error, len(parents))}
					for i, p := range parents {
						out.one[i], out.errs[i] = p.(C).permalink, p.(C).err
					}
					return out, nil
				}},
			referenceField("text", "The reference for a list of literature: a part of the dataset, with the permalink.", func(p any) (citation.Item, error) {
				return p.(C).item, p.(C).err
			}),
		}},
	}
}
