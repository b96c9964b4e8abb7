package metamorphic_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/schema"
)

// perKind is how many records of each kind are renamed, one at a time.
const perKind = 2

func TestRenamingAKeyRenamesItEverywhereAndChangesNothingElse(t *testing.T) {
	data := builtin(t)
	before := siteOf(t, data.Release, data.Records)
	answers, words := map[string][]byte{}, wordsOf(data.Records)
	for _, d := range documents(t) {
		answers[d.name] = before.ask(t, d.text, d.variables)
	}
	for _, kind := range graph.NodeKinds() {
		chosen := candidates(data.Records, words, kind, answers)
		if len(chosen) == 0 && kind != graph.KindVocabularyTerm && kind != graph.KindCaveat {
			t.Errorf("no %s can be renamed whose key is told by an example, so nothing is tried", kind)
		}
		for _, old := range chosen {
			t.Run(kind.String()+" "+old, func(t *testing.T) {
				r := renaming{old: old, fresh: old + suffix, token: token(old)}
				after := siteOf(t, data.Release, r.records(data.Records))
				r.literal = strings.NewReplacer(
					graph.ID(recordOf(data.Records, kind, old)), graph.ID(recordOf(r.records(data.Records), kind, r.fresh)),
					before.info.Hash, after.info.Hash,
					before.info.Revision, after.info.Revision,
				)
				for _, d := range documents(t) {
					got := after.ask(t, r.text(d.text), r.text(d.variables))
					want := []byte(r.text(string(answers[d.name])))
					if diff := cmp.Diff(withoutDigests(decode(t, want)), withoutDigests(decode(t, got))); diff != "" {
						t.Errorf("the answer to %s (-renamed +given):\n%s", d.name, diff)
					}
				}
			})
		}
	}
}

// suffix makes a new key of an old one.
const suffix = "-0"

// renaming gives one record another key.
type renaming struct {
	old, fresh string
	token      *regexp.Regexp
	literal    *strings.Replacer // ids and hashes
}

// token finds a key that is no part of a longer one.
func token(key string) *regexp.Regexp {
	return regexp.MustCompile(`(^|[^a-z0-9-])` + regexp.QuoteMeta(key) + `($|[^a-z0-9-])`)
}

// text renames the key wherever it stands in a text. Twice, because two places that
// only one character parts share it.
func (r renaming) text(text string) string {
	for range 2 {
		text = r.token.ReplaceAllString(text, "${1}"+r.fresh+"${2}")
	}
	return r.literal.Replace(text)
}

// records gives copies with the new key in place of the old one.
func (r renaming) records(records []graph.Record) []graph.Record {
	name := func(key string) string {
		if key == r.old {
			return r.fresh
		}
		return key
	}
	out := make([]graph.Record, len(records))
	for i, record := range records {
		m := graph.ModelOf(record.RecordKind())
		c := m.Copy(record)
		for _, f := range m.Fields {
			switch f.Type {
			case graph.TypeKey, graph.TypeRef:
				f.SetStr(c, name(f.Str(c)))
			case graph.TypeRefs:
				list := slices.Clone(f.List(c))
				for j := range list {
					list[j] = name(list[j])
				}
				f.SetList(c, list)
			}
		}
		graph.CompleteKey(c)
		out[i] = c
	}
	return out
}

func recordOf(records []graph.Record, kind graph.Kind, key string) graph.Record {
	for _, r := range records {
		if r.RecordKind() == kind && r.RecordKey() == key {
			return r
		}
	}
	return nil
}

