package graph_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph"
)

// eachField calls visit with every field of every kind.
func eachField(t *testing.T, visit func(t *testing.T, m *graph.Model, f *graph.Field)) {
	t.Helper()
	for _, k := range graph.Kinds() {
		m := graph.ModelOf(k)
		for _, f := range m.Fields {
			t.Run(f.String(), func(t *testing.T) { visit(t, m, f) })
		}
	}
}

// lines gives the lines of a file of test data, without remarks, in words.
func lines(t *testing.T, name string) [][]string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.Lines(string(text)) {
		if words := strings.Fields(line); len(words) > 0 && words[0] != "#" {
			out = append(out, words)
		}
	}
	if len(out) == 0 {
		t.Fatalf("testdata/%s is empty, so it would hold of nothing", name)
	}
	return out
}

// contractEnum gives the values of an enum of the contract.
func contractEnum(t *testing.T, name string) []string {
	t.Helper()
	for _, words := range lines(t, "contract_enums.txt") {
		if words[1] == name {
			return words[3 : len(words)-1]
		}
	}
	t.Fatalf("the contract has no enum %s", name)
	return nil
}

func TestEveryKindIsDescribedUnderItsOwnNumber(t *testing.T) {
	names, files := map[string]bool{}, map[string]bool{}
	for _, k := range graph.Kinds() {
		m := graph.ModelOf(k)
		if m.Kind != k || m.New().RecordKind() != k {
			t.Errorf("%s is described under the number of another kind", m.Name)
		}
		if m.Name == "" || m.Doc == "" || !strings.HasSuffix(m.File, ".csv") {
			t.Errorf("%s lacks a name, a doc or a file", k)
		}
		if names[m.Name] || files[m.File] {
			t.Errorf("the name or the file of %s is taken by another kind", m.Name)
		}
		names[m.Name], files[m.File] = true, true
		if m.KeyField().Type != graph.TypeKey || m.KeyField() != m.Field("key") {
			t.Errorf("the first field of %s is not its key", m.Name)
		}
	}
}

func TestScanOrderPutsNodesBeforeTheLinksBetweenThem(t *testing.T) {
	want := []graph.Kind{
		graph.KindStudy, graph.KindReport, graph.KindSample, graph.KindFactor, graph.KindPhaseModel, graph.KindPhase,
		graph.KindFinding, graph.KindCaveat, graph.KindVocabularyTerm,
		graph.KindStudyReport, graph.KindClassification, graph.KindTransition, graph.KindPhaseMapping, graph.KindVocabularyMapping,
	}
	same(t, "the order of kinds", graph.Kinds(), want)
	for i, k := range want {
		if k.IsNode() != (i < 9) {
			t.Errorf("%s: IsNode is %v", k, k.IsNode())
		}
	}
}

func TestNodeKindsAreThoseOfTheContractInItsOrder(t *testing.T) {
	var got []string
	for _, k := range graph.NodeKinds() {
		got = append(got, k.Enum())
	}
	same(t, "NodeKind", got, contractEnum(t, "NodeKind"))
}

func TestAKindThatIsNoneIsCalledNode(t *testing.T) {
	for _, k := range []graph.Kind{0, 15, 255} {
		if k.String() != "Node" || k.IsNode() {
			t.Errorf("Kind(%d) is called %s, IsNode %v", uint8(k), k, k.IsNode())
		}
	}
}

func TestEveryFieldIsDescribed(t *testing.T) {
	eachField(t, func(t *testing.T, m *graph.Model, f *graph.Field) {
		if f.Doc == "" || !strings.HasSuffix(f.Doc, ".") {
			t.Errorf("the doc %q is not a sentence", f.Doc)
		}
		if f.Kind != m.Kind {
			t.Errorf("the field says that it is of %s", f.Kind)
		}
		if m.Field(f.Name) != f {
			t.Error("another field of the kind has the same name")
		}
		if !f.Nullable() && !f.Required && (f.Type == graph.TypeString || f.Type == graph.TypeInt) {
			t.Error("a value that is not required must be nullable")
		}
	})
}

