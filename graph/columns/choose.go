package columns

import (
	"context"
	"math/bits"
	"slices"

	"github.com/exitgraph/exitgraph/graph"
)

// run is a run of rows, which may go over several clusters.
type run struct {
	from, to int32
	cluster  int32 // of the first row
}

// chosen are the rows that a filter chooses, in order. They may be shared.
type chosen struct {
	runs []run
	n    int // how many rows

	studies int32 // how many have rows here, where whole

	// whole says that of each cluster all rows are chosen, or all that stand, or none.
	whole bool
}

// each visits the rows.
func (c *chosen) each(visit func(row int32)) {
	for _, run := range c.runs {
		for row := run.from; row < run.to; row++ {
			visit(row)
		}
	}
}

// add puts rows at the end.
func (c *chosen) add(from, to, cluster int32) {
	if from == to {
		return
	}
	c.n += int(to - from)
	if n := len(c.runs); n > 0 && c.runs[n-1].to == from {
		c.runs[n-1].to = to
		return
	}
	c.runs = append(c.runs, run{from, to, cluster})
}

// parts are what a filter over findings asks, sorted by how it is answered.
type parts struct {
	stands   bool         // only findings that stand
	clusters bitset       // of clusters, each as a whole; nil for all
	samples  bitset       // the same, but not for findings that name samples of their own
	named    graph.Filter // what samples stands for, asked of these findings
	rest     graph.Filter // asked of each finding
	none     bool

	conditions int       // asked of findings, beside that they stand
	only       attribute // the last of them, where it asks for one value
}

// parts takes a filter over findings apart.
func (r *findingRows) parts(f graph.Filter) *parts {
	p := &parts{}
	p.sort(r, f)
	return p
}

// isPrepared says whether the answer is one to keep.
func (p *parts) isPrepared() bool {
	return p.isGeneral() || !p.none && p.conditions == 1 && p.only != attribute{}
}

// isGeneral says whether nothing is asked but that findings stand.
func (p *parts) isGeneral() bool {
	return !p.none && p.clusters == nil && p.samples == nil && p.rest == nil
}

// choose gives the rows of the findings that meet a filter.
func (r *findingRows) choose(ctx context.Context, p *parts) (*chosen, error) {
	out := &chosen{whole: true}
	switch {
	case p.none:
		return out, ctx.Err()
	case p.rest != nil:
		return r.chooseEach(ctx, p)
	case p.isGeneral() && p.stands:
		return r.standing.get(func() *chosen { return r.everyCluster(p) }), ctx.Err()
	case p.isGeneral():
		return r.every.get(func() *chosen { return r.everyCluster(p) }), ctx.Err()
	}
	own := r.ownClusters()
	if p.samples == nil || own == nil {
		r.chooseWhole(out, p, r.wanted(p))
		return out, ctx.Err()
	}
	return r.chooseEach(ctx, p)
}

// wanted gives the clusters that have what is asked of clusters.
func (r *findingRows) wanted(p *parts) bitset {
	set := p.clusters
	if set == nil {
		set = r.anyStudy()
		set.set(r.noStudy)
	}
	if p.samples != nil {
		set = slices.Clone(set)
		samples := p.samples
		if own := r.ownClusters(); own != nil {
			samples = slices.Clone(samples)
			samples.or(own)
		}
		set.and(samples)
	}
	return set
}

func (r *findingRows) everyCluster(p *parts) *chosen {
	all := &chosen{whole: true}
	r.chooseWhole(all, p, r.others(newBitset(r.sized())))
	all.runs = slices.Clone(all.runs) // which are few
	return all
}

