//go:build !race

// The SQL engine, a program translated to Go, takes forty times as long under the
// race detector, which would learn nothing from it.

package evidence_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"testing"

	"github.com/exitgraph/exitgraph/evidence"
	"github.com/exitgraph/exitgraph/graph"
)

// The tests of this file compare answers on the built-in dataset with what the
// judge counts from its files.

// compareGroups says where the groups of an answer and those of the judge differ.
func compareGroups(t *testing.T, got, want map[string]graph.Counts) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got[name], want[name])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: got %+v, but the files have nothing there", name, got[name])
		}
	}
}

func TestTallyByEachDimensionAgreesWithTheFiles(t *testing.T) {
	g, j := builtin(t), newJudge(t)
	j.asking("", exactAndClose)
	for _, d := range graph.Dimensions() {
		for _, n := range narrowings {
			t.Run(d.Name+"/"+n.name, func(t *testing.T) {
				j := judge{t, j.db}
				table, err := evidence.Tally(context.Background(), g, evidence.Query{
					By: []graph.Dimension{d.Dimension}, Mappings: exactAndClose, Where: n.where, Units: graph.CountAll,
				})
				if err != nil {
					t.Fatal(err)
				}
				want := j.counts(n.sql, d.Dimension)
				compareGroups(t, named(table.Groups, table.Unplaced, table.Total), want)
				if n.where == nil && len(table.Groups) == 0 {
					t.Error("no finding of the dataset has a value, so nothing was compared")
				}
				sum := int32(0)
				for _, group := range table.Groups {
					sum += group.Counts.Findings
				}
				wantOverlap := sum+want[unplacedFindings].Findings > want[allFindings].Findings
				if table.Overlapping != wantOverlap {
					t.Errorf("overlapping is %t, and the groups add up to %d of %d findings", table.Overlapping, sum, want[allFindings].Findings)
				}
			})
		}
	}
}

func TestTallyByTwoAndThreeDimensionsAgreesWithTheFiles(t *testing.T) {
	g, j := builtin(t), newJudge(t)
	j.asking("", exactAndClose)
	for _, by := range [][]graph.Dimension{
		{graph.DimCountry, graph.DimValence},
		{graph.DimLifeStage, graph.DimCountryOfOrigin},
		{graph.DimYear, graph.DimLanguage},
		{graph.DimFactorLevel, graph.DimPhase, graph.DimValence},
		{graph.DimPhase, graph.DimCountry, graph.DimInformant},
		{graph.DimReport, graph.DimDesign, graph.DimConfidence},
	} {
		t.Run(fmt.Sprint(by), func(t *testing.T) {
			j := judge{t, j.db}
			table, err := evidence.Tally(context.Background(), g, evidence.Query{By: by, Mappings: exactAndClose, Units: graph.CountAll})
			if err != nil {
				t.Fatal(err)
			}
			compareGroups(t, named(table.Groups, table.Unplaced, table.Total), j.counts(`true`, by...))
		})
	}
}

func TestMatrixOfEachPhaseModelAgreesWithTheFiles(t *testing.T) {
	compareModels(t, builtin(t), newJudge(t), "exact and close", "all")
}

// Few findings name phases of other models, so another test lets every phase be
// named by one.
func TestMatrixOfEachPhaseModelAgreesWhereEveryPhaseIsNamed(t *testing.T) {
	data, j := dataset(t), newJudge(t)
	records := data.Records
	for i, phase := range j.column(`select id from phases order by id`) {
		old := fmt.Sprintf("finding-%03d", i+1)
		more := *find[*graph.Finding](data, old)
		more.Key, more.Phase, more.PhaseBasis = "more-"+phase, phase, "INFERRED"
		records = append(records, &more)

		j.do(`create table more as select * from findings where id = ?`, old)
		j.do(`update more set id = ?, phase_id = ?`, more.Key, phase)
		j.do(`insert into findings select * from more`)
		j.do(`drop table more`)
		j.do(`insert into findings_sample_ids select ?, value from findings_sample_ids where id = ?`, more.Key, old)
	}
	compareModels(t, graphOf(t, data.Release, records), j, slices.Sorted(maps.Keys(relationSets))...)
}

// compareModels compares the matrix of factors by phases for every model and sets
// of mappings.
func compareModels(t *testing.T, g *graph.Graph, j judge, sets ...string) {
	t.Helper()
	brought := 0
	for _, model := range append([]string{""}, j.column(`select id from phase_models order by id`)...) {
		for _, relations := range sets {
			set := relationSets[relations]
			t.Run(model+"/"+relations, func(t *testing.T) {
				j := judge{t, j.db}
				j.asking(model, set)
				m, err := evidence.NewMatrix(context.Background(), g, evidence.MatrixQuery{
					Rows: graph.DimFactor, Columns: graph.DimPhase, Model: model, Mappings: set, Units: graph.CountAll,
				})
				if err != nil {
					t.Fatal(err)
				}
				compareGroups(t, cellsOf(m), j.counts(`true`, graph.DimFactor, graph.DimPhase))
				brought += comparePlacements(t, g, j, m, `true`)
			})
		}
	}
	if brought == 0 {
		t.Error("no mapping brought a finding anywhere, so placements were not compared")
	}
}

