package graph

import (
	"context"
	"strconv"
	"strings"
)

// Search asks for nodes by the words in their fields; see SearchQuery for what is
// a hit and for the order.
type Search struct {
	Query SearchQuery
	Kinds []Kind // of nodes, distinct; all kinds of nodes for none
	After *Place // hits strictly after it; nil for the first ones
	Limit int    // not negative
	Total bool   // whether Found.Total is wanted

	Reading Reading // Along is not brought
}

// Place is where a hit stands in the answer to a search: by rank, then by kind in
// the order of Kinds, then by key. Two hits never share a place.
type Place struct {
	Rank int
	Kind Kind
	Key  string
}

// Compare orders two places.
func (p Place) Compare(q Place) int { return p.position().Compare(q.position(), searchOrder) }

// searchOrder are the two values before the key, by which hits are ordered.
var searchOrder = make([]OrderTerm, 2)

func (p Place) position() Position {
	return Position{Values: []SortValue{{Num: p.Rank}, {Num: int(p.Kind)}}, Key: p.Key}
}

// Hit is a node that a search found.
type Hit struct {
	Record Record
	// Rank is 0 for the best hits; it depends on the record and the query alone.
	Rank int
	// Snippet shows where the words stand. Stores leave it empty, Graph fills it where
	// it is asked for.
	Snippet Snippet
}

// Place gives the hit's place.
func (h Hit) Place() Place { return Place{h.Rank, h.Record.RecordKind(), h.Record.RecordKey()} }

// Score is 1 for the best rank and falls towards 0: the order of the answer as a
// number. It says how well the words fit and nothing of the evidence.
func (h Hit) Score() float64 { return 1 / float64(1+h.Rank) }

// Found is a part of the answer to a search, in its order.
type Found struct {
	Hits        []Hit
	Total       int  // hits of the whole answer, where asked for
	HasPrevious bool // whether hits come before these
	HasNext     bool // whether hits come after these

	Brought Brought // nothing is brought along
}

// SearchArgs are the arguments of a search as callers write them.
type SearchArgs struct {
	Text  string   // see ParseSearch
	Kinds []Kind   // of nodes; all kinds of nodes for none
	Langs []string // BCP 47 tags; see SearchQuery
	Page  PageArgs // First and After only
	Total bool
	// Snippets says whether Hit.Snippet is wanted. Whole records are read for it.
	Snippets bool
}

// SearchList is a part of the answer to a search, with its cursors.
type SearchList struct {
	List
	Hits []Hit // one for each of the records of the list
}

// Search finds nodes by words, best hits first.
func (g *Graph) Search(ctx context.Context, args SearchArgs) (*SearchList, error) {
	query, err := ParseSearch(args.Text, args.Langs)
	if err != nil {
		return nil, err
	}
	w, fault := args.Page.window()
	if fault != nil {
		return nil, fault
	}
	q := Search{Query: query, Kinds: distinctKinds(args.Kinds), Limit: w.Limit, Total: args.Total}
	if !args.Snippets {
		q.Reading.Fields = g.reads.Fields
	}
	bound := scopeOf("search", query.String(), kindNames(q.Kinds))
	if args.Page.After != nil {
		p, fault := decodeCursor(*args.Page.After, bound, searchOrder)
		if fault != nil {
			return nil, fault
		}
		q.After = &Place{p.Values[0].Num, Kind(p.Values[1].Num), p.Key}
	}
	found, err := g.store.Search(ctx, q)
	if err != nil {
		return nil, err
	}
	g.count(len(found.Hits))
	out := &SearchList{Hits: found.Hits, List: List{
		Page:  Page{Total: found.Total, HasPrevious: found.HasPrevious, HasNext: found.HasNext},
		bound: bound, isSet: true,
	}}
	for i := range out.Hits {
		h := &out.Hits[i]
		if args.Snippets {
			h.Snippet = query.Snippet(h.Record)
		}
		out.Records = append(out.Records, h.Record)
		out.places = append(out.places, h.Place().position())
	}
	return out, nil
}

// distinctKinds puts kinds into the order of Kinds, each once; nil for all.
func distinctKinds(kinds []Kind) []Kind {
	asked := map[Kind]bool{}
	for _, k := range kinds {
		asked[k] = true
	}
	var out []Kind
	for _, k := range NodeKinds() {
		if asked[k] {
			out = append(out, k)
		}
	}
	if len(out) == len(NodeKinds()) {
		return nil
	}
	return out
}

func kindNames(kinds []Kind) string {
	var b strings.Builder
	for _, k := range kinds {
		b.WriteString(strconv.Itoa(int(k)) + " ")
	}
	return b.String()
}
