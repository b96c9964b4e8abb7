package neo4jstore

import (
	"context"
	"fmt"
	"iter"
	"math/bits"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/columns"
)

// portionOfFindings is how many chunks of findings one statement hands over: what it
// knows of other kinds travels with each statement.
const portionOfFindings = 25

// packed says how the references and enums of a finding travel: as a few whole numbers,
// each with a row of bits for every field, the first field highest. A driver takes far
// longer for a word than for a number.
type packed struct {
	fields []packedField // references first, then enums
	words  int
}

type packedField struct {
	field  *graph.Field
	places map[string]any // by key or value
	none   int64          // stands for absence, and for what is not there
	bits   int
	word   int
	shift  int // of its bits in the word
}

// packing makes room for the places of the keys that there are.
func packing(keys func(graph.Kind) []string) *packed {
	p := &packed{}
	for _, f := range columns.FindingReferences() {
		p.add(f, keys(f.Target))
	}
	for _, f := range columns.FindingEnums() {
		p.add(f, f.Vocabulary.Names())
	}
	room := 0 // left in the last word
	for i := range p.fields {
		f := &p.fields[i]
		if room < f.bits {
			p.words, room = p.words+1, 62
		}
		room -= f.bits
		f.word, f.shift = p.words-1, 0
		for j := range i {
			if p.fields[j].word == f.word {
				p.fields[j].shift += f.bits
			}
		}
	}
	return p
}

func (p *packed) add(f *graph.Field, values []string) {
	places := make(map[string]any, len(values))
	for i, v := range values {
		places[v] = int64(i)
	}
	p.fields = append(p.fields, packedField{field: f, places: places, none: int64(len(values)), bits: max(bits.Len(uint(len(values))), 1)})
}

// statement writes what hands findings over between two keys, chunk by chunk.
func (p *packed) statement() string {
	words := make([]string, p.words)
	for i, f := range p.fields {
		value := fmt.Sprintf("coalesce($places[%d][%s], $none[%d])", i, stored(f.field).of("n"), i)
		if words[f.word] != "" {
			value = fmt.Sprintf("(%s) * %d + %s", words[f.word], int64(1)<<f.bits, value)
		}
		words[f.word] = value
	}
	var b strings.Builder
	fmt.Fprintf(&b, "UNWIND range(0, size($bounds) - 2) AS i\nCALL (i) {\n  MATCH %s\n  WHERE %s > $bounds[i] AND %s <= $bounds[i + 1]\n  WITH n\n  ORDER BY %s\n  RETURN collect(%s) AS keys",
		anyOf(graph.KindFinding, "n"), keyProperty.of("n"), keyProperty.of("n"), keyProperty.of("n"), keyProperty.of("n"))
	rare := rareReferences()
	var has, lists []string
	for _, f := range rare {
		has = append(has, stored(f).of("n")+" IS NOT NULL")
		lists = append(lists, stored(f).of("n"))
	}
	fmt.Fprintf(&b, ",\n    collect(CASE WHEN %s THEN [%s, %s] END) AS rare", strings.Join(has, " OR "), keyProperty.of("n"), strings.Join(lists, ", "))
	for i, w := range words {
		fmt.Fprintf(&b, ",\n    collect(%s) AS word%d", w, i)
	}
	b.WriteString("\n}\nRETURN keys, rare")
	for i := range words {
		fmt.Fprintf(&b, ", word%d", i)
	}
	return b.String()
}

// rareReferences lists the references of a finding that are not packed.
func rareReferences() []*graph.Field {
	common := columns.FindingReferences()
	return slices.DeleteFunc(references(graph.KindFinding), func(f *graph.Field) bool { return slices.Contains(common, f) })
}

func (p *packed) parameters() map[string]any {
	places, none := make([]any, len(p.fields)), make([]any, len(p.fields))
	for i, f := range p.fields {
		places[i], none[i] = f.places, f.none
	}
	return map[string]any{"places": places, "none": none}
}

// boundsStatement gives the last key of each chunk of findings after a key.
var boundsStatement = "MATCH " + anyOf(graph.KindFinding, "n") + "\nWHERE " + keyProperty.of("n") + " > $after\nWITH " + keyProperty.of("n") +
	" AS key\nORDER BY key\nLIMIT $portion\nWITH collect(key) AS keys\nRETURN [i IN range($chunk - 1, size(keys) + $chunk - 2, $chunk) WHERE size(keys) > 0 | coalesce(keys[i], keys[-1])] AS bounds"

