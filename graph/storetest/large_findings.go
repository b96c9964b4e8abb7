package storetest

import (
	"math/rand/v2"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

var (
	valences = []share[graph.Valence]{
		{graph.Facilitating, 46}, {graph.Hindering, 33}, {graph.Ambivalent, 8}, {graph.Unsigned, 13},
	}
	confidences = []share[graph.Confidence]{{"HIGH", 50}, {"MEDIUM", 44}, {"LOW", 6}}
)

func newLarge(seed int64, size LargeSize) *large {
	w := &large{
		LargeSize: size, seed: uint64(seed) * 0xd1342543de82ef95,
		countries: Countries[:min(len(Countries), max(size.Studies/50, 1))],
		protos:    map[graph.Kind]graph.Record{}, dice: newDice(), others: newDice(),
		english: vocabulary(seed, "bcdfghlmnprstvw", 0), romance: vocabulary(seed, "bcdfglmnprstvz", 1),
	}
	if size.Reviews > 0 {
		// A review includes a fiftieth of the studies, at most 500.
		each := min(max(float64(size.Studies)/50, 1), 500)
		w.inclusions = each * float64(size.Reviews) / float64(size.Studies)
	}
	if size.Factors > 0 {
		w.factors = rand.NewZipf(w.dice.Rand, 1.2, 1, uint64(size.Factors-1))
	}
	w.words = rand.NewZipf(w.dice.Rand, 1.1, 3, uint64(len(w.english)-1))
	for _, k := range graph.Kinds() {
		r := graph.ModelOf(k).New()
		for _, f := range graph.ModelOf(k).Fields {
			if f.Required && !f.Derived {
				fillOne(f, r)
			}
		}
		w.protos[k] = r
	}
	return w
}

// fillOne writes the first value that a required field may have.
func fillOne(f *graph.Field, r graph.Record) {
	switch f.Type {
	case graph.TypeEnum:
		f.SetStr(r, f.Allowed()[0])
	case graph.TypeString:
		f.SetStr(r, value(random(1), f))
	case graph.TypeStrings:
		f.SetList(r, []string{value(random(1), f)})
	case graph.TypeText:
		f.SetText(r, graph.Text{{Lang: "en", Value: "A statement in our own words."}})
	case graph.TypeInt:
		f.SetInt(r, max(f.Min, 1))
	}
}

func (w *large) model(int) graph.Record {
	m := *w.protos[graph.KindPhaseModel].(*graph.PhaseModel)
	m.Key, m.IsDefault = "model", true
	return &m
}

func (w *large) phase(i int) graph.Record {
	p := *w.protos[graph.KindPhase].(*graph.Phase)
	p.Key, p.Model, p.Position = name("phase-", i), "model", i+1
	p.Label = graph.Text{{Lang: "en", Value: name("Phase ", i+1)}}
	return &p
}

func (w *large) factor(i int) graph.Record {
	f := *w.protos[graph.KindFactor].(*graph.Factor)
	f.Key, f.Level = name("factor-", i), graph.FactorLevel(graph.VocabFactorLevel.Values[i%4].Name)
	f.Label = graph.Text{{Lang: "en", Value: name("Factor ", i)}, {Lang: "it", Value: name("Fattore ", i)}}
	f.Definition = graph.Text{{Lang: "en", Value: w.sentence(w.english, 60)}, {Lang: "it", Value: w.sentence(w.romance, 66)}}
	return &f
}

func (w *large) finding(i int) graph.Record {
	f := *w.protos[graph.KindFinding].(*graph.Finding)
	d := w.dice
	study := d.skewed(w.Studies, 1.3)
	f.Key, f.Study, f.Report = name("finding-", i), name("study-", study), name("report-", study)
	f.Factor = name("factor-", int(w.factors.Uint64()))
	f.Status, f.Valence, f.ValenceBasis = graph.Current, among(d, valences), "STATED"
	if f.Valence == graph.Unsigned {
		f.ValenceBasis = "NOT_STATED"
	}
	f.FactorState = graph.Presence
	if d.chance(10) {
		f.FactorState = graph.Absence
	}
	f.Phase, f.PhaseBasis = "", graph.PhaseNotReported
	if w.Phases > 0 && !d.chance(33) {
		f.Phase, f.PhaseBasis = name("phase-", d.skewed(w.Phases, 1.5)), "STATED"
	}
	f.Locator, f.ExtractionBasis, f.Confidence = "Abstract", "ABSTRACT", among(d, confidences)
	if included := w.includedIn(study); len(included) > 0 && d.chance(25) {
		f.Report = name("review-", included[d.IntN(len(included))])
		f.Locator, f.ExtractionBasis = "Results", "SECONDARY_REVIEW"
	}
	switch n := d.IntN(100); {
	case n < 2:
		f.Status = graph.Withdrawn
	case n < 6:
		f.Samples = []string{name("sample-", study)}
	}
	f.Summary = graph.Text{
		{Lang: "en", Value: w.sentence(w.english, 58) + ", in our own words."},
		{Lang: "it", Value: w.sentence(w.romance, 75) + ", con parole nostre."},
	}
	if d.chance(38) {
		f.Notes = w.sentence(w.english, 60)
	}
	return &f
}

// sentence strings words together until they have about so many letters.
func (w *large) sentence(words []string, letters int) string {
	var b strings.Builder
	b.Grow(letters + 12)
	for b.Len() < letters {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.word(words))
	}
	return b.String()
}

func (w *large) word(words []string) string { return words[w.words.Uint64()] }

// vocabulary makes the words of a language that nobody speaks: the first ones short,
// since they come most often, and some with an accent.
func vocabulary(seed int64, consonants string, language int) []string {
	const size = 5000
	g := random(seed + int64(language))
	vowels := []string{"a", "e", "i", "o", "u", "a", "e", "i", "o", "à"}
	seen := map[string]bool{}
	out := make([]string, 0, size)
	for len(out) < size {
		var b strings.Builder
		for range 1 + min(len(out)/20, 1) + g.IntN(3) {
			b.WriteByte(consonants[g.IntN(len(consonants))])
			b.WriteString(pick(g, vowels))
		}
		if word := b.String(); !seen[word] {
			seen[word] = true
			out = append(out, word)
		}
	}
	return out
}