// chooseWhole adds the rows of clusters, each as a whole.
func (r *findingRows) chooseWhole(out *chosen, p *parts, clusters bitset) {
	ends := r.from[1:]
	if p.stands {
		ends = r.upTo
	}
	runs := make([]run, 0, clusters.len())
	for at, word := range clusters {
		for ; word != 0; word &= word - 1 {
			c := int32(at<<6 + bits.TrailingZeros64(word))
			from, to := r.from[c], ends[c]
			if from == to {
				continue
			}
			out.n += int(to - from)
			if c != r.noStudy {
				out.studies++
			}
			if n := len(runs); n > 0 && runs[n-1].to == from {
				runs[n-1].to = to
			} else {
				runs = append(runs, run{from, to, c})
			}
		}
	}
	out.runs = runs
}

// chooseEach asks each finding of the clusters that are wanted, or of those that an
// index leads to, where these are fewer.
func (r *findingRows) chooseEach(ctx context.Context, p *parts) (*chosen, error) {
	all := &chosen{}
	wanted := r.wanted(p)
	r.chooseWhole(all, p, wanted)
	out, clusters := &chosen{}, r.clusters()
	meets := r.rowTest(p.rest)
	if p.samples != nil && r.ownClusters() != nil {
		meets = also(meets, r.sampleTest(p))
	}
	if src, ok := r.x.source(ctx, p.rest); ok && src.size*worthwhile < all.n {
		rows := slices.DeleteFunc(r.rowsOf(src.ids()), func(row int32) bool {
			c := clusters[row]
			return !wanted.has(c) || p.stands && row >= r.upTo[c] || !meets(row)
		})
		return r.chosenRows(rows), ctx.Err()
	}
	for _, run := range all.runs {
		for row := run.from; row < run.to; row++ {
			if row%breath == 0 && ctx.Err() != nil {
				return out, ctx.Err()
			}
			if meets(row) {
				out.add(row, row+1, clusters[row])
			}
		}
	}
	return out, ctx.Err()
}

// chosenRows makes runs of rows, which are sorted and distinct.
func (r *findingRows) chosenRows(rows []int32) *chosen {
	runs := 0
	for i, row := range rows {
		if i == 0 || rows[i-1]+1 != row {
			runs++
		}
	}
	out, clusters := &chosen{runs: make([]run, 0, runs)}, r.clusters()
	for _, row := range rows {
		out.add(row, row+1, clusters[row])
	}
	return out
}

// sampleTest asks what is asked of samples, of the findings that name their own;
// the others have what their cluster has.
func (r *findingRows) sampleTest(p *parts) rowTest {
	own := r.x.Along(graph.ModelOf(graph.KindFinding).Field("ownSamples"))
	clusters, cond := r.clusters(), r.x.Compile(p.named)
	return func(row int32) bool {
		if id := r.id[row]; len(own.Of(id)) > 0 {
			return cond.Holds(id)
		}
		return p.samples.has(clusters[row])
	}
}

// ownClusters gives the clusters with findings that name samples of their own; nil
// where there are none.
func (r *findingRows) ownClusters() bitset {
	r.ownOnce.Do(func() {
		own := r.x.Along(graph.ModelOf(graph.KindFinding).Field("ownSamples"))
		if r.ownSamples = own; len(own.to) == 0 {
			return
		}
		r.own = newBitset(r.sized())
		clusters, first := r.clusters(), r.x.base[graph.KindFinding]
		own.each(func(id, _ int32) { r.own.set(clusters[r.row[id-first]]) })
	})
	return r.own
}

// rowsOf gives the rows of ids, sorted and distinct, in a list of its own.
// Long lists are marked instead of being sorted.
func (r *findingRows) rowsOf(ids []int32) []int32 {
	first := r.x.base[graph.KindFinding]
	if len(ids) < max(64, len(r.id)/64) {
		out := make([]int32, len(ids))
		for i, id := range ids {
			out[i] = r.row[id-first]
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	marked := newBitset(int32(len(r.id)))
	for _, id := range ids {
		marked.set(r.row[id-first])
	}
	out := make([]int32, 0, marked.len())
	marked.each(func(row int32) { out = append(out, row) })
	return out
}
