package replay

import (
	"bufio"
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// pair is an entry of a map, in the order in which it is sent.
type pair struct {
	name  string
	value any
}

// pack writes what a driver may send. It is written here anew: the canonical form is
// not made of it.
func pack(v any) []byte {
	sized := func(small, wide byte, n int) []byte {
		if n < 16 {
			return []byte{small | byte(n)}
		}
		return []byte{wide, byte(n >> 8), byte(n)}
	}
	switch v := v.(type) {
	case nil:
		return []byte{0xC0}
	case bool:
		return []byte{map[bool]byte{false: 0xC2, true: 0xC3}[v]}
	case int:
		return []byte{0xC9, byte(v >> 8), byte(v)}
	case string:
		return append(sized(0x80, 0xD1, len(v)), v...)
	case []any:
		out := sized(0x90, 0xD5, len(v))
		for _, x := range v {
			out = append(out, pack(x)...)
		}
		return out
	case []pair:
		out := sized(0xA0, 0xD9, len(v))
		for _, p := range v {
			out = append(append(out, pack(p.name)...), pack(p.value)...)
		}
		return out
	}
	panic(v)
}

// runOf is a message that runs a statement.
func runOf(parameters, extra []pair) message {
	payload := append([]byte{0xB3, run}, pack("RETURN $a")...)
	return message{payload: append(append(payload, pack(parameters)...), pack(extra)...)}
}

func shuffled(g *rand.Rand, v any) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i, x := range v {
			out[i] = shuffled(g, x)
		}
		return out
	case []pair:
		out := make([]pair, len(v))
		for i, at := range g.Perm(len(v)) {
			out[at] = pair{v[i].name, shuffled(g, v[i].value)}
		}
		return out
	}
	return v
}

func anyValue(depth int) *rapid.Generator[any] {
	simple := []*rapid.Generator[any]{
		rapid.Just[any](nil), rapid.Bool().AsAny(), rapid.IntRange(0, 30_000).AsAny(), rapid.StringN(0, 40, 80).AsAny(),
	}
	if depth > 0 {
		simple = append(simple, rapid.SliceOfN(anyValue(depth-1), 0, 20).AsAny(), anyMap(depth-1).AsAny())
	}
	return rapid.OneOf(simple...)
}

func anyMap(depth int) *rapid.Generator[[]pair] {
	return rapid.Custom(func(t *rapid.T) []pair {
		out := []pair{}
		for _, name := range rapid.SliceOfNDistinct(rapid.StringN(1, 20, 60), 0, 18, rapid.ID).Draw(t, "names") {
			out = append(out, pair{name, anyValue(depth).Draw(t, "value")})
		}
		return out
	})
}

func TestEqualRequestsAreEqualWhateverTheOrderOfMapsAndTheTimeLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		parameters := anyMap(2).Draw(t, "parameters")
		extra := []pair{{"mode", "r"}, {"db", "neo4j"}}
		other := shuffled(g, append(extra, pair{"tx_timeout", 29_999}, pair{"bookmarks", []any{"a"}}, pair{"tx_metadata", []pair{{"app", "x"}}})).([]pair)
		want, err := canonical(runOf(parameters, extra))
		if err != nil {
			t.Fatal(err)
		}
		got, err := canonical(runOf(shuffled(g, parameters).([]pair), other))
		if err != nil || got != want {
			t.Fatalf("%q and %q, %v", got, want, err)
		}
	})
}

func TestRequestsThatDifferStayApart(t *testing.T) {
	base := runOf([]pair{{"a", 1}, {"tx_timeout", 5}}, []pair{{"mode", "r"}})
	for name, other := range map[string]message{
		"a value":                runOf([]pair{{"a", 2}, {"tx_timeout", 5}}, []pair{{"mode", "r"}}),
		"a parameter's own name": runOf([]pair{{"a", 1}, {"tx_timeout", 6}}, []pair{{"mode", "r"}}),
		"another way in":         runOf([]pair{{"a", 1}, {"tx_timeout", 5}}, []pair{{"mode", "w"}}),
		"one less":               runOf([]pair{{"a", 1}}, []pair{{"mode", "r"}}),
	} {
		one, err := canonical(base)
		two, err2 := canonical(other)
		if err != nil || err2 != nil || one == two {
			t.Errorf("%s: %q and %q, %v, %v", name, one, two, err, err2)
		}
	}
}

func TestHalfAMessageIsRefused(t *testing.T) {
	whole := runOf([]pair{{"a", "text"}, {"b", []any{1, 2}}}, []pair{{"mode", "r"}}).payload
	for n := 2; n < len(whole); n++ {
		if name, err := canonical(message{payload: whole[:n]}); err == nil {
			t.Fatalf("%d of %d bytes are taken for %q", n, len(whole), name)
		}
	}
	if _, err := canonical(message{payload: append(whole, 0xC0)}); err == nil {
		t.Error("a message with something behind it is taken")
	}
}

func TestMessagesAreReadOverChunksAndPastEmptyOnes(t *testing.T) {
	text := strings.Repeat("x", 70_000)
	payload := append([]byte{0xB1, record, 0xD2, 0, 1, 0x11, 0x70}, text...)
	var wire bytes.Buffer
	wire.Write([]byte{0, 0}) // to stay awake
	first := wire.Len()
	wire.Write([]byte{0xFF, 0xFF})
	wire.Write(payload[:65_535])
	wire.Write([]byte{byte((len(payload) - 65_535) >> 8), byte(len(payload) - 65_535)})
	wire.Write(payload[65_535:])
	wire.Write([]byte{0, 0})
	sent := bytes.Clone(wire.Bytes())
	m, err := readMessage(bufio.NewReader(&wire))
	if err != nil || !bytes.Equal(m.payload, payload) || !bytes.Equal(m.raw, sent[first:]) || m.kind() != record {
		t.Errorf("%d bytes of %d, %v", len(m.payload), len(payload), err)
	}
	if _, err := readMessage(bufio.NewReader(strings.NewReader("\x00\x03abc\x00\x00"))); err == nil {
		t.Error("what is no message is read as one")
	}
}
