package schema

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/graph/storetest"
)

func TestATextThatIsTakenBackIsWhatItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		written := text{b: newPiece()}
		plain := []byte{}
		type place struct {
			mark mark
			at   int
		}
		var marks []place
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 5).Draw(t, "step") {
			case 0:
				marks = append(marks, place{written.mark(), len(plain)})
			case 1:
				if len(marks) > 0 {
					to := rapid.IntRange(0, len(marks)-1).Draw(t, "mark")
					written.takeBack(marks[to].mark)
					plain, marks = plain[:marks[to].at], marks[:to+1]
				}
			default: // seldom more than a piece, often near its end
				n := rapid.SampledFrom([]int{0, 1, pieceRoom - 1, pieceRoom, 9_000, pieceBytes/2 + 1, pieceBytes + 1}).Draw(t, "length")
				value := bytes.Repeat([]byte{byte('a' + n%26)}, n)
				written.room()
				written.b = append(written.b, value...)
				plain = append(plain, value...)
			}
			if written.size() != len(plain) {
				t.Fatalf("%d bytes, want %d", written.size(), len(plain))
			}
		}
		body := written.body()
		if body.Len() != len(plain) || !bytes.Equal(body.Bytes(), plain) {
			t.Fatalf("%d bytes are not the %d that were written", body.Len(), len(plain))
		}
		var sent bytes.Buffer
		if n, err := body.WriteTo(&sent); err != nil || n != int64(len(plain)) || !bytes.Equal(sent.Bytes(), plain) {
			t.Fatalf("sent %d bytes of %d: %v", n, len(plain), err)
		}
		if body.Len() != 0 || len(body.Bytes()) != 0 {
			t.Fatalf("%d bytes are left of what was sent", body.Len())
		}
	})
}

// door takes so many writes before it closes.
type door struct {
	open int
	took []byte
}

var errClosed = errors.New("closed")

func (d *door) Write(b []byte) (int, error) {
	if d.open--; d.open < 0 {
		return 0, errClosed
	}
	d.took = append(d.took, b...)
	return len(b), nil
}

func TestABodyIsEmptyOnceItWasGivenBack(t *testing.T) {
	large := func() *Body {
		written := text{b: newPiece()}
		for range 3 * pieceBytes / 1000 {
			written.room()
			written.b = append(written.b, strings.Repeat("x", 1000)...)
		}
		return written.body()
	}
	b := large()
	d := &door{open: 1}
	if n, err := b.WriteTo(d); !errors.Is(err, errClosed) || n != int64(len(d.took)) || n == 0 {
		t.Errorf("a reader that left took %d bytes, and %d are told: %v", len(d.took), n, err)
	}
	for name, give := range map[string]func(*Body){
		"left by its reader": func(b *Body) { _, _ = b.WriteTo(&door{}) },
		"released":           (*Body).Release,
		"released twice":     func(b *Body) { b.Release(); b.Release() },
	} {
		b := large()
		give(b)
		if b.Len() != 0 || b.String() != "" {
			t.Errorf("%s: %d bytes are left", name, b.Len())
		}
	}
	var none *Body
	none.Release()
	if n, err := none.WriteTo(d); n != 0 || err != nil || none.Len() != 0 || none.String() != "" {
		t.Errorf("no body: %d bytes, %v", n, err)
	}
	text := NewBody([]byte("{}"))
	if text.Len() != 2 || text.String() != "{}" {
		t.Errorf("a body of a text is %q", text)
	}
}

func TestAnswersHeldAtOnceDoNotShareTheirPieces(t *testing.T) {
	e := engineOver(t, generated(t, 3, storetest.Size{Studies: 100, Factors: 30, Findings: 1500}))
	query := func(n int) string {
		return fmt.Sprintf(`{ findings(first: %d) { nodes { id key valence factorState study { key title } } } }`, n)
	}
	const answers = 8
	bodies, want := make([]*Body, answers), make([]string, answers)
	for i := range want {
		gone := e.Do(t.Context(), Request{Query: query(1000 - 9*i)})
		want[i] = gone.Body.String()
		gone.Body.Release()
	}
	for i := range bodies {
		bodies[i] = e.Do(t.Context(), Request{Query: query(1000 - 9*i)}).Body
	}
	for i, b := range bodies {
		if len(want[i]) < 2*pieceBytes || b.String() != want[i] {
			t.Errorf("answer %d of %d bytes is another one", i, len(want[i]))
		}
	}
}

// A mistake at the end of a long answer takes back all of its pieces.
func TestNullTakesBackALongAnswer(t *testing.T) {
	s := generated(t, 3, storetest.Size{Studies: 100, Factors: 30, Findings: 900})
	calls := 0
	e := engineOver(t, tampered{Store: s, before: func(verb string, _ any) error {
		if verb == "tally" {
			calls++
			return errBoom
		}
		return nil
	}})
	a := ask(t, e, `{ release { name } x: findings(first: 1000) { nodes { id key valence factorState status } } tally(by: [PHASE]) { groups { nodes } } }`, "")
	if a.wantData(t, `null`); calls == 0 || len(a.Errors) != 1 {
		t.Errorf("%.300s", a.raw)
	}
	key := dig(t, must(t, e, `{ factors(first: 1) { nodes { key } } }`, ""), "factors", "nodes", 0, "key").(string)
	a = ask(t, e, `{ nodes(ids: ["`+key+`"]) { ... on Factor { key findings(first: 100) { nodes { id key } } counts { findings } } } release { name } }`, "")
	if a.wantData(t, `{"nodes":[null],"release":{"name":"generated"}}`); len(a.Errors) != 1 {
		t.Errorf("%.300s", a.raw)
	}
}

// leaving is a context that ends once it was asked so often.
type leaving struct {
	context.Context
	left int
}

func (l *leaving) Err() error {
	if l.left--; l.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestALongAnswerStopsWhenNobodyWaitsForIt(t *testing.T) {
	e := curatedEngine()
	query := `{ evidenceMatrix(rows: REPORT, columns: REPORT) { cells { row { key } column { key } counts { findings } } } }`
	e.Do(t.Context(), Request{Query: query}).Body.Release() // what is counted once is there
	count := &leaving{t.Context(), 1 << 30}
	whole := e.Do(count, Request{Query: query})
	asked := 1<<30 - count.left
	if len(whole.Errors) > 0 || asked < 3 {
		t.Fatalf("asked %d times: %v", asked, whole.Errors)
	}
	resp := e.Do(&leaving{t.Context(), asked - 1}, Request{Query: query})
	if resp.Executed || len(resp.Errors) != 1 || resp.Errors[0].Code != "CANCELED" || resp.Body.Len() > 300 {
		t.Errorf("%.300s", resp.Body)
	}
}
