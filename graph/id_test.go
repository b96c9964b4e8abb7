package graph_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/graph"
)

// keys draws texts with the form of a key.
func keys() *rapid.Generator[string] {
	return rapid.StringMatching(`[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,8}`)
}

// nodeWith makes a node of a kind with a key and nothing else.
func nodeWith(k graph.Kind, key string) graph.Record {
	r := graph.ModelOf(k).New()
	graph.ModelOf(k).KeyField().SetStr(r, key)
	return r
}

func TestAnIDLeadsBackToKindAndKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := nodeWith(rapid.SampledFrom(graph.NodeKinds()).Draw(t, "kind"), keys().Draw(t, "key"))
		id := graph.ID(r)
		kind, key, ok := graph.ParseID(id)
		if kind != r.RecordKind() || key != r.RecordKey() || !ok {
			t.Fatalf("%s leads to %s %q, ok %v", id, kind, key, ok)
		}
		if graph.ValidKey(id) {
			t.Fatalf("the id %s has the form of a key", id)
		}
		if got := string(graph.AppendID([]byte("before "), r)); got != "before "+id {
			t.Fatalf("appended it reads %q", got)
		}
	})
}

func TestTheLongestKeyHasAnID(t *testing.T) {
	r := nodeWith(graph.KindStudy, strings.Repeat("k", 200))
	if _, key, ok := graph.ParseID(graph.ID(r)); key != r.RecordKey() || !ok {
		t.Errorf("the id of the longest key leads to %q, ok %v", key, ok)
	}
}

func TestAKeyIsTakenAsItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := keys().Draw(t, "key")
		if kind, key, ok := graph.ParseID(text); kind != 0 || key != text || !ok {
			t.Fatalf("%q is read as %s %q, ok %v", text, kind, key, ok)
		}
	})
}

func TestIDsNeverChange(t *testing.T) {
	for k, want := range map[graph.Kind]string{
		graph.KindStudy: "eg_c29uZQ", graph.KindReport: "eg_cm9uZQ", graph.KindSample: "eg_YW9uZQ",
		graph.KindFactor: "eg_Zm9uZQ", graph.KindPhaseModel: "eg_bW9uZQ", graph.KindPhase: "eg_cG9uZQ",
		graph.KindFinding: "eg_bm9uZQ", graph.KindCaveat: "eg_Y29uZQ", graph.KindVocabularyTerm: "eg_dm9uZQ",
	} {
		if got := graph.ID(nodeWith(k, "one")); got != want {
			t.Errorf("the %s one has the id %s, not %s", k, got, want)
		}
	}
}

func TestTheSameKeyInTwoKindsHasTwoIDs(t *testing.T) {
	seen := map[string]graph.Kind{}
	for _, k := range graph.NodeKinds() {
		id := graph.ID(nodeWith(k, "same"))
		if other, ok := seen[id]; ok {
			t.Errorf("%s and %s share the id %s", other, k, id)
		}
		seen[id] = k
	}
}

// encoded writes an id by hand.
func encoded(letter byte, key string) string {
	return "eg_" + base64.RawURLEncoding.EncodeToString(append([]byte{letter}, key...))
}

func TestWhatIsNeitherIDNorKeyNamesNothing(t *testing.T) {
	good := encoded('s', "one")
	for rule, text := range map[string]string{
		"nothing":                      "",
		"words":                        "not a key",
		"capitals":                     "Study-One",
		"a hyphen in front":            "-one",
		"a hyphen at the end":          "one-",
		"two hyphens":                  "one--two",
		"a key that is too long":       strings.Repeat("k", 201),
		"a prefix alone":               "eg_",
		"a kind without a key":         encoded('s', ""),
		"a letter of no kind":          encoded('z', "one"),
		"the letter in capitals":       encoded('S', "one"),
		"a letter that is zero":        encoded(0, "one"),
		"the last of the letters":      encoded(0xff, "one"),
		"a key with a slash":           encoded('s', "one/two"),
		"a key with capitals":          encoded('s', "One"),
		"a key in an id, too long":     encoded('s', strings.Repeat("k", 201)),
		"base64 with padding":          encoded('s', "on") + "==",
		"base64 of the other alphabet": "eg_cn8/",
		"base64 cut off":               good[:len(good)-1] + "*",
		"a line break at the end":      good + "\n",
		"a line break inside":          good[:5] + "\r" + good[5:],
		"spare bits that are not zero": encoded('s', "a")[:5] + "F",
		"another prefix":               "eh_" + good[3:],
		"the prefix in capitals":       "EG_" + good[3:],
	} {
		if kind, key, ok := graph.ParseID(text); ok {
			t.Errorf("%s: %q is read as %s %q", rule, text, kind, key)
		}
	}
}

func FuzzParseID(f *testing.F) {
	for _, k := range graph.NodeKinds() {
		f.Add(graph.ID(nodeWith(k, "hickle-2017")))
	}
	f.Add("hickle-2017")
	f.Add("eg_")
	f.Add("eg_QWE\n")
	f.Fuzz(func(t *testing.T, text string) {
		kind, key, ok := graph.ParseID(text)
		if !ok {
			return
		}
		if !graph.ValidKey(key) {
			t.Fatalf("%q is read as the key %q, which is none", text, key)
		}
		if kind == 0 {
			if key != text {
				t.Fatalf("the key %q is read as %q", text, key)
			}
			return
		}
		if again := graph.ID(nodeWith(kind, key)); again != text {
			t.Fatalf("%q and %q are both the id of %s %s", text, again, kind, key)
		}
	})
}
