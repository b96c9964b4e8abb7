package schema

import "github.com/exitgraph/exitgraph/schema/fault"

// maxInputDepth and maxInputValues bound what a variable or an argument may hold,
// since filters are read and matched by recursion and each relation inside another
// multiplies the records that are looked at. They are far beyond any question that
// a person or a program asks in earnest.
const (
	maxInputDepth  = 16
	maxInputValues = 20_000
)

// checkSize refuses a value that is nested too deep or holds too much.
func checkSize(v any) *fault.Error {
	left := maxInputValues
	depth := sizeOf(v, 0, &left)
	switch {
	case depth > maxInputDepth:
		return fault.TooMuch("inputDepth", maxInputDepth, 0, "An argument or a variable may be nested at most %d deep: write the condition with less nesting.", maxInputDepth)
	case left < 0:
		return fault.TooMuch("inputValues", maxInputValues, 0, "An argument or a variable may hold at most %d values: ask in several requests.", maxInputValues)
	}
	return nil
}

// sizeOf gives how deep a value is nested and takes the number of its values from
// left. It stops at the first breach.
func sizeOf(v any, depth int, left *int) int {
	*left--
	deepest := depth
	if depth > maxInputDepth || *left < 0 {
		return deepest
	}
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			deepest = max(deepest, sizeOf(item, depth+1, left))
		}
	case map[string]any:
		for _, item := range v {
			deepest = max(deepest, sizeOf(item, depth+1, left))
		}
	}
	return deepest
}
