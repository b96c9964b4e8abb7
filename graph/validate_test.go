package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/exitgraph/exitgraph/graph"
)

// soundWorld has records of every kind, all of them sound.
func soundWorld() world {
	return world{
		aReport("paper"), aReport("review", func(r *graph.Report) { r.Kind = "REVIEW" }),
		aStudy("one"), aStudy("two"), aStudyReport("one", graph.Primary, "paper"), aStudyReport("one", graph.Included, "review"),
		aSample("women", "one", 12), aSample("staff", "one two", 0, func(s *graph.Sample) { s.OverlapsWith = list("women") }),
		aFactor("support"), aFactor("peers", func(f *graph.Factor) { f.Broader = "support" }), aFactor("work", func(f *graph.Factor) { f.Level = "STRUCTURAL" }),
		aModel("stages", func(m *graph.PhaseModel) { m.IsDefault, m.Report = true, "paper" }), aModel("turns"),
		aPhase("aware", "stages", 1, ""), aPhase("aware-inner", "stages", 1, "aware"), aPhase("exit", "stages", 2, ""), aPhase("doubt", "turns", 1, ""),
		aFinding("helps", "one", "paper", "support", inPhase("aware"), func(f *graph.Finding) { f.Samples = list("women") }),
		aFinding("old", "", "review", "peers", hasStatus(graph.Superseded), func(f *graph.Finding) { f.SupersededBy = "helps" }),
		&graph.Caveat{Key: "slip", Report: "review", Topic: english("Counts"), StatementA: english("13."), Assessment: english("12."), Affects: list("one review")},
		aTerm("item-1"), aTerm("item-2"),
		linked(&graph.Classification{Factor: "support", Report: "review", Valence: graph.Facilitating, Basis: "STATED", Studies: list("one")}),
		linked(&graph.Transition{From: "aware", To: "exit", Kind: "FORWARD", Basis: "STATED"}),
		aMapping("map-1", "doubt", graph.MappingClose, "aware"),
		linked(&graph.VocabularyMapping{From: "review", Term: "item-1", Relation: "RELATED", Basis: "STATED"}),
		linked(&graph.VocabularyMapping{From: "item-1", Term: "item-2", Relation: "RELATED", Basis: "INFERRED"}),
	}
}

// with gives the world with a changed copy in place of a record.
func with[R graph.Record](w world, key string, change func(R)) (world, graph.Record) {
	w = slices.Clone(w)
	for i, r := range w {
		if own, ok := r.(R); ok && r.RecordKey() == key {
			c := graph.ModelOf(own.RecordKind()).Copy(own)
			change(c.(R))
			w[i] = c
			return w, c
		}
	}
	panic("no record " + key)
}

// byFieldName lets problems be compared by the names of their fields.
var byFieldName = cmpopts.AcyclicTransformer("name", func(f *graph.Field) string {
	if f == nil {
		return ""
	}
	return f.String()
})

// checkOne compares the problems of a record with the one that is wanted.
func checkOne(t *testing.T, what string, w world, r graph.Record, field, message, remedy string) {
	t.Helper()
	same(t, what, graph.Check(w, r), graph.ProblemsError{{
		Kind: r.RecordKind(), Key: r.RecordKey(), Field: fieldOf(r.RecordKind(), field), Message: message, Remedy: remedy,
	}}, byFieldName)
}

func TestASoundWorldHasNoProblems(t *testing.T) {
	w := soundWorld()
	same(t, "the problems", graph.CheckAll(w), graph.ProblemsError(nil), byFieldName)
	kinds := map[graph.Kind]bool{}
	for _, r := range w {
		kinds[r.RecordKind()] = true
	}
	if len(kinds) != len(graph.Kinds()) {
		t.Errorf("the sound world has %d kinds only", len(kinds))
	}
}

func TestEveryRequiredFieldMustHaveAValue(t *testing.T) {
	w := soundWorld()
	eachField(t, func(t *testing.T, m *graph.Model, f *graph.Field) {
		if f.Derived || f.Type == graph.TypeBool {
			return
		}
		r := m.Copy(w.All(m.Kind)[0])
		set(f, r, 0)
		required := graph.Problem{Kind: m.Kind, Key: r.RecordKey(), Field: f, Message: "a value is required", Remedy: "Fill it in"}
		told := slices.Contains(graph.Check(w, r), required)
		if told != f.Required {
			t.Errorf("without a value it is refused: %v", told)
		}
	})
}

