package columns

import (
	"context"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/exitgraph/exitgraph/graph"
)

// Findings are some findings as numbers, in the order of Scan: of the kind that there is
// most of, a store may hand over what counting needs without a record for each. The
// i-th of each list is that of the i-th finding.
type Findings struct {
	Keys []string
	// Places holds, for each of FindingReferences, the place of the record within its
	// kind, in the order of keys; NoPlace where none is named, or one that is not there.
	Places [][]int32
	// Codes holds, for each of FindingEnums, the place of the value in its vocabulary;
	// NoCode for none.
	Codes [][]uint8
	// Rare holds the other references, to several records or to findings, which few
	// findings have, in the order of findings.
	Rare []Reference
}

// Reference is what a finding refers to by key.
type Reference struct {
	Finding int // its place among Findings.Keys
	Field   *graph.Field
	Keys    []string
}

// What stands where a finding has no value.
const (
	NoPlace = noID
	NoCode  = noCode
)

// FindingStreamer is a Streamer that hands findings over as numbers. keys gives the keys
// of a kind that comes before findings, in order. What it hands over is good until the
// next.
type FindingStreamer interface {
	Streamer
	StreamFindings(ctx context.Context, keys func(graph.Kind) []string) iter.Seq2[*Findings, error]
}

// FindingReferences lists the references of a finding to one record of a kind that comes
// before findings.
func FindingReferences() []*graph.Field {
	return findingFields(func(f *graph.Field) bool {
		return f.Type == graph.TypeRef && f.Target != 0 && f.Target < graph.KindFinding
	})
}

// FindingEnums lists the fields of a finding that hold a value of a closed vocabulary
// and are not worked out from others.
func FindingEnums() []*graph.Field {
	return findingFields(func(f *graph.Field) bool { return f.Type == graph.TypeEnum && !f.Derived })
}

func findingFields(are func(*graph.Field) bool) []*graph.Field {
	return slices.DeleteFunc(slices.Clone(graph.ModelOf(graph.KindFinding).Fields), func(f *graph.Field) bool { return !are(f) })
}

// Keys gives the keys of a kind in order. It ends the kind: none of its records may come
// afterwards.
func (b *Builder) Keys(k graph.Kind) []string {
	for b.kind <= k {
		b.next()
	}
	all := &b.x.keys[k]
	out, start := make([]string, len(all.ends)), uint32(0)
	for i, end := range all.ends {
		out[i] = all.text[start:end]
		start = end
	}
	return out
}

// AddFindings takes the next findings, in the order of Scan, in place of Add: all
// findings come by the one or by the other. What is in no list of theirs is not held: of
// their words, the columns have none.
func (b *Builder) AddFindings(all *Findings) error {
	for b.kind < graph.KindFinding {
		b.next()
	}
	for _, key := range all.Keys {
		if b.kind != graph.KindFinding || key <= b.last {
			return graph.Errorf("columns", graph.Internal, "Finding %q came after %s %q: findings must come in the order of Scan.", key, b.kind, b.last)
		}
		b.last = key
	}
	b.last = strings.Clone(b.last)
	b.addKeys(all.Keys)
	for i, f := range FindingReferences() {
		to, first := &b.x.refs[f].toTargets, b.x.base[f.Target]
		to.first = b.x.base[graph.KindFinding]
		for _, place := range all.Places[i] {
			if place != NoPlace {
				place += first
			}
			to.to = append(to.to, place)
		}
		b.bytes += 4 * len(all.Keys)
	}
	for i, f := range FindingEnums() {
		c := b.x.cols[f]
		c.codes = append(c.codes, all.Codes[i]...)
		b.bytes += len(all.Keys)
	}
	b.addRare(all)
	b.work(all)
	b.n += int32(len(all.Keys))
	return nil
}