func TestColumnsAreUniqueInTheirFileAndMissingForDerivedFieldsOnly(t *testing.T) {
	for _, k := range graph.Kinds() {
		taken := map[string]string{}
		for _, f := range graph.ModelOf(k).Fields {
			if (f.Column == "") != f.Derived {
				t.Errorf("%s: column %q, derived %v", f, f.Column, f.Derived)
			}
			if other, ok := taken[f.Column]; ok && f.Column != "" {
				t.Errorf("%s and %s share the column %s", other, f, f.Column)
			}
			taken[f.Column] = f.Name
		}
	}
}

func TestEnumFieldsNameAVocabularyAndKeepWithinIt(t *testing.T) {
	eachField(t, func(t *testing.T, _ *graph.Model, f *graph.Field) {
		if (f.Type == graph.TypeEnum) != (f.Vocabulary != nil) {
			t.Fatal("enum fields, and no others, have a vocabulary")
		}
		if f.Vocabulary == nil {
			return
		}
		if !slices.Contains(graph.Vocabularies(), f.Vocabulary) {
			t.Errorf("the vocabulary %s is not among Vocabularies", f.Vocabulary.Name)
		}
		for i, v := range f.Only {
			if f.Vocabulary.Index(v) < 0 || slices.Contains(f.Only[:i], v) {
				t.Errorf("%s is not in the vocabulary, or stands twice", v)
			}
		}
		if f.Default != "" && f.Vocabulary.Index(f.Default) < 0 {
			t.Errorf("the default %s is not in the vocabulary", f.Default)
		}
		if !f.Required {
			t.Error("enum fields always have a value")
		}
	})
}

func TestOnlySingleShortValuesAreOrderable(t *testing.T) {
	eachField(t, func(t *testing.T, m *graph.Model, f *graph.Field) {
		if !f.Orderable {
			return
		}
		switch f.Type {
		case graph.TypeStrings, graph.TypeRefs, graph.TypeBool:
			t.Error("the field is orderable and has no single short value")
		default:
			if graph.SortOf(f, m.New()).Absent != (f.Absent(m.New())) {
				t.Error("the sort value of an empty record does not say that the value is absent")
			}
		}
	})
}

func TestEveryAccessorWorksOnAnEmptyRecord(t *testing.T) {
	eachField(t, func(t *testing.T, m *graph.Model, f *graph.Field) {
		r := m.New()
		switch f.Type {
		case graph.TypeInt:
			if f.Int(r) != 0 {
				t.Error("an empty record has a number")
			}
		case graph.TypeBool:
			if f.Bool(r) {
				t.Error("an empty record has a flag")
			}
		case graph.TypeText:
			if f.Text(r) != nil {
				t.Error("an empty record has a text")
			}
		case graph.TypeStrings, graph.TypeRefs:
			if f.List(r) != nil {
				t.Error("an empty record has a list")
			}
		default:
			if f.Str(r) != "" {
				t.Error("an empty record has a word")
			}
		}
		if f.Absent(r) != (f.Type != graph.TypeBool) {
			t.Errorf("Absent is %v on an empty record", f.Absent(r))
		}
	})
}

func TestWhatIsSetIsReadAndNothingElseChanges(t *testing.T) {
	eachField(t, func(t *testing.T, m *graph.Model, f *graph.Field) {
		if graph.Computed(f) {
			if !f.Derived {
				t.Fatal("a field without setter must be derived")
			}
			return
		}
		r := m.New()
		set(f, r, 1)
		if f.Absent(r) || value(f, r) != value(f, filled(f, 1)) {
			t.Errorf("set and read differ: %s", value(f, r))
		}
		before := m.New()
		for _, other := range m.Fields {
			if other != f && !graph.Computed(other) && value(other, r) != value(other, before) {
				t.Errorf("setting it changed %s", other.Name)
			}
		}
	})
}

