package worlds_test

import (
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/internal/acceptance/worlds"
	"github.com/exitgraph/exitgraph/schema"
)

func TestEachFaultSaysWhereWhatAndWhatWouldBeRight(t *testing.T) {
	const head = "title: T\nabout: A\nworld:\n"
	const tail = "\nasks:\n  - {ask: x, answer: 1}\n"
	for name, c := range map[string]struct{ text, want string }{
		"an empty file":              {"", `w.yaml:1: the file is empty. Write title, about, world and asks.`},
		"no YAML":                    {"title: T\nabout: [", `w.yaml:2: this is not YAML: did not find expected node content. Look at the indents and the quotation marks before this line.`},
		"two worlds in a file":       {"title: T\n---\ntitle: U", `w.yaml:2: there is something behind the end of the world. Keep one world in a file, without --- between its parts.`},
		"a list at the top":          {"- title", `w.yaml:1: the file is a list. Write names with a colon, such as key: family.`},
		"an unknown part":            {head + "  {}" + tail + "wold: {}", `w.yaml:7: "wold" is no part of a world. Did you mean "world"? There are title, about, world, asks.`},
		"a missing part":             {"title: T\nworld: {}\nasks: [{ask: x, answer: 1}]", `w.yaml:1: about is missing. Write it; README.md beside the worlds says how.`},
		"an empty title":             {"title: ' '\nabout: A\nworld: {}\nasks: [{ask: x, answer: 1}]", `w.yaml:1: title is empty. Write something, or leave the name out.`},
		"a title that is a number":   {"title: 12\nabout: A\nworld: {}\nasks: [{ask: x, answer: 1}]", `w.yaml:1: title is the number 12. Write words; put them in quotation marks if they read like a number, a date or true.`},
		"an unknown kind":            {head + "  factor: []" + tail, `w.yaml:4: "factor" is no kind of record. Did you mean "factors"? There are studies, `},
		"records that are no list":   {head + "  factors: {key: a}" + tail, `w.yaml:4: factors is a group of names. Write a list, such as [a, b] or lines that begin with a hyphen.`},
		"a record that is a word":    {head + "  factors: [family]" + tail, `w.yaml:4: a record of factors is the text "family". Write names with a colon, such as key: family.`},
		"a record without a key":     {head + "  factors:\n    - {level: RELATIONAL}" + tail, `w.yaml:5: a record of factors has no key. Write key: and lower-case words joined by hyphens.`},
		"an unknown field":           {head + "  studies:\n    - {key: a, seting: INDOOR}" + tail, `w.yaml:5: "seting" is no field of Study. Did you mean "setting"? There are key, title, design, `},
		"a derived field":            {head + "  studies: [{key: a, year: 2020}]" + tail, `w.yaml:4: Study.year is worked out from other records. Leave it out.`},
		"an unknown value":           {head + "  studies:\n    - {key: a, setting: INDOORS}" + tail, `w.yaml:5: "INDOORS" is no value of Study.setting. Did you mean "INDOOR"? There are INDOOR, OUTDOOR, MIXED, NOT_REPORTED, NOT_EXTRACTED.`},
		"a value of another field":   {head + "  factors:\n    - {key: a, namingBasis: NOT_STATED}" + tail, `w.yaml:5: "NOT_STATED" is no value of Factor.namingBasis. Did you mean "STATED"? There are STATED, INFERRED, RECONSTRUCTED, ADDED.`},
		"a field twice":              {head + "  studies:\n    - key: a\n      key: b" + tail, `w.yaml:6: "key" stands twice within a record of studies, first on line 5. Keep one of the two.`},
		"a key twice":                {head + "  studies:\n    - {key: a}\n    - {key: a}" + tail, `w.yaml:6: the Study "a" is there already, from line 5. Give one of the two another key, or keep one.`},
		"a link twice":               {head + "  transitions:\n    - {from: a, to: b}\n    - {from: a, to: b}" + tail, `w.yaml:6: the PhaseTransition "a/b" is there already, from line 5. Give one of the two another key, or keep one.`},
		"a name that is a number":    {head + "  studies: [{1: a}]" + tail, `w.yaml:4: a name within a record of studies is no word. Write a word and a colon; put it in quotation marks if it reads like a number.`},
		"a key that is none":         {head + "  studies: [{key: Study A}]" + tail, `w.yaml:4: "Study A" is no key. Use lower-case words and digits joined by hyphens, 200 characters at most.`},
		"a reference that is none":   {head + "  samples: [{key: s, studies: [Study A]}]" + tail, `w.yaml:4: "Study A" is no key. Use lower-case words and digits joined by hyphens, 200 characters at most.`},
		"a key that is a number":     {head + "  studies: [{key: 2019}]" + tail, `w.yaml:4: Study.key is the number 2019. Write words; put them in quotation marks if they read like a number, a date or true.`},
		"a size that is a word":      {head + "  samples: [{key: s, studies: [a], size: '12'}]" + tail, `w.yaml:4: Sample.size is the text "12". Write a whole number, without quotation marks.`},
		"a size with a point":        {head + "  samples: [{key: s, studies: [a], size: 1.5}]" + tail, `w.yaml:4: Sample.size is the number 1.5. Write a whole number, without quotation marks.`},
		"a size of nobody":           {head + "  samples: [{key: s, studies: [a], size: 0}]" + tail, `w.yaml:4: Sample.size is 0. Give a whole number from 1 to 2000000000.`},
		"a flag that is a word":      {head + "  phaseModels: [{key: m, isDefault: yes}]" + tail, `w.yaml:4: PhaseModel.isDefault is the text "yes". Write true or false.`},
		"a list that is a word":      {head + "  samples: [{key: s, studies: a}]" + tail, `w.yaml:4: Sample.studies is the text "a". Write a list, such as [a, b] or lines that begin with a hyphen.`},
		"a list of numbers":          {head + "  samples: [{key: s, studies: [2019]}]" + tail, `w.yaml:4: an item of Sample.studies is the number 2019. Write words; put`},
		"a text that is a list":      {head + "  factors: [{key: a, label: [b]}]" + tail, `w.yaml:4: Factor.label is a list. Write words; put`},
		"a text in no language":      {head + "  factors: [{key: a, label: {}}]" + tail, `w.yaml:4: Factor.label has no words. Write them, or {en: ..., it: ...} for several languages.`},
		"no value where one must be": {head + "  factors: [{key: a, level: null}]" + tail, `w.yaml:4: Factor.level must have a value. Write one, or leave the name out to get a plain one.`},
		"no valence":                 {head + "  findings:\n    - {key: f, factor: a}" + tail, `w.yaml:5: the Finding f needs valence. Write it: one of FACILITATING, HINDERING, AMBIVALENT, UNSIGNED.`},
		"no studies":                 {head + "  samples:\n    - {key: s}" + tail, `w.yaml:5: the Sample s needs studies. Write it.`},
		"a sample that is not there": {head + "  samples: [{key: women, studies: [a]}]\n  findings:\n    - {key: f, factor: a-b, study: a, valence: HINDERING, ownSamples: [womn]}" + tail,
			`w.yaml:6: "womn" is no Sample of this world. Did you mean "women"? There are women.`},
		"a sample where none is": {head + "  findings: [{key: f, factor: b, study: a, valence: HINDERING, ownSamples: [s]}]" + tail,
			`w.yaml:4: Finding.ownSamples names the Sample "s", and there is none. Add the record, or leave the reference out.`},
		"a node that is not there":      {head + "  caveats: [{key: c, affects: [nothing]}]" + tail, `w.yaml:4: Caveat.affects names "nothing", and no record has that key. Correct the key, or add the record.`},
		"a reference within YAML":       {head + "  factors: [&a {key: a}, *a]" + tail, `w.yaml:4: a record of factors is a reference to another part of the file (*a). Write names with a colon`},
		"nothing asked":                 {head + "  {}\nasks: []", `w.yaml:5: nothing is asked. Write at least one question with its answer.`},
		"a question without a text":     {head + "  {}\nasks:\n  - {answer: 1}", `w.yaml:6: the question has no ask. Write ask: and a GraphQL document.`},
		"a question without answer":     {head + "  {}\nasks:\n  - {ask: x}", `w.yaml:6: the question has neither answer nor errors, so nothing would be compared. Write the answer by hand, or the codes of the errors.`},
		"an unknown part of a question": {head + "  {}\nasks:\n  - {ask: x, answr: 1}", `w.yaml:6: "answr" is no part of a question. Did you mean "answer"? There are ask, variables, answer, errors.`},
		"variables that are a list":     {head + "  {}\nasks:\n  - {ask: x, answer: 1, variables: [1]}", `w.yaml:6: variables is a list. Write names with a colon, such as key: family.`},
		"a date in an answer":           {head + "  {}\nasks:\n  - {ask: x, answer: 2020-01-01}", `w.yaml:6: a value within answer is the date 2020-01-01. Write words, a number such as 0.5, true, false, null, a list or names with a colon; a date needs quotation marks.`},
		"a number that is none":         {head + "  {}\nasks:\n  - {ask: x, answer: .nan}", `w.yaml:6: a value within answer is the number .nan. Write words`},
		"a name twice in an answer":     {head + "  {}\nasks:\n  - {ask: x, answer: {a: 1, a: 2}}", `w.yaml:6: "a" stands twice within answer, first on line 6. Keep one of the two.`},
	} {
		t.Run(name, func(t *testing.T) {
			w, err := worlds.Read("w.yaml", []byte(c.text))
			if err == nil {
				t.Fatalf("the file was read: %+v", w)
			}
			for line := range strings.Lines(err.Error()) {
				if strings.HasPrefix(line, c.want) {
					return
				}
			}
			t.Errorf("\n got %s\nwant %s", err, c.want)
		})
	}
}