func TestEveryEnumFieldTakesItsOwnValuesOnly(t *testing.T) {
	w := soundWorld()
	eachField(t, func(t *testing.T, m *graph.Model, f *graph.Field) {
		if f.Type != graph.TypeEnum || f.Derived {
			return
		}
		allowed := f.Only
		if allowed == nil {
			allowed = f.Vocabulary.Names()
		}
		for _, v := range append([]string{"NO_SUCH_VALUE", "stated"}, f.Vocabulary.Names()...) {
			r := m.Copy(w.All(m.Kind)[0])
			f.SetStr(r, v)
			refused := graph.Problem{
				Kind: m.Kind, Key: r.RecordKey(), Field: f,
				Message: fmt.Sprintf("%q is not a value of this field", v), Remedy: "Use one of " + strings.Join(allowed, ", "),
			}
			if told := slices.Contains(graph.Check(w, r), refused); told == slices.Contains(allowed, v) {
				t.Errorf("%s is refused: %v", v, told)
			}
		}
	})
}

func TestEveryReferenceMustLeadToARecord(t *testing.T) {
	w := soundWorld()
	eachField(t, func(t *testing.T, m *graph.Model, f *graph.Field) {
		if f.Type != graph.TypeRef && f.Type != graph.TypeRefs {
			return
		}
		r := m.Copy(w.All(m.Kind)[0])
		set(f, r, 7)
		want := graph.Problem{
			Kind: m.Kind, Key: r.RecordKey(), Field: f,
			Message: fmt.Sprintf("there is no %s \"value-7\"", f.Target), Remedy: "Add the record, or correct the key",
		}
		if !slices.Contains(graph.Check(w, r), want) {
			t.Error("a reference that leads nowhere is not told")
		}
		if f.Target == 0 {
			return
		}
		// The key of a record of another kind leads nowhere as well.
		other := w.All(graph.KindVocabularyTerm)[0].RecordKey()
		if f.Target == graph.KindVocabularyTerm {
			other = "one"
		}
		if f.Type == graph.TypeRefs {
			f.SetList(r, []string{other})
		} else {
			f.SetStr(r, other)
		}
		want.Message = fmt.Sprintf("there is no %s %q", f.Target, other)
		if !slices.Contains(graph.Check(w, r), want) {
			t.Error("a reference to another kind is not told")
		}
	})
}

func TestEveryNumberStaysInItsRange(t *testing.T) {
	w := soundWorld()
	eachField(t, func(t *testing.T, m *graph.Model, f *graph.Field) {
		if f.Type != graph.TypeInt || f.Derived {
			return
		}
		for n, sound := range map[int]bool{f.Min: true, f.Max: true, f.Min - 1: f.Min == 1, f.Max + 1: false, -1: false} {
			r := m.Copy(w.All(m.Kind)[0])
			f.SetInt(r, n)
			refused := graph.Problem{
				Kind: m.Kind, Key: r.RecordKey(), Field: f,
				Message: fmt.Sprintf("%d is out of range", n), Remedy: fmt.Sprintf("Give a whole number from %d to %d", f.Min, f.Max),
			}
			if told := slices.Contains(graph.Check(w, r), refused); told == sound {
				t.Errorf("%d is refused: %v", n, told)
			}
		}
	})
}

// wordRemedies say how to mend what is wrong with words.
const (
	remedyBytes = "Save the file as UTF-8 and remove the character"
	remedyBlank = "Write something, or leave the cell empty where that is allowed"
	remedyForm  = "Correct it, or leave the cell empty where that is allowed"
)

