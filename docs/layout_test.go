package docs_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// width is how long a line of a printed answer may be before it is broken up.
const width = 100

// layOut prints JSON for readers: what fits on a line stands on one line, in the
// order of the answer. With most above 0, lists show so many items and then "…".
func layOut(t *testing.T, text string, most int) string {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	v, err := readValue(d)
	if err != nil {
		t.Fatalf("this is not JSON: %v\n%s", err, text)
	}
	var b strings.Builder
	v.write(&b, "", 0, most)
	if !json.Valid([]byte(b.String())) || most == 0 && !sameJSON(t, text, b.String()) {
		t.Fatalf("the print is not what it should print:\n%s\n%s", text, b.String())
	}
	return b.String() + "\n"
}

// sameJSON compares two texts of JSON, whatever their layout.
func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	var values [2]any
	for i, text := range []string{a, b} {
		if err := json.Unmarshal([]byte(text), &values[i]); err != nil {
			t.Fatalf("this is not JSON: %v\n%s", err, text)
		}
	}
	return reflect.DeepEqual(values[0], values[1])
}

// value is a JSON value that remembers the order of its members.
type value struct {
	open  byte   // { or [, 0 for what is neither
	plain string // where open is 0
	names []string
	items []value
}

func readValue(d *json.Decoder) (value, error) {
	token, err := d.Token()
	if err != nil {
		return value{}, err
	}
	delim, ok := token.(json.Delim)
	if !ok {
		return value{plain: string(mustJSON(token))}, nil
	}
	v := value{open: byte(delim)}
	for d.More() {
		if v.open == '{' {
			name, err := d.Token()
			if err != nil {
				return v, err
			}
			v.names = append(v.names, string(mustJSON(name)))
		}
		item, err := readValue(d)
		if err != nil {
			return v, err
		}
		v.items = append(v.items, item)
	}
	_, err = d.Token() // the closing bracket
	return v, err
}

func (v value) cut(most int) value {
	if v.open == '[' && most > 0 && len(v.items) > most {
		v.items = append(v.items[:most:most], value{plain: `"…"`})
	}
	return v
}

func (v value) write(b *strings.Builder, indent string, used, most int) {
	v = v.cut(most)
	if one := v.oneLine(most); v.open == 0 || utf8.RuneCountInString(one)+utf8.RuneCountInString(indent)+used <= width {
		b.WriteString(one)
		return
	}
	b.WriteByte(v.open)
	for i, item := range v.items {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n" + indent + "  ")
		ahead := 1 // a comma
		if v.open == '{' {
			b.WriteString(v.names[i] + ": ")
			ahead += utf8.RuneCountInString(v.names[i]) + 2
		}
		item.write(b, indent+"  ", ahead, most)
	}
	b.WriteString("\n" + indent + string(v.open+2)) // } and ] come two after { and [
}

func (v value) oneLine(most int) string {
	v = v.cut(most)
	if v.open == 0 {
		return v.plain
	}
	parts := make([]string, len(v.items))
	for i, item := range v.items {
		parts[i] = item.oneLine(most)
		if v.open == '{' {
			parts[i] = v.names[i] + ": " + parts[i]
		}
	}
	inside := strings.Join(parts, ", ")
	if v.open == '{' && inside != "" {
		inside = " " + inside + " "
	}
	return string(v.open) + inside + string(v.open+2)
}

func TestLayOutKeepsOrderAndBreaksOnlyLongLines(t *testing.T) {
	long := `"` + strings.Repeat("x", 60) + `"`
	for _, c := range []struct {
		text, want string
		most       int
	}{
		{`{"b":1,"a":[1,2.50,null,true]}`, `{ "b": 1, "a": [1, 2.50, null, true] }`, 0},
		{`{"b":{},"a":[]}`, `{ "b": {}, "a": [] }`, 0},
		{`[1,2,3]`, `[1, 2, "…"]`, 2},
		{`["<&>"]`, `["<&>"]`, 0},
		{`[` + long + `,` + long + `]`, "[\n  " + long + ",\n  " + long + "\n]", 0},
		{`{"a":` + long[:61] + long[1:] + `}`, "{\n  \"a\": " + long[:61] + long[1:] + "\n}", 0},
		{`{"b":` + long + `,"a":` + long + `}`, "{\n  \"b\": " + long + ",\n  \"a\": " + long + "\n}", 0},
	} {
		if got := layOut(t, c.text, c.most); got != c.want+"\n" {
			t.Errorf("%s is printed as\n%swant\n%s", c.text, got, c.want)
		}
	}
}