func TestNarrowedMatrixAgreesWithTheFiles(t *testing.T) {
	g, j := builtin(t), newJudge(t)
	all := relationSets["all"]
	for _, n := range narrowings {
		for _, pair := range [][2]graph.Dimension{
			{graph.DimFactor, graph.DimPhase}, {graph.DimPhase, graph.DimCountry},
			{graph.DimStudy, graph.DimReport}, {graph.DimDesign, graph.DimSetting},
		} {
			t.Run(fmt.Sprint(n.name, pair), func(t *testing.T) {
				j := judge{t, j.db}
				j.asking("transtheoretical", all)
				m, err := evidence.NewMatrix(context.Background(), g, evidence.MatrixQuery{
					Rows: pair[0], Columns: pair[1], Model: "transtheoretical", Mappings: all, Where: n.where, Units: graph.CountAll,
				})
				if err != nil {
					t.Fatal(err)
				}
				compareGroups(t, cellsOf(m), j.counts(n.sql, pair[0], pair[1]))
				if slices.Contains(pair[:], graph.DimPhase) {
					comparePlacements(t, g, j, m, n.sql)
				}
			})
		}
	}
}

// comparePlacements compares how findings reached the axis, and which did not. It
// says how many mappings brought any.
func comparePlacements(t *testing.T, g *graph.Graph, j judge, m *evidence.Matrix, where string) int {
	t.Helper()
	placements, err := m.Placements(context.Background(), g)
	if err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for _, p := range placements {
		got = append(got, p.Mapping.Key+" "+strconv.Itoa(p.Findings))
	}
	want := j.column(`select mapping || ' ' || count(*)
		from brought b join (select * from findings where ` + where + `) f on f.phase_id = b.phase
		group by mapping order by mapping`)
	if !slices.Equal(got, want) {
		t.Errorf("placements: got %v, want %v", got, want)
	}
	unmapped, err := m.Unmapped(context.Background(), g)
	if err != nil {
		t.Fatal(err)
	}
	got = got[:0:0]
	for _, p := range unmapped {
		got = append(got, p.Key)
	}
	want = j.column(`select id from phases
		where id in (select phase_id from findings where ` + where + `)
		  and id not in (select phase from placed_phases)
		order by model_id, position is null, cast(position as integer), id`)
	if !slices.Equal(got, want) {
		t.Errorf("unmapped: got %v, want %v", got, want)
	}
	return len(placements)
}

func TestMatrixShowsEveryValueInAxisOrder(t *testing.T) {
	g, j := builtin(t), newJudge(t)
	levels := `case level when 'INDIVIDUAL' then 1 when 'RELATIONAL' then 2 when 'STRUCTURAL' then 3 else 4 end`
	for d, question := range map[graph.Dimension]string{
		graph.DimFactor: `select id from factors order by ` + levels + `, id`,
		graph.DimPhase: `select id from phases where parent_id is null and model_id in (select id from phase_models where is_default = 'YES')
			order by cast(position as integer)`,
		graph.DimStudy:           `select id from studies order by id`,
		graph.DimReport:          `select id from reports order by id`,
		graph.DimCountry:         `select distinct value from samples_countries_study order by value`,
		graph.DimCountryOfOrigin: `select distinct value from samples_countries_origin order by value`,
		graph.DimLanguage:        `select distinct language from reports order by language`,
		graph.DimYear:            `select distinct min(year) from primary_reports where year is not null group by study order by 1`,
		graph.DimValence:         `values ('FACILITATING'), ('HINDERING'), ('AMBIVALENT'), ('UNSIGNED')`,
		graph.DimLifeStage:       `values ('MINOR'), ('YOUNG_ADULT'), ('ADULT'), ('MIXED'), ('NOT_REPORTED'), ('NOT_EXTRACTED'), ('NOT_APPLICABLE')`,
		graph.DimDefinitionScope: `values ('TRAFFICKING'), ('COMMERCIAL_SEXUAL_EXPLOITATION'), ('PROSTITUTION_OR_SEX_WORK'), ('MIXED'), ('NOT_EXTRACTED')`,
	} {
		t.Run(d.String(), func(t *testing.T) {
			j := judge{t, j.db}
			m, err := evidence.NewMatrix(context.Background(), g, evidence.MatrixQuery{Rows: d, Columns: graph.DimConfidence, Where: graph.Or{}})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, v := range m.Rows {
				got = append(got, v.Key)
			}
			if want := j.column(question); !slices.Equal(got, want) {
				t.Errorf("\n got %v\nwant %v", got, want)
			}
		})
	}
}

func TestPhaseCountsIncludePartsAsInTheFiles(t *testing.T) {
	g, j := builtin(t), newJudge(t)
	frame, err := g.Frame(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	keys := j.column(`select id from phases order by id`)
	counts, err := evidence.CountsOf(context.Background(), g, evidence.PhaseParents(frame, keys), nil, graph.CountAll)
	if err != nil {
		t.Fatal(err)
	}
	for i, key := range keys {
		parts := `phase_id in (with recursive inside(id) as (
			select '` + key + `' union select p.id from phases p join inside on p.parent_id = inside.id) select id from inside)`
		if want := j.counts(parts, graph.DimConfidence)[allFindings]; counts[i] != want {
			t.Errorf("%s:\n got %+v\nwant %+v", key, counts[i], want)
		}
	}
}

func TestFacetsOfStudiesCountThoseWithoutFindings(t *testing.T) {
	g, j := builtin(t), newJudge(t)
	for d, question := range map[graph.Dimension]string{
		graph.DimDesign:  `select design || ' ' || count(*) from studies group by design`,
		graph.DimCountry: `select c.value || ' ' || count(distinct s.value) from samples_study_ids s join samples_countries_study c using (id) group by c.value`,
		graph.DimFactor:  `select factor_id || ' ' || count(distinct study_id) from findings where study_id is not null group by factor_id`,
	} {
		groups, err := evidence.Facets(context.Background(), g, graph.KindStudy, nil, d, graph.CountAll)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, group := range groups {
			got = append(got, group.Keys[0].Key+" "+strconv.Itoa(int(group.Counts.Nodes)))
		}
		want := j.column(question)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", d, got, want)
		}
	}
}
