package storetest

import (
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/exitgraph/exitgraph/graph"
)

// LargeSize says how large a world for benchmarks is. Each study has a report and a
// sample of its own; there is one model of leaving. Without reviews no study is
// included in one.
type LargeSize struct {
	Studies, Factors, Phases, Findings, Reviews int
}

// Million is the size at which the goals for counting are set.
var Million = LargeSize{Studies: 50_000, Factors: 2_000, Phases: 24, Findings: 1_000_000}

// SizeOf says how large a world with so many findings is when it grows as the
// literature does: 20 findings for each study, up to 2,000 factors, 24 phases and 100
// reviews, fewer where there are few studies.
func SizeOf(findings int) LargeSize {
	studies := max(findings/20, 1)
	return LargeSize{Studies: studies, Factors: min(2_000, studies), Phases: 24, Findings: findings, Reviews: min(100, studies/5)}
}

// Countries are the codes of countries where large worlds have studies, by their
// place: the later, the more often.
var Countries = []string{
	"NL",
	"AL", "AR", "AT", "AU", "BA", "BD", "BE", "BG", "BO", "BR", "CA", "CH", "CI", "CL", "CM", "CN", "CO", "CY", "CZ", "DE",
	"DK", "EC", "EE", "EG", "ES", "ET", "FI", "FR", "GB", "GE", "GH", "GR", "HR", "HU", "ID", "IE", "IL", "IT", "JP", "KE",
	"KH", "KR", "LA", "LT", "LV", "MD", "MX", "NG", "NO", "PE", "PH", "PL", "PT", "RO", "RS", "SE", "NP", "IN", "US",
}

// GenerateLarge holds the records of Large in a list.
func GenerateLarge(seed int64, size LargeSize) []graph.Record {
	out := make([]graph.Record, 0, size.Findings+5*size.Studies+size.Factors+size.Phases+size.Reviews+1)
	return slices.AppendSeq(out, Large(seed, size))
}

// Large hands over a world for benchmarks, record by record in the order of Scan:
// valid, the same for the same seed and size, and as uneven as the data that the
// product was made for. It holds none of it, so that 10^7 findings take no more
// memory than ten; a million take about three seconds.
//
// Factors follow a Zipf law of 1.2, so that one of them has about a fifth of the
// findings. Some studies have ten times as many findings as others, a third of the
// findings have no phase, and most settings are not extracted. A quarter of the
// findings about studies that a review includes were read in the review. Two in a
// hundred findings were withdrawn; four name samples of their own. All texts have
// the length of real ones, and words as skewed as those of a language.
func Large(seed int64, size LargeSize) iter.Seq[graph.Record] {
	return func(yield func(graph.Record) bool) {
		w := newLarge(seed, size)
		for _, k := range graph.Kinds() {
			for r := range w.ofKind(k) {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// large makes the records of a world, each from numbers of its own: what a record
// holds hangs on seed, kind and place alone, so that any other record may ask for it.
type large struct {
	LargeSize
	seed      uint64
	countries []string
	protos    map[graph.Kind]graph.Record // what all records of a kind share

	dice, others     *dice // of the record that is made; of one that it asks about
	factors, words   *rand.Zipf
	english, romance []string
	inclusions       float64 // how many reviews include a study on average
	reviewsOf        []int   // of the study that includedIn was asked about last
}

// dice are numbers that can be begun anew at any record.
type dice struct {
	*rand.Rand
	pcg *rand.PCG
}

func newDice() *dice {
	pcg := rand.NewPCG(0, 0)
	return &dice{Rand: rand.New(pcg), pcg: pcg}
}

func (d *dice) at(seed uint64, k graph.Kind, i int) *dice {
	d.pcg.Seed(seed^uint64(k)<<56, uint64(i)*0x9e3779b97f4a7c15)
	return d
}

// chance is true in p of a hundred cases.
func (d *dice) chance(p int) bool { return d.IntN(100) < p }

// skewed picks a place below n, the first ones more often: twice the power is about
// twice the skew, and 1 is none.
func (d *dice) skewed(n int, power float64) int {
	return min(int(float64(n)*math.Pow(d.Float64(), power)), n-1)
}

// share is a value and how many of a hundred have it.
type share[T ~string] struct {
	value T
	of    int
}

// among picks a value by the shares, which make a hundred.
func among[T ~string](d *dice, shares []share[T]) T {
	n := d.IntN(100)
	for _, s := range shares {
		if n -= s.of; n < 0 {
			return s.value
		}
	}
	return shares[len(shares)-1].value
}

func name(kind string, i int) string { return kind + strconv.Itoa(i) }

// inKeyOrder counts the numbers below n in the order of their decimal digits.
func inKeyOrder(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		var from func(at int) bool
		from = func(at int) bool {
			if at >= n {
				return true
			}
			if !yield(at) {
				return false
			}
			for digit := 0; digit < 10 && at > 0; digit++ {
				if !from(10*at + digit) {
					return false
				}
			}
			return true
		}
		for first := range 10 {
			if !from(first) {
				return
			}
		}
	}
}

// ofKind makes the records of a kind in the order of their keys.
func (w *large) ofKind(k graph.Kind) iter.Seq[graph.Record] {
	each := func(n int, made func(int) graph.Record) iter.Seq[graph.Record] {
		return func(yield func(graph.Record) bool) {
			for i := range inKeyOrder(n) {
				w.dice.at(w.seed, k, i)
				if !yield(made(i)) {
					return
				}
			}
		}
	}
	switch k {
	case graph.KindStudy:
		return each(w.Studies, w.study)
	case graph.KindReport:
		return func(yield func(graph.Record) bool) {
			each(w.Studies, w.report)(yield)
			each(w.Reviews, w.review)(yield)
		}
	case graph.KindSample:
		return each(w.Studies, w.sample)
	case graph.KindFactor:
		return each(w.Factors, w.factor)
	case graph.KindPhaseModel:
		return each(1, w.model)
	case graph.KindPhase:
		return each(w.Phases, w.phase)
	case graph.KindFinding:
		return each(w.Findings, w.finding)
	case graph.KindStudyReport:
		return w.links
	}
	return func(func(graph.Record) bool) {}
}