func (b *Builder) addKeys(all []string) {
	keys := &b.x.keys[graph.KindFinding]
	if len(keys.ends) == 0 && len(all) > 0 {
		letters := 0 // of keys, which are about as long as those to come
		for _, key := range all {
			letters += len(key)
		}
		b.letters = slices.Grow(b.letters, letters*b.expected/len(all))
	}
	for _, key := range all {
		b.letters = append(b.letters, key...)
		keys.ends = append(keys.ends, uint32(len(b.letters)))
		b.bytes += len(key) + 4
	}
}

// addRare takes the references that few findings have.
func (b *Builder) addRare(all *Findings) {
	for _, f := range graph.ModelOf(graph.KindFinding).Fields {
		switch {
		case f.Type == graph.TypeRefs && f.Target < graph.KindFinding:
			b.addLists(f, all)
		case f.Type == graph.TypeRef && f.Target == graph.KindFinding:
			p := b.later[f]
			for _, r := range all.Rare {
				if r.Field == f {
					b.x.refs[f].see(r.Keys)
					p.place, p.keys = append(p.place, p.count+int32(r.Finding)), append(p.keys, r.Keys)
					b.bytes += 64 * len(r.Keys)
				}
			}
			p.count += int32(len(all.Keys))
			b.bytes += 4 * len(all.Keys)
		}
	}
}

func (b *Builder) addLists(f *graph.Field, all *Findings) {
	to, rest := &b.x.refs[f].toTargets, all.Rare
	to.first = b.x.base[graph.KindFinding]
	if to.from == nil {
		to.from = []int32{0}
	}
	for i := range all.Keys {
		start := len(to.to)
		for ; len(rest) > 0 && rest[0].Finding <= i; rest = rest[1:] {
			if rest[0].Field != f {
				continue
			}
			b.x.refs[f].see(rest[0].Keys)
			for _, key := range rest[0].Keys {
				if id, ok := b.at[f.Target][key]; ok {
					to.to = append(to.to, id)
				}
			}
		}
		if len(to.to) > start+1 {
			slices.Sort(to.to[start:])
			to.to = to.to[:start+len(slices.Compact(to.to[start:]))]
		}
		to.from = append(to.from, int32(len(to.to)))
		b.bytes += 4 + 4*(len(to.to)-start)
	}
}

// work fills the columns that are worked out from others, and marks those that are not
// held.
func (b *Builder) work(all *Findings) {
	codes := map[string][]uint8{}
	for i, f := range FindingEnums() {
		codes[f.Name] = all.Codes[i]
	}
	for _, f := range graph.ModelOf(graph.KindFinding).Fields {
		c := b.x.cols[f]
		switch {
		case f.Name == "factorValence":
			turned := turnedValences() // of state and valence
			for i, valence := range codes["valence"] {
				c.codes = append(c.codes, turned[codes["factorState"][i]][valence])
			}
			b.bytes += len(all.Keys)
		case f.Name == "samplesNamed":
			start := len(c.nums)
			c.nums = append(c.nums, make([]int32, len(all.Keys))...)
			for _, r := range all.Rare {
				if r.Field.Name == "ownSamples" && len(r.Keys) > 0 {
					c.nums[start+r.Finding] = 1
				}
			}
			b.bytes += 4 * len(all.Keys)
		case f.Type == graph.TypeString, f.Type == graph.TypeStrings, f.Type == graph.TypeText:
			c.missing = true
		}
	}
}

// turnedValences gives the valence of a factor by the codes of state and valence as
// reported.
var turnedValences = sync.OnceValue(func() *[noCode + 1][noCode + 1]uint8 {
	m, turned := graph.ModelOf(graph.KindFinding), &[noCode + 1][noCode + 1]uint8{}
	name := func(f *graph.Field, code int) string {
		if code < len(f.Vocabulary.Values) {
			return f.Vocabulary.Values[code].Name
		}
		return ""
	}
	coder := newCoder(m.Field("factorValence"))
	for state := range turned {
		for valence := range turned[state] {
			f := graph.Finding{
				FactorState: graph.FactorState(name(m.Field("factorState"), state)),
				Valence:     graph.Valence(name(m.Field("valence"), valence)),
			}
			turned[state][valence] = coder.code(string(f.FactorValence()))
		}
	}
	return turned
})
