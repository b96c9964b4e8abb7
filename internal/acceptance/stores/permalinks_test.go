package stores_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/graph/storetest"
	"github.com/exitgraph/exitgraph/schema"
)

// Every permalink that was given out over the built-in data is answered with the
// bytes of then, in both stores.
func TestPermalinksAreAnsweredWithTheSameBytesInBothStores(t *testing.T) {
	p := doorsOf(t, builtin(t))
	lines := strings.Split(strings.TrimSpace(read(t, "schema/testdata/permalinks.txt")), "\n")
	if len(lines) < 8 {
		t.Fatalf("only %d permalinks", len(lines))
	}
	for _, line := range lines {
		parts := strings.Fields(line)
		if len(parts) != 3 {
			t.Fatalf("the line is no hash, length and permalink: %s", line)
		}
		for _, door := range p {
			answer := door.engine.Replay(t.Context(), parts[2])
			if len(answer.Errors) > 0 {
				t.Errorf("%s in %s: %v", parts[2], door.name, answer.Errors[0])
				continue
			}
			sum := sha256.Sum256(answer.Body.Bytes())
			if hex.EncodeToString(sum[:]) != parts[0] || strconv.Itoa(answer.Body.Len()) != parts[1] {
				t.Errorf("%s has another answer in %s: %.300s", parts[2], door.name, answer.Body)
			}
		}
	}
}

// A permalink that one store gave out is answered by the other.
func TestAPermalinkOfOneStoreIsAnsweredByTheOther(t *testing.T) {
	p := doorsOf(t, generated(11, storetest.Small))
	for _, question := range []string{`evidenceMatrix(where: {valence: {in: [FACILITATING, HINDERING]}})`, `evidenceMatrix(rows: STUDY, columns: COUNTRY, nonEmpty: true)`, `tally(by: [FACTOR, YEAR])`} {
		answer := p.same(t, schema.Request{Query: `{ asked: ` + question + ` { citation { release hash permalink text(style: RIS) } } }`})
		link, _ := dataOf(t, answer)["asked"].(map[string]any)["citation"].(map[string]any)["permalink"].(string)
		memory := p[0].engine.Replay(t.Context(), link)
		if len(memory.Errors) > 0 || !bytes.HasPrefix(memory.Body.Bytes(), []byte(`{"data":{"release":`)) {
			t.Fatalf("%s: %.300s", link, memory.Body)
		}
		for _, door := range p[1:] {
			if other := door.engine.Replay(t.Context(), link); !bytes.Equal(memory.Body.Bytes(), other.Body.Bytes()) {
				t.Errorf("%s has two answers\n%.300s\n%s: %.300s", link, memory.Body, door.name, other.Body)
			}
		}
	}
}