// candidates are the keys of a kind that the most answers tell. A key that words of
// the data hold as well would be renamed in them too, so it is none of them.
func candidates(records []graph.Record, words string, kind graph.Kind, answers map[string][]byte) []string {
	told := map[string]int{}
	var out []string
	for _, r := range records {
		key := r.RecordKey()
		if r.RecordKind() != kind || !strings.Contains(key, "-") {
			continue
		}
		for _, answer := range answers {
			if bytes.Contains(answer, []byte(`"`+key+`"`)) {
				told[key]++
			}
		}
		if told[key] == 0 || slices.ContainsFunc(records, func(other graph.Record) bool { return inTheWay(r, other) }) {
			continue
		}
		if strings.Contains(words, key) && token(key).MatchString(words) {
			continue
		}
		out = append(out, key)
	}
	slices.SortFunc(out, func(a, b string) int {
		if told[a] != told[b] {
			return told[b] - told[a]
		}
		return strings.Compare(a, b)
	})
	return out[:min(perKind, len(out))]
}

// inTheWay says whether the new key of a record would have another place than the old
// one, beside another node: one that lies between the two, or one of its own kind that
// begins with the old key, where links join them with further keys.
func inTheWay(r, other graph.Record) bool {
	key, next := r.RecordKey(), other.RecordKey()
	if r == other || !other.RecordKind().IsNode() {
		return false
	}
	between := next > key && next <= key+suffix
	return between || r.RecordKind() == other.RecordKind() && strings.HasPrefix(next, key+"-")
}

// wordsOf is all that the records say in words.
func wordsOf(records []graph.Record) string {
	var b strings.Builder
	for _, r := range records {
		for _, f := range graph.ModelOf(r.RecordKind()).Fields {
			switch f.Type {
			case graph.TypeString:
				b.WriteString(f.Str(r) + "\n")
			case graph.TypeStrings:
				b.WriteString(strings.Join(f.List(r), "\n") + "\n")
			case graph.TypeText:
				for _, translation := range f.Text(r) {
					b.WriteString(translation.Value + "\n")
				}
			}
		}
	}
	return b.String()
}

// citedAs is the end of the key of a reference to an answer.
var citedAs = regexp.MustCompile(`-(matrix|tally)-[0-9a-f]{8}\b`)

// withoutDigests blanks what an answer holds a digest of: cursors have one of the
// question, and keys of references to answers one of the permalink.
func withoutDigests(v any) any {
	switch v := v.(type) {
	case string:
		if isCursor(v) {
			return "cursor"
		}
		return citedAs.ReplaceAllString(v, "-$1-digest")
	case []any:
		for i := range v {
			v[i] = withoutDigests(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = withoutDigests(v[k])
		}
	}
	return v
}

// sumBytes is how many bytes of its checksum a cursor ends with.
const sumBytes = 4

func isCursor(text string) bool {
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) <= sumBytes {
		return false
	}
	sum := sha256.Sum256(b[:len(b)-sumBytes])
	return bytes.Equal(sum[:sumBytes], b[len(b)-sumBytes:])
}

func TestCursorsAreKnownByTheirChecksum(t *testing.T) {
	data := builtin(t)
	answer := siteOf(t, data.Release, data.Records).data(t, `{ studies(first: 1) { pageInfo { endCursor } nodes { id key } } }`)
	studies, _ := answer["studies"].(map[string]any)
	info, _ := studies["pageInfo"].(map[string]any)
	if cursor, _ := info["endCursor"].(string); !isCursor(cursor) {
		t.Errorf("%q is not known as a cursor", cursor)
	}
	first, _ := studies["nodes"].([]any)[0].(map[string]any)
	for field, v := range first {
		if text, _ := v.(string); isCursor(text) {
			t.Errorf("the %s %q is taken for a cursor", field, text)
		}
	}
}

func TestARecordUnderANewKeyIsNotThereUnderTheOldOne(t *testing.T) {
	data := builtin(t)
	r := renaming{old: "social-support", fresh: "social-support" + suffix}
	after := siteOf(t, data.Release, r.records(data.Records))
	answer := after.engine.Do(t.Context(), schema.Request{Query: `{ old: factor(key: "social-support") { key } new: factor(key: "social-support-0") { key } }`})
	if want := `{"old":null,"new":{"key":"social-support-0"}}`; !bytes.Contains(answer.Body.Bytes(), []byte(want)) {
		t.Errorf("the answer is %s, without %s", answer.Body, want)
	}
}