func TestWordsAreReadableEverywhere(t *testing.T) {
	w := soundWorld()
	eachField(t, func(t *testing.T, m *graph.Model, f *graph.Field) {
		if f.Type != graph.TypeString && f.Type != graph.TypeText && f.Type != graph.TypeStrings {
			return
		}
		for words, want := range map[string][2]string{
			"a\xffb":   {"the text is not valid UTF-8", remedyBytes},
			"a\x00b":   {"the text holds a control character", remedyBytes},
			"a\u0085b": {"the text holds a control character", remedyBytes},
			"a\rb":     {"the text holds a control character", remedyBytes},
			"\u00a0":   {"the text is blank", remedyBlank},
		} {
			r := m.Copy(w.All(m.Kind)[0])
			switch f.Type {
			case graph.TypeString:
				f.SetStr(r, words)
			case graph.TypeText:
				f.SetText(r, english(words))
			default:
				f.SetList(r, []string{words})
			}
			checkOne(t, fmt.Sprintf("%q", words), w, r, f.Name, want[0], want[1])
		}
	})
}

func TestLineBreaksAndTabsAreWords(t *testing.T) {
	w, r := with(soundWorld(), "paper", func(r *graph.Report) { r.Notes = "first\n\tsecond, ça è 語 𐐀" })
	same(t, "the problems", graph.Check(w, r), graph.ProblemsError(nil), byFieldName)
}

func TestATextNamesEachLanguageOnceAndByItsTag(t *testing.T) {
	label := func(tags ...string) func(*graph.Factor) {
		return func(f *graph.Factor) {
			f.Label = nil
			for _, tag := range tags {
				f.Label = append(f.Label, graph.Translation{Lang: tag, Value: "Support"})
			}
		}
	}
	w, r := with(soundWorld(), "support", label("en", "it", "pt-BR"))
	same(t, "three languages", graph.Check(w, r), graph.ProblemsError(nil), byFieldName)
	w, r = with(soundWorld(), "support", label("en", "it", "en"))
	checkOne(t, "one twice", w, r, "label", `the text stands twice in the language "en"`, "Keep one of the two")
	w, r = with(soundWorld(), "support", label("en` = 1"))
	checkOne(t, "none", w, r, "label", "\"en` = 1\" is not a language tag of BCP 47, such as en or pt-BR", "Name the language of the text")
}

func TestAListNamesEachValueOnce(t *testing.T) {
	w, r := with(soundWorld(), "staff", func(s *graph.Sample) { s.Studies = list("one two one") })
	checkOne(t, "references", w, r, "studies", `"one" stands twice`, "Name each value once")
	w, r = with(soundWorld(), "paper", func(r *graph.Report) { r.Authors = []string{"Rossi M", "Rossi M"} })
	checkOne(t, "words", w, r, "authors", `"Rossi M" stands twice`, "Name each value once")
}

func TestAKeyHasItsForm(t *testing.T) {
	for _, key := range []string{"Study-1", "a--b", "a b", "eg_QQ", "è", strings.Repeat("k", 201)} {
		w, r := with(soundWorld(), "two", func(s *graph.Study) { s.Key = key })
		checkOne(t, key, w, r, "key", fmt.Sprintf("%q is not a key", key), "Use lower-case words and digits joined by hyphens, 200 characters at most")
	}
}

func TestALinkWithoutAKeyIsTold(t *testing.T) {
	w, r := with(soundWorld(), "aware/exit", func(tr *graph.Transition) { tr.Key = "" })
	checkOne(t, "the link", w, r, "key", "the link has no key", "Name both of its ends")
}

func TestAProblemReadsAsPlaceFaultAndRemedy(t *testing.T) {
	p := graph.Problem{Kind: graph.KindStudy, Key: "one", Field: fieldOf(graph.KindStudy, "title"), Message: "a value is required", Remedy: "Fill it in"}
	if got, want := p.String(), "Study one, title: a value is required. Fill it in"; got != want {
		t.Errorf("it reads %q, not %q", got, want)
	}
	p.Field = nil
	if got, want := p.String(), "Study one: a value is required. Fill it in"; got != want {
		t.Errorf("of the whole record it reads %q, not %q", got, want)
	}
}

func TestAListOfProblemsShowsTwentyAndSaysHowManyAreLeft(t *testing.T) {
	ps := make(graph.ProblemsError, 20)
	if got := strings.Count(ps.Error(), "\n") + 1; got != 20 {
		t.Errorf("twenty problems take %d lines", got)
	}
	lines := strings.Split(append(ps, make(graph.ProblemsError, 3)...).Error(), "\n")
	if len(lines) != 21 || lines[20] != "and 3 more" {
		t.Errorf("23 problems take %d lines and end with %q", len(lines), lines[len(lines)-1])
	}
}
