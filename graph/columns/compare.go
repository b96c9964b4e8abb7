package columns

import (
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// compileCompare makes a comparison ready. What it does with each record is a look
// at a column.
func (x *Index) compileCompare(c graph.Compare) Condition {
	f, first := c.Field, x.base[c.Field.Kind]
	switch f.Type {
	case graph.TypeEnum:
		return x.compileEnum(c)
	case graph.TypeInt:
		nums, met := x.cols[f].numbers(), intTest(c.Op, c.Nums)
		return Condition{cost: 2, test: func(id int32) bool {
			n := nums[id-first]
			return n != 0 && met(int(n))
		}}
	case graph.TypeBool:
		nums, met := x.cols[f].numbers(), intTest(c.Op, c.Nums)
		return Condition{cost: 2, test: func(id int32) bool { return met(int(nums[id-first])) }}
	case graph.TypeKey:
		if c.Op == graph.OpIn {
			return oneOf(x.ids(f.Kind, c.Strs))
		}
		met := wordTest(c.Op, c.Strs)
		return Condition{cost: 3, test: func(id int32) bool { return met(x.Key(id)) }}
	case graph.TypeRef, graph.TypeRefs:
		return x.compileReference(c)
	default:
		return x.compileWords(c)
	}
}

// oneOf is the condition of being one of some records.
func oneOf(ids []int32) Condition {
	switch {
	case len(ids) == 0:
		return no
	case len(ids) <= 8:
		return Condition{cost: 2, test: func(id int32) bool { return slices.Contains(ids, id) }}
	}
	slices.Sort(ids)
	return Condition{cost: 3, test: func(id int32) bool {
		_, found := slices.BinarySearch(ids, id)
		return found
	}}
}

// compileReference compares the keys that a reference names.
func (x *Index) compileReference(c graph.Compare) Condition {
	to, target := x.Along(c.Field), c.Field.Target
	switch c.Op {
	case graph.OpIn:
		met := oneOf(x.ids(target, c.Strs))
		if met.known() {
			return no
		}
		return Condition{cost: 4, test: func(id int32) bool { return slices.ContainsFunc(to.Of(id), met.test) }}
	case graph.OpHasAll:
		if c.Field.Type != graph.TypeRefs {
			return no
		}
		wanted := x.ids(target, c.Strs)
		if len(wanted) < len(c.Strs) {
			return no // nothing refers to what is not there
		}
		return Condition{cost: 8, test: func(id int32) bool {
			list := to.Of(id)
			for _, w := range wanted {
				if !slices.Contains(list, w) {
					return false
				}
			}
			return true
		}}
	}
	met := wordTest(c.Op, c.Strs)
	return Condition{cost: 6, test: func(id int32) bool {
		return slices.ContainsFunc(to.Of(id), func(t int32) bool { return met(x.Key(t)) })
	}}
}

// compileWords compares words, folded.
func (x *Index) compileWords(c graph.Compare) Condition {
	words, first := x.cols[c.Field].folded(), x.base[c.Field.Kind]
	operands := make([]string, len(c.Strs))
	for i, o := range c.Strs {
		operands[i] = graph.Fold(o)
	}
	if c.Op == graph.OpHasAll {
		if c.Field.Type != graph.TypeStrings {
			return no
		}
		return Condition{cost: 8, test: func(id int32) bool {
			list := words.at(id - first)
			for _, o := range operands {
				if !slices.Contains(list, o) {
					return false
				}
			}
			return true
		}}
	}
	met := wordTest(c.Op, operands)
	return Condition{cost: 6, test: func(id int32) bool { return slices.ContainsFunc(words.at(id-first), met) }}
}

// meets says which codes of an enum field meet a comparison. Absence meets none.
func meets(c graph.Compare) (met [noCode + 1]bool) {
	holds := wordTest(c.Op, c.Strs)
	for code, v := range c.Field.Vocabulary.Values {
		met[code] = holds(v.Name)
	}
	return met
}

// compileEnum finds out whether the values that occur meet the comparison all, or
// none, before it looks at records.
func (x *Index) compileEnum(c graph.Compare) Condition {
	column, first := x.cols[c.Field], x.base[c.Field.Kind]
	codes, met := column.enum(), meets(c)
	all, none := true, true
	for code, n := range column.occur {
		if n > 0 {
			all, none = all && met[code], none && !met[code]
		}
	}
	if all || none {
		return Condition{always: all}
	}
	return Condition{cost: 1, test: func(id int32) bool { return met[codes[id-first]] }}
}

func intTest(op graph.Op, operands []int) func(int) bool {
	var met func(n, o int) bool
	switch op {
	case graph.OpIn:
		return func(n int) bool { return slices.Contains(operands, n) }
	case graph.OpLess:
		met = func(n, o int) bool { return n < o }
	case graph.OpLessEqual:
		met = func(n, o int) bool { return n <= o }
	case graph.OpMore:
		met = func(n, o int) bool { return n > o }
	case graph.OpMoreEqual:
		met = func(n, o int) bool { return n >= o }
	default:
		return func(int) bool { return false }
	}
	return func(n int) bool {
		for _, o := range operands {
			if met(n, o) {
				return true
			}
		}
		return false
	}
}

func wordTest(op graph.Op, operands []string) func(string) bool {
	var met func(v, o string) bool
	switch op {
	case graph.OpIn:
		if len(operands) <= 8 {
			return func(v string) bool { return slices.Contains(operands, v) }
		}
		set := make(map[string]struct{}, len(operands))
		for _, o := range operands {
			set[o] = struct{}{}
		}
		return func(v string) bool { _, ok := set[v]; return ok }
	case graph.OpContains:
		met = strings.Contains
	case graph.OpStartsWith:
		met = strings.HasPrefix
	default:
		return func(string) bool { return false }
	}
	return func(v string) bool {
		for _, o := range operands {
			if met(v, o) {
				return true
			}
		}
		return false
	}
}