func TestAllFaultsOfAFileAreToldInTheOrderOfLines(t *testing.T) {
	_, err := worlds.Read("w.yaml", []byte("world:\n  studies:\n    - {key: A}\n  factrs: []\nasks: []\ntitle: T"))
	if err == nil {
		t.Fatal("the file was read")
	}
	var at []string
	for line := range strings.Lines(err.Error()) {
		at = append(at, line[:8])
	}
	same(t, "the places", at, []string{"w.yaml:1", "w.yaml:3", "w.yaml:4", "w.yaml:5"})
}

func TestWhatTheStoreFindsIsToldWithItsLine(t *testing.T) {
	for world, want := range map[string]string{
		"  factors:\n    - {key: a}\n    - {key: b, broader: a, level: SOCIETAL}": `w.yaml:6: Factor b, broader: the broader factor "a" is of another level.`,
		"  samples:\n    - {key: s, studies: [a], countriesOfStudy: [Italy]}":     `w.yaml:5: Sample s, countriesOfStudy: "Italy" is not a country code`,
		"  factors:\n    - {key: a}\n  studies:\n    - {key: a}":                  `w.yaml:5: Factor a, key: the key is taken by a Study.`,
	} {
		w, err := worlds.Read("w.yaml", []byte(asking(world)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err = stored(w, w.Records); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("\n got %v\nwant %s", err, want)
		}
	}
}

func TestTheRunnerSeesEveryDifference(t *testing.T) {
	const world = "title: T\nabout: A\nworld:\n  findings:\n    - {key: f1, factor: a, study: x, valence: HINDERING}\n    - {key: f2, factor: b, study: y, valence: HINDERING}\nasks:\n"
	for name, c := range map[string]struct {
		ask  string
		says []string // nothing where the answer is right
	}{
		"the right answer":       {`{ask: "{ findings { totalCount nodes { key } } }", answer: {findings: {nodes: [{key: f1}, {key: f2}], totalCount: 2.0}}}`, nil},
		"the right error":        {`{ask: "{ phases(model: \"z\") { key } }", errors: [NOT_FOUND]}`, nil},
		"an error and its data":  {`{ask: "{ a: studies(first: 1) { totalCount } b: study(key: \"z\") { key } c: factor(key: \"a\") { findings(first: 1001) { totalCount } } }", answer: {a: {totalCount: 2}, b: null, c: null}, errors: [BAD_USER_INPUT]}`, nil},
		"a wrong number":         {`{ask: "{ findings { totalCount } }", answer: {findings: {totalCount: 3}}}`, []string{"w.yaml:8: the answer is not the one that is written (-written +given)", `float64(3)`, `float64(2)`}},
		"a wrong order":          {`{ask: "{ findings { nodes { key } } }", answer: {findings: {nodes: [{key: f2}, {key: f1}]}}}`, []string{"w.yaml:8", `"f2"`}},
		"a field too few":        {`{ask: "{ findings { totalCount } }", answer: {findings: {}}}`, []string{"w.yaml:8", `"totalCount"`}},
		"a field too many":       {`{ask: "{ findings { totalCount } }", answer: {findings: {totalCount: 2, more: null}}}`, []string{"w.yaml:8", `"more"`}},
		"a number as words":      {`{ask: "{ findings { totalCount } }", answer: {findings: {totalCount: "2"}}}`, []string{"w.yaml:8", `"2"`}},
		"an error not foreseen":  {`{ask: "{ phases(model: \"z\") { key } }", answer: {phases: []}}`, []string{"w.yaml:8", "NOT_FOUND"}},
		"an error that is not":   {`{ask: "{ findings { totalCount } }", errors: [NOT_FOUND]}`, []string{"w.yaml:8", "NOT_FOUND"}},
		"another error":          {`{ask: "{ nothing }", errors: [NOT_FOUND]}`, []string{"w.yaml:8", "NOT_FOUND", "GRAPHQL_VALIDATION_FAILED"}},
		"a wrong answer besides": {`{ask: "{ phases(model: \"z\") { key } }", errors: [NOT_FOUND], answer: {phases: []}}`, []string{"w.yaml:8"}},
	} {
		t.Run(name, func(t *testing.T) {
			w, err := worlds.Read("w.yaml", []byte(world+"  - "+c.ask))
			if err != nil {
				t.Fatal(err)
			}
			memory, err := inMemory(w, w.Records)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(judge(t, w, memory), "\n")
			if (got == "") != (c.says == nil) {
				t.Errorf("the runner says %q", got)
			}
			for _, part := range c.says {
				if !strings.Contains(got, part) {
					t.Errorf("%q is not in %s", part, got)
				}
			}
		})
	}
}

func TestTheRunnerSeesWhereTheStoresDiffer(t *testing.T) {
	engine := func(factor string) (*worlds.World, *schema.Engine) {
		w, err := worlds.Read("w.yaml", []byte("title: T\nabout: A\nworld:\n  factors: [{key: "+factor+"}]\nasks:\n  - {ask: \"{ factors { totalCount nodes { key } } }\", answer: {factors: {totalCount: 1, nodes: [{key: a}]}}}"))
		if err != nil {
			t.Fatal(err)
		}
		e, err := inMemory(w, w.Records)
		if err != nil {
			t.Fatal(err)
		}
		return w, e
	}
	w, right := engine("a")
	_, wrong := engine("b")
	if got := judge(t, w, right, other{"a second store", right}); got != nil {
		t.Errorf("the runner says %v", got)
	}
	got := judge(t, w, right, other{"a second store", right}, other{"a third store", wrong})
	if len(got) != 1 || !strings.HasPrefix(got[0], "w.yaml:6: a third store gives other bytes:\n") {
		t.Errorf("the runner says %v", got)
	}
}
