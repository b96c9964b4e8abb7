package graph

import "strings"

// Lookup is what the matcher needs to see of the world around a record.
type Lookup interface {
	// Targets gives the records that an edge leads to, distinct, in no promised
	// order.
	Targets(e *Edge, r Record) []Record
}

// Match says whether a record meets a filter. It is the definition of what a
// filter means; stores are free in how they execute it and are compared with it.
// The record must be of the kind that the filter speaks of.
func Match(l Lookup, f Filter, r Record) bool {
	switch f := f.(type) {
	case nil:
		return true
	case And:
		for _, part := range f {
			if !Match(l, part, r) {
				return false
			}
		}
		return true
	case Or:
		for _, part := range f {
			if Match(l, part, r) {
				return true
			}
		}
		return false
	case Not:
		return !Match(l, f.Filter, r)
	case Compare:
		return matchCompare(f, r)
	case Has:
		return matchHas(l, f, r)
	case Absent:
		if f.Edge != nil {
			return len(l.Targets(f.Edge, r)) == 0
		}
		return f.Field.Absent(r)
	}
	return false
}

func matchHas(l Lookup, f Has, r Record) bool {
	for _, t := range l.Targets(f.Edge, r) {
		switch met := Match(l, f.Where, t); {
		case f.Quant == Some && met:
			return true
		case f.Quant == None && met, f.Quant == All && !met:
			return false
		}
	}
	return f.Quant != Some
}

func matchCompare(c Compare, r Record) bool {
	switch c.Field.Type {
	case TypeInt:
		n := c.Field.Int(r)
		return n != 0 && matchInt(c.Op, n, c.Nums)
	case TypeBool:
		n := 0
		if c.Field.Bool(r) {
			n = 1
		}
		return matchInt(c.Op, n, c.Nums)
	case TypeStrings, TypeRefs:
		if c.Op == OpHasAll {
			return matchAll(c, c.Field.List(r))
		}
		for _, v := range c.Field.List(r) {
			if matchWord(c, v) {
				return true
			}
		}
		return false
	case TypeText:
		for _, tr := range c.Field.Text(r) {
			if matchWord(c, tr.Value) {
				return true
			}
		}
		return false
	default:
		v := c.Field.Str(r)
		return v != "" && matchWord(c, v)
	}
}

func matchInt(op Op, n int, operands []int) bool {
	for _, o := range operands {
		var met bool
		switch op {
		case OpIn:
			met = n == o
		case OpLess:
			met = n < o
		case OpLessEqual:
			met = n <= o
		case OpMore:
			met = n > o
		case OpMoreEqual:
			met = n >= o
		}
		if met {
			return true
		}
	}
	return false
}

// matchAll says whether a list holds every operand.
func matchAll(c Compare, list []string) bool {
	for _, o := range c.Strs {
		one := Compare{Field: c.Field, Op: OpIn, Strs: []string{o}}
		found := false
		for _, v := range list {
			if matchWord(one, v) {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// matchWord compares one value with the operands.
func matchWord(c Compare, v string) bool {
	fold := func(s string) string { return s }
	if c.Field.Folded() {
		fold = Fold
		v = Fold(v)
	}
	for _, o := range c.Strs {
		o = fold(o)
		var met bool
		switch c.Op {
		case OpIn:
			met = v == o
		case OpContains:
			met = strings.Contains(v, o)
		case OpStartsWith:
			met = strings.HasPrefix(v, o)
		}
		if met {
			return true
		}
	}
	return false
}

// Folded says whether values of the field are compared folded for case and
// accents: words are, keys and enum values are compared exactly.
func (f *Field) Folded() bool {
	return f.Type == TypeString || f.Type == TypeText || f.Type == TypeStrings
}