// StreamFindings hands findings over as numbers. It implements columns.FindingStreamer;
// of writes meanwhile it says as little as Stream.
func (s *Store) StreamFindings(ctx context.Context, keys func(graph.Kind) []string) iter.Seq2[*columns.Findings, error] {
	return func(yield func(*columns.Findings, error) bool) {
		p, run, after := packing(keys), s.asking("scan"), ""
		statement, params := p.statement(), p.parameters()
		for {
			rows, err := run(ctx, boundsStatement, map[string]any{"after": after, "chunk": int64(chunk), "portion": int64(chunk * portionOfFindings)})
			if err != nil {
				yield(nil, err)
				return
			}
			bounds, ok := strs(rows[0].Values[0])
			if !ok {
				yield(nil, malformed(graph.KindFinding, "", "", rows[0].Values[0]))
				return
			}
			if len(bounds) == 0 {
				return
			}
			params["bounds"] = append([]string{after}, bounds...)
			after = bounds[len(bounds)-1]
			if rows, err = run(ctx, statement, params); err != nil {
				yield(nil, err)
				return
			}
			for _, row := range rows {
				all, err := p.decode(row.Values)
				if !yield(all, err) || err != nil {
					return
				}
			}
		}
	}
}

// decode makes findings of a row.
func (p *packed) decode(values []any) (*columns.Findings, error) {
	out := &columns.Findings{}
	var ok bool
	if out.Keys, ok = strs(values[0]); !ok || len(values) != 2+p.words {
		return nil, malformed(graph.KindFinding, "", "", values)
	}
	words := make([][]int64, p.words)
	for i := range words {
		if words[i], ok = nums(values[2+i]); !ok || len(words[i]) != len(out.Keys) {
			return nil, malformed(graph.KindFinding, "", "", values[2+i])
		}
	}
	for _, f := range p.fields {
		word, mask := words[f.word], int64(1)<<f.bits-1
		if f.field.Type == graph.TypeEnum {
			out.Codes = append(out.Codes, codes(word, f.shift, mask, f.none))
		} else {
			out.Places = append(out.Places, places(word, f.shift, mask, f.none))
		}
	}
	return out, p.decodeRare(values[1], out)
}

func codes(word []int64, shift int, mask, none int64) []uint8 {
	out := make([]uint8, len(word))
	for i, w := range word {
		if code := w >> shift & mask; code == none {
			out[i] = columns.NoCode
		} else {
			out[i] = uint8(code)
		}
	}
	return out
}

func places(word []int64, shift int, mask, none int64) []int32 {
	out := make([]int32, len(word))
	for i, w := range word {
		if place := w >> shift & mask; place == none {
			out[i] = columns.NoPlace
		} else {
			out[i] = int32(place)
		}
	}
	return out
}

// decodeRare reads the references that few findings have.
func (p *packed) decodeRare(value any, out *columns.Findings) error {
	list, ok := value.([]any)
	if !ok {
		return malformed(graph.KindFinding, "", "", value)
	}
	rare, at := rareReferences(), 0
	for _, one := range list {
		row, _ := one.([]any)
		if len(row) != 1+len(rare) {
			return malformed(graph.KindFinding, "", "", one)
		}
		for at < len(out.Keys) && out.Keys[at] != row[0] {
			at++
		}
		for i, f := range rare {
			keys, ok := strs(row[1+i])
			if key, single := row[1+i].(string); single {
				keys, ok = []string{key}, true
			}
			if at == len(out.Keys) || !ok && row[1+i] != nil {
				return malformed(graph.KindFinding, "", f.Name, row[1+i])
			}
			if ok {
				out.Rare = append(out.Rare, columns.Reference{Finding: at, Field: f, Keys: keys})
			}
		}
	}
	return nil
}

func nums(v any) ([]int64, bool) {
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	out := make([]int64, len(list))
	for i, n := range list {
		if out[i], ok = n.(int64); !ok {
			return nil, false
		}
	}
	return out, true
}
