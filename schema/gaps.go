package schema

import (
	"cmp"
	"strconv"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/evidence/literature"
	"github.com/exitgraph/exitgraph/graph"
)

// gap is a gap of one question.
type gap struct {
	evidence.Gap
	cell
	filter string // asked for, as nextQuery writes it; empty for none
}

// gapWeight is the weight of a field that tells gaps, which count up to ten times.
const gapWeight = 10 * countWeight

func gapsField() *field {
	return &field{
		name: "gaps", typ: "[Gap!]!", size: matrixSize, weight: gapWeight,
		doc: "The cells of a table that are empty or thin, row by row, and what kind of gap each is. Rows and columns that speak of missing values (NOT_REPORTED, NOT_EXTRACTED, NOT_APPLICABLE) are left out; findings in phases of other models enter through EXACT and CLOSE mappings. An amount of evidence is no judgement of it: a thin cell may hold a good study.",
		args: []argument{
			{"rows", "EvidenceDimension", "Dimension of the rows. STUDY, REPORT and properties of findings (VALENCE, EXTRACTION_BASIS, CONFIDENCE and the like) have no gaps that a study could fill.", "FACTOR"},
			{"columns", "EvidenceDimension", "Dimension of the columns, another than that of the rows.", "PHASE"},
			phaseModelArg, whereArg,
			{"kinds", "[GapKind!]", "Only gaps that have one of these kinds, each with all its kinds; all gaps when it is not given or empty.", nil},
			{"row", "String", "Only gaps of the row with this key, as DimensionValue.key gives it; none where there is no such row. All rows when it is not given or empty.", nil},
		},
		load: func(r *run, _ []any, a args) (loaded, error) {
			asked := evidence.GapsAsked{Kinds: gapKinds(a.strs("kinds")), Row: a.str("row"), Missing: a.asks("notReported") || a.asks("notExtracted")}
			switch {
			case a.asks("kinds"):
				asked.Told = evidence.AllGapKinds
			case a.asks("nextQuery"):
				asked.Told = evidence.GapKindSet(evidence.NotPlacedInAPhase)
			}
			m, gaps, err := evidence.Gaps(r.ctx, r.graph, evidence.GapQuery{
				Rows: dimension(cmp.Or(a.str("rows"), "FACTOR")), Columns: dimension(cmp.Or(a.str("columns"), "PHASE")),
				Model: a.str("phaseModel"), Where: a.where(graph.KindFinding), Units: a.units("counts"), GapsAsked: asked,
			})
			if err != nil {
				return loaded{}, err
			}
			filter := ""
			if a.asks("nextQuery") {
				if filter, err = repeatedFilter(a.object("where")); err != nil {
					return loaded{}, err
				}
			}
			made, list := make([]gap, len(gaps)), make([]any, len(gaps))
			for i := range gaps {
				made[i] = gap{gaps[i], cell{m, gaps[i].Cell}, filter}
				list[i] = &made[i]
			}
			return loaded{many: [][]any{list}}, nil
		},
	}
}

func gapKinds(names []string) evidence.GapKinds {
	var out evidence.GapKinds
	for _, k := range evidence.GapKindModels() {
		for _, name := range names {
			if k.Name == name {
				out |= evidence.GapKindSet(k.Kind)
			}
		}
	}
	return out
}