func TestACopyIsTheCallersOwn(t *testing.T) {
	for _, k := range graph.Kinds() {
		m := graph.ModelOf(k)
		r := m.New()
		m.KeyField().SetStr(r, "first")
		c := m.Copy(r)
		m.KeyField().SetStr(c, "second")
		if r.RecordKey() != "first" || c.RecordKey() != "second" || c.RecordKind() != k {
			t.Errorf("%s: the original is now %q, the copy %q", m.Name, r.RecordKey(), c.RecordKey())
		}
	}
}

func TestKeysOfLinksAreMadeOfWhatTheyJoin(t *testing.T) {
	for want, r := range map[string]graph.Record{
		"s/r/PRIMARY": &graph.StudyReport{Study: "s", Report: "r", Role: graph.Primary},
		"f/r":         &graph.Classification{Factor: "f", Report: "r"},
		"a/b":         &graph.Transition{From: "a", To: "b"},
		"x/t":         &graph.VocabularyMapping{From: "x", Term: "t"},
		"m-1":         &graph.PhaseMapping{Key: "m-1", From: "a", To: "b"},
		"study-one":   &graph.Study{Key: "study-one"},
	} {
		graph.CompleteKey(r)
		if r.RecordKey() != want {
			t.Errorf("the key of a %s is %q, not %q", r.RecordKind(), r.RecordKey(), want)
		}
	}
}

func TestDefaultOrdersSpeakOfOrderableFieldsOfTheKind(t *testing.T) {
	for _, k := range graph.Kinds() {
		for _, term := range graph.ModelOf(k).Order {
			if term.Field.Kind != k || !term.Field.Orderable {
				t.Errorf("the order of %s uses %s", k, term.Field)
			}
		}
	}
}

func TestTheModelHasTheColumnsOfTheDictionary(t *testing.T) {
	for _, words := range lines(t, "dictionary_columns.txt") {
		file, name, need, values := words[0], words[1], words[2], words[3:]
		if file == "vocabulary_mappings.csv" && name == "from_kind" {
			continue // keys are unique across kinds, so the key says it
		}
		f := columnField(file, name)
		if f == nil {
			t.Errorf("%s: no field for the column %s", file, name)
			continue
		}
		if need == "optional" && f.Required {
			t.Errorf("%s requires what the dictionary lets empty", f)
		}
		if len(values) == 0 || f.Type == graph.TypeBool {
			continue
		}
		got := f.Only
		if f.Vocabulary == nil {
			t.Errorf("%s has no vocabulary", f)
			continue
		}
		if got == nil {
			got = f.Vocabulary.Names()
		}
		same(t, f.String(), got, values)
	}
}

func columnField(file, column string) *graph.Field {
	for _, k := range graph.Kinds() {
		m := graph.ModelOf(k)
		if m.File != file {
			continue
		}
		for _, f := range m.Fields {
			base, _, _ := strings.Cut(strings.Replace(column, f.Column, f.Column+" ", 1), " ")
			plain := f.Column == column
			byLanguage := f.Type == graph.TypeText && base == f.Column && (column == base+"_en" || column == base+"_it")
			if f.Column != "" && (plain || byLanguage) {
				return f
			}
		}
	}
	return nil
}

func TestNamesBecomeEnumValues(t *testing.T) {
	for name, want := range map[string]string{
		"dataCollectedFrom": "DATA_COLLECTED_FROM", "PhaseModel": "PHASE_MODEL", "key": "KEY", "doi": "DOI", "": "",
	} {
		if got := graph.Screaming(name); got != want {
			t.Errorf("Screaming(%q) is %q, not %q", name, got, want)
		}
	}
	if got := fieldOf(graph.KindStudy, "dataCollectedFrom").Enum(); got != "DATA_COLLECTED_FROM" {
		t.Errorf("the enum value of the field is %q", got)
	}
}
