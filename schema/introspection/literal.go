package introspection

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/graphql-go/graphql"
)

// literal writes a default value, held as resolvers will receive it, as a GraphQL
// literal of type t. It is strict: a value that a client could not have sent for
// the type is an error, because the library itself accepts any.
func (d *describer) literal(value any, t graphql.Type) (string, error) {
	if wrapper, ok := t.(*graphql.NonNull); ok {
		if isNull(value) {
			return "", errors.New("null is not allowed")
		}
		return d.literal(value, wrapper.OfType)
	}
	if isNull(value) {
		return "null", nil
	}
	if pointer := reflect.ValueOf(value); pointer.Kind() == reflect.Pointer {
		value = pointer.Elem().Interface()
	}
	switch t := t.(type) {
	case *graphql.List:
		return d.listLiteral(value, t)
	case *graphql.InputObject:
		return d.objectLiteral(value, t)
	case *graphql.Enum:
		return enumLiteral(value, t)
	case *graphql.Scalar:
		return scalarLiteral(value, t)
	}
	return "", fmt.Errorf("%s is no input type", t)
}

func isNull(value any) bool {
	if value == nil {
		return true
	}
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		return v.IsNil()
	}
	return false
}

// listLiteral accepts slices and arrays only: the library hands the default to the
// resolver as it is, without wrapping a single value into a list.
func (d *describer) listLiteral(value any, t *graphql.List) (string, error) {
	list := reflect.ValueOf(value)
	if list.Kind() != reflect.Slice && list.Kind() != reflect.Array {
		return "", fmt.Errorf("%v is no list", value)
	}
	items := make([]string, list.Len())
	for i := range items {
		item, err := d.literal(list.Index(i).Interface(), t.OfType)
		if err != nil {
			return "", fmt.Errorf("item %d: %w", i, err)
		}
		items[i] = item
	}
	return "[" + strings.Join(items, ", ") + "]", nil
}

func (d *describer) objectLiteral(value any, t *graphql.InputObject) (string, error) {
	given, ok := value.(map[string]any)
	if !ok {
		return "", fmt.Errorf("%v is no map[string]any", value)
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if t.Fields()[name] == nil {
			return "", fmt.Errorf("%s has no field %q", t.Name(), name)
		}
	}
	// A fault in the declared order is reported where the type itself is described.
	names, _ := d.ledger.order(t.Name(), slices.Collect(maps.Keys(t.Fields())))
	var entries []string
	for _, name := range names {
		field := t.Fields()[name]
		entry, present := given[name]
		if !present {
			if _, required := field.Type.(*graphql.NonNull); required && field.DefaultValue == nil {
				return "", fmt.Errorf("the required field %q of %s is missing", name, t.Name())
			}
			continue
		}
		text, err := d.literal(entry, field.Type)
		if err != nil {
			return "", fmt.Errorf("field %q of %s: %w", name, t.Name(), err)
		}
		entries = append(entries, name+": "+text)
	}
	return "{" + strings.Join(entries, ", ") + "}", nil
}

// enumLiteral finds the value among the enum's internal values. It does not use
// Enum.Serialize, which fills a map without a lock.
func enumLiteral(value any, t *graphql.Enum) (string, error) {
	if reflect.TypeOf(value).Comparable() {
		for _, candidate := range t.Values() {
			if candidate.Value == value {
				return candidate.Name, nil
			}
		}
	}
	return "", fmt.Errorf("%v (%T) is no value of %s", value, value, t.Name())
}

// scalarLiteral lets the scalar serialise the value and writes what comes out.
func scalarLiteral(value any, t *graphql.Scalar) (text string, err error) {
	if fits, builtIn := builtInKinds[t.Name()]; builtIn && !fits(reflect.ValueOf(value)) {
		return "", fmt.Errorf("%v (%T) is no %s", value, value, t.Name())
	}
	defer func() {
		// A scalar of ours panics on what it cannot serialise.
		if cause := recover(); cause != nil {
			err = fmt.Errorf("%v is no %s: %v", value, t.Name(), cause)
		}
	}()
	serialized := t.Serialize(value)
	if isNull(serialized) {
		return "", fmt.Errorf("%v is no %s", value, t.Name())
	}
	return plainLiteral(reflect.ValueOf(serialized))
}

// builtInKinds is stricter than the library's scalars, which take "12" for an Int.
var builtInKinds = map[string]func(reflect.Value) bool{
	"Int":     isInteger,
	"Float":   func(v reflect.Value) bool { return v.CanFloat() || isInteger(v) },
	"Boolean": func(v reflect.Value) bool { return v.Kind() == reflect.Bool },
	"String":  func(v reflect.Value) bool { return v.Kind() == reflect.String },
	"ID":      func(v reflect.Value) bool { return v.Kind() == reflect.String || isInteger(v) },
}

func isInteger(v reflect.Value) bool { return v.CanInt() || v.CanUint() }

// plainLiteral writes a serialised scalar: text, number, truth value, or for the
// scalars that hold any JSON, lists and maps of these.
func plainLiteral(v reflect.Value) (string, error) {
	switch {
	case !v.IsValid():
		return "null", nil
	case v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer:
		return plainLiteral(v.Elem())
	case v.Kind() == reflect.String:
		return Quote(v.String()), nil
	case v.Kind() == reflect.Bool:
		return strconv.FormatBool(v.Bool()), nil
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10), nil
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10), nil
	case v.CanFloat():
		return floatLiteral(v)
	case v.Kind() == reflect.Slice || v.Kind() == reflect.Array:
		return plainList(v)
	case v.Kind() == reflect.Map && v.Type().Key().Kind() == reflect.String:
		return plainMap(v)
	}
	return "", fmt.Errorf("a %s cannot be written as a literal", v.Type())
}

func plainList(list reflect.Value) (string, error) {
	items := make([]string, list.Len())
	for i := range items {
		item, err := plainLiteral(list.Index(i))
		if err != nil {
			return "", err
		}
		items[i] = item
	}
	return "[" + strings.Join(items, ", ") + "]", nil
}

func plainMap(entries reflect.Value) (string, error) {
	texts := make([]string, 0, entries.Len())
	for _, key := range entries.MapKeys() {
		if !graphql.NameRegExp.MatchString(key.String()) {
			return "", fmt.Errorf("%q cannot be the name of an entry", key.String())
		}
		text, err := plainLiteral(entries.MapIndex(key))
		if err != nil {
			return "", err
		}
		texts = append(texts, key.String()+": "+text)
	}
	slices.Sort(texts)
	return "{" + strings.Join(texts, ", ") + "}", nil
}

// floatLiteral writes the shortest text that reads back as the same number, spelt
// as in JSON, which knows no infinities either.
func floatLiteral(v reflect.Value) (string, error) {
	var number any = v.Float()
	if v.Kind() == reflect.Float32 {
		number = float32(v.Float())
	}
	text, err := json.Marshal(number)
	if err != nil {
		return "", fmt.Errorf("%v cannot be written as a number", number)
	}
	return string(text), nil
}

// Quote writes text as a GraphQL string in double quotes, on one line.
func Quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20 || 0x7f <= r && r < 0xa0:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
