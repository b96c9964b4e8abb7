package evidence_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

func readinessOf(t testing.TB, g *graph.Graph, q evidence.ReadinessQuery) *evidence.Readiness {
	t.Helper()
	r, err := evidence.NewReadiness(context.Background(), g, q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// plainReadiness answers by going through the findings of a world one by one.
type plainReadiness struct {
	world *storetest.Naive
	frame *graph.Frame
}

// values are those of a finding on a dimension.
func (p plainReadiness) values(f *graph.Finding, d graph.Dimension) map[string]bool {
	out := map[string]bool{}
	if d == graph.DimPhase {
		axis := p.frame.PhaseAxis(p.frame.DefaultModel().Key, exactAndClose)
		for _, place := range axis.Place[f.Phase] {
			out[axis.Keys[place]] = true
		}
		return out
	}
	dim := graph.DimensionOf(d)
	holders := []graph.Record{f}
	for _, e := range dim.Path {
		var next []graph.Record
		for _, r := range holders {
			next = append(next, p.world.Targets(e, r)...)
		}
		holders = next
	}
	for _, r := range holders {
		switch {
		case dim.Field.Absent(r):
		case dim.Field.Type == graph.TypeStrings:
			for _, v := range dim.Field.List(r) {
				out[v] = true
			}
		case dim.Field.Type == graph.TypeInt:
			out[strconv.Itoa(dim.Field.Int(r))] = true
		default:
			out[dim.Field.Str(r)] = true
		}
	}
	return out
}

// studySets are sets of studies by something.
type studySets[K comparable] map[K]map[string]bool

func (s studySets[K]) note(at K, study string) {
	if s[at] == nil {
		s[at] = map[string]bool{}
	}
	s[at][study] = true
}

// answer is what evidence.NewReadiness should give; keys are those of the
// moderator, in axis order.
func (p plainReadiness) answer(q evidence.ReadinessQuery, keys []string) *evidence.Readiness {
	all, at := map[string]bool{}, studySets[string]{}
	var findings []*graph.Finding
	for _, r := range p.world.All(graph.KindFinding) {
		f := r.(*graph.Finding)
		if f.Study == "" || !graph.Match(p.world, matching(q.Where), f) {
			continue
		}
		findings = append(findings, f)
		all[f.Study] = true
		values := p.values(f, q.Moderator)
		for v := range values {
			at.note(v, f.Study)
		}
		if len(values) == 0 {
			at.note("NOT_EXTRACTED", f.Study)
		}
	}
	r := &evidence.Readiness{
		Moderator: q.Moderator, MinPerLevel: q.MinPerLevel, Studies: len(all),
		NotReported: len(at["NOT_REPORTED"]), NotExtracted: len(at["NOT_EXTRACTED"]), NotApplicable: len(at["NOT_APPLICABLE"]),
	}
	closed := graph.DimensionOf(q.Moderator).Field.Type == graph.TypeEnum || q.Moderator == graph.DimPhase
	for _, key := range keys {
		if !missing(key) && (closed || len(at[key]) > 0) {
			r.Levels = append(r.Levels, evidence.Level{Value: evidence.Value{Dimension: q.Moderator, Key: key}, Studies: len(at[key])})
		}
	}
	for _, d := range []graph.Dimension{
		graph.DimDesign, graph.DimTraffickingScope, graph.DimSetting, graph.DimLifeStage, graph.DimEntryStage,
		graph.DimCountry, graph.DimCountryOfOrigin, graph.DimLanguage, graph.DimInformant, graph.DimDefinitionScope,
	} {
		if pairs := p.pairs(findings, q.Moderator, d, keys); d != q.Moderator && pairs != nil {
			r.Confounded = append(r.Confounded, evidence.Confounding{With: d, Pairs: pairs})
		}
	}
	r.Dependence = p.dependence(slices.Sorted(maps.Keys(all)))
	return r
}

// pairs are those of two dimensions that go one to one; nil where they do not.
func (p plainReadiness) pairs(findings []*graph.Finding, a, b graph.Dimension, keys []string) []evidence.Pair {
	together, levels, others := studySets[[2]string]{}, map[string]string{}, map[string]bool{}
	for _, f := range findings {
		for x := range p.values(f, a) {
			for y := range p.values(f, b) {
				if !missing(x) && !missing(y) {
					together.note([2]string{x, y}, f.Study)
					levels[x], others[y] = y, true
				}
			}
		}
	}
	if len(levels) < 2 || len(levels) != len(together) || len(others) != len(together) {
		return nil
	}
	var out []evidence.Pair
	for _, key := range keys {
		if other, ok := levels[key]; ok {
			out = append(out, evidence.Pair{Level: key, Other: other, Studies: len(together[[2]string{key, other}])})
		}
	}
	return out
}

// dependence compares each study with each, and follows what hangs together.
func (p plainReadiness) dependence(studies []string) evidence.Dependence {
	samples := map[string][]*graph.Sample{}
	for _, r := range p.world.All(graph.KindSample) {
		for _, study := range r.(*graph.Sample).Studies {
			samples[study] = append(samples[study], r.(*graph.Sample))
		}
	}
	linked := func(a, b string) bool {
		for _, s := range samples[a] {
			for _, o := range samples[b] {
				if s == o || slices.Contains(s.OverlapsWith, o.Key) || slices.Contains(o.OverlapsWith, s.Key) {
					return true
				}
			}
		}
		return false
	}
	var out evidence.Dependence
	seen := map[string]bool{}
	for _, study := range studies {
		if seen[study] {
			continue
		}
		seen[study] = true
		group := []string{study}
		for i := 0; i < len(group); i++ {
			for _, other := range studies {
				if !seen[other] && linked(group[i], other) {
					seen[other] = true
					group = append(group, other)
				}
			}
		}
		if len(group) > 1 {
			slices.Sort(group)
			out.Groups = append(out.Groups, group)
			out.Studies += len(group)
		}
	}
	return out
}

// anyReadiness makes a question; some look at few studies, so that moderators go
// one to one by chance.
func anyReadiness(dice *rand.Rand, world *storetest.Naive) evidence.ReadinessQuery {
	var moderators []graph.Dimension
	for _, d := range graph.Dimensions() {
		switch d.Dimension {
		case graph.DimFactor, graph.DimValence, graph.DimValenceAsReported, graph.DimStudy, graph.DimReport:
		default:
			moderators = append(moderators, d.Dimension)
		}
	}
	q := evidence.ReadinessQuery{Moderator: moderators[dice.IntN(len(moderators))], MinPerLevel: 1 + dice.IntN(12), Confounding: true, Dependence: true}
	studies := world.All(graph.KindStudy)
	var few []string
	for range 2 + dice.IntN(4) {
		few = append(few, studies[dice.IntN(len(studies))].RecordKey())
	}
	q.Where = []graph.Filter{
		nil,
		graph.Equals(finding("status"), "WITHDRAWN"),
		graph.Not{Filter: graph.Equals(finding("confidence"), "LOW")},
		graph.Has{Edge: edge(graph.KindFinding, "study"), Quant: graph.Some, Where: graph.KeyIn(graph.KindStudy, few...)},
	}[min(3, dice.IntN(7))]
	return q
}

func TestReadinessIsThatOfThePlainCount(t *testing.T) {
	first, confounded, dependent := storetest.Seed(t, 1), 0, 0
	check := func(name string, records []graph.Record, asks int) {
		world := storetest.NewNaive(records)
		g := graphOf(t, graph.Release{}, records)
		frame, err := g.Frame(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		dice := rand.New(rand.NewPCG(uint64(first), uint64(asks)))
		for range asks {
			q := anyReadiness(dice, world)
			axis, err := frame.Axis(t.Context(), q.Moderator)
			if err != nil {
				t.Fatal(err)
			}
			got, want := readinessOf(t, g, q), plainReadiness{world, frame}.answer(q, axis.Keys)
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%s, %v where %v:\n got %+v\nwant %+v", name, q.Moderator, q.Where, got, want)
			}
			confounded += len(got.Confounded)
			dependent += got.Dependence.Studies
		}
	}
	for seed := first; seed < first+8; seed++ {
		check(fmt.Sprint("seed ", seed), storetest.Generate(seed, storetest.Small), 40)
	}
	check("built-in data", dataset(t).Records, 60)
	if confounded < 30 || dependent < 30 {
		t.Errorf("%d confounded moderators and %d dependent studies prove too little", confounded, dependent)
	}
}

func TestOrderOfRecordsChangesNoReadiness(t *testing.T) {
	seed := storetest.Seed(t, 6)
	records := storetest.Generate(seed, storetest.Small)
	world := storetest.NewNaive(records)
	dice := rand.New(rand.NewPCG(uint64(seed), 7))
	shuffled := slices.Clone(records)
	dice.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	one, other := graphOf(t, graph.Release{}, records), graphOf(t, graph.Release{}, shuffled)
	for range 40 {
		q := anyReadiness(dice, world)
		a, b := readinessOf(t, one, q), readinessOf(t, other, q)
		if !reflect.DeepEqual(a, b) || !slices.Equal(a.Shortfalls(), b.Shortfalls()) {
			t.Fatalf("seed %d, %v:\n%+v\n%+v", seed, q.Moderator, a, b)
		}
	}
}

func TestReadinessCountsOnlyWhatIsAskedFor(t *testing.T) {
	g := builtin(t)
	full := readinessOf(t, g, evidence.ReadinessQuery{Moderator: graph.DimSetting, MinPerLevel: 10, Confounding: true, Dependence: true})
	if len(full.Confounded) == 0 || full.Dependence.Studies == 0 {
		t.Fatalf("the built-in data has both: %+v", full)
	}
	full.Confounded, full.Dependence = nil, evidence.Dependence{}
	if got := readinessOf(t, g, evidence.ReadinessQuery{Moderator: graph.DimSetting, MinPerLevel: 10}); !reflect.DeepEqual(got, full) {
		t.Errorf(" got %+v\nwant %+v", got, full)
	}
}