func gapObjects() []*object {
	type G = *gap
	dimensions := func(get func(G) evidence.Dimensions) *leaf {
		return stringsLeaf(func(g G) []string {
			var out []string
			for _, d := range get(g).List() {
				out = append(out, d.String())
			}
			return out
		})
	}
	return []*object{{name: "Gap", doc: "A cell of a table that is empty or thin.", fields: []*field{
		{name: "row", typ: "DimensionValue!", doc: "Head of the row.", direct: shared(func(g G) any { return g.row() }, func(G) int { return 0 })},
		{name: "column", typ: "DimensionValue!", doc: "Head of the column.", direct: shared(func(g G) any { return g.column() }, func(g G) int { return g.columnAt() })},
		{name: "kinds", typ: "[GapKind!]!", doc: "Why it is a gap: all kinds that hold, in the order of the contract.", leaf: stringsLeaf(func(g G) []string { return g.Kinds.Names() })},
		{name: "counts", typ: "EvidenceCounts!", doc: "How much evidence there is; none in an empty cell.", direct: countsOfCell(func(g G) (*evidence.Matrix, int) { return g.m, g.at })},
		{name: "notReported", typ: "[EvidenceDimension!]!", doc: "Dimensions on which sources behind the gap do not say anything, so that the gap may lie in reporting. In an empty cell: dimensions of the axes; evidence may hide at their value NOT_REPORTED. Else: those of design, country, language and life stage of which it cannot be told whether all evidence comes from one.", leaf: dimensions(func(g G) evidence.Dimensions { return g.NotReported })},
		{name: "notExtracted", typ: "[EvidenceDimension!]!", doc: "The same for sources of which not enough was read to know, or that have no value: the gap may lie in reading, not in research.", leaf: dimensions(func(g G) evidence.Dimensions { return g.NotExtracted })},
		{name: "nextQuery", typ: "String!", doc: "What to ask next. In an empty cell: a search for literature databases. In a thin one: a GraphQL document that lists the findings in it. Where findings stand in no phase (NOT_PLACED_IN_A_PHASE): a document that lists those, to be read again. Documents repeat the filter, which may be " + strconv.Itoa(maxRepeatedFilter) + " bytes long there.", leaf: lazyLeaf(), load: loadSearched((*gap).nextQuery)},
		{name: "literatureSearch", typ: "String!", doc: "A search for literature databases that could fill the cell, whatever its kinds: words of the subject, of leaving and of both values, in English and Italian. A start and no validated strategy: it has no subject headings, few abstracts hold the words of a phase, and without its last group it finds more. A language or a year is no word in it: set the filter of the database. It knows nothing of the filter.", leaf: lazyLeaf(), load: loadSearched((*gap).literatureSearch)},
	}}}
}

// lazyText is a text that is made when the answer is written: together, those of all
// gaps may be far longer than an answer is allowed to be.
type lazyText func() string

func lazyLeaf() *leaf { return stringLeaf(func(t lazyText) string { return t() }) }

// searched are the search terms of the rows and columns of gaps.
type searched map[*evidence.Value]literature.Words

// loadSearched makes the texts of many gaps, which speak of what to search for.
func loadSearched(text func(g *gap, words searched) string) loadFunc {
	return func(r *run, parents []any, _ args) (loaded, error) {
		words, err := searchWords(r, parents)
		if err != nil {
			return loaded{}, err
		}
		out := loaded{one: make([]any, len(parents))}
		for i, p := range parents {
			g := p.(*gap)
			out.one[i] = lazyText(func() string { return text(g, words) })
		}
		return out, nil
	}
}

// nextQuery tells what would close the gap, or bring it nearer.
func (g *gap) nextQuery(words searched) string {
	switch {
	case !g.Kinds.Has(evidence.NoEvidence):
		return cellDocument(g.filter, g.row(), g.column())
	case !g.Kinds.Has(evidence.NotPlacedInAPhase):
		return g.literatureSearch(words)
	case g.row().Dimension == graph.DimPhase:
		return unplacedDocument(g.filter, g.column(), g.m.Rows)
	default:
		return unplacedDocument(g.filter, g.row(), g.m.Columns)
	}
}

func (g *gap) literatureSearch(words searched) string {
	return literature.Search(words[g.row()], words[g.column()])
}

// searchWords gives the search terms of the rows and columns of gaps.
func searchWords(r *run, gaps []any) (searched, error) {
	var values []any
	out := searched{}
	for _, p := range gaps {
		g := p.(*gap)
		for _, v := range []*evidence.Value{g.row(), g.column()} {
			if _, known := out[v]; !known {
				out[v] = ""
				values = append(values, v)
			}
		}
	}
	nodes, err := valueNodes(r, values)
	if err != nil {
		return nil, err
	}
	for i, v := range values {
		v := v.(*evidence.Value)
		sought := literature.Sought{Value: *v}
		switch n := nodes[i].(type) {
		case *graph.Factor:
			sought.Name = n.Label
		case *graph.Phase:
			sought.Name = n.Label
		}
		out[v] = literature.WordsOf(sought)
	}
	return out, nil
}

// loadCellGaps tells the gaps of many cells, matrix by matrix.
func loadCellGaps(r *run, parents []any, _ args) (loaded, error) {
	out := loaded{one: make([]any, len(parents))}
	err := bySource(parents, matrixOfCell, func(m *evidence.Matrix, of []*cell, places []int) error {
		kinds, err := m.GapsByCell(r.ctx, r.graph)
		if err != nil {
			return err
		}
		for j, i := range places {
			out.one[i] = kinds[of[j].at].Names()
		}
		return nil
	})
	return out, err
}
