package columns

import "github.com/exitgraph/exitgraph/graph"

// counted makes a part of a list of which it is known how many records it has.
func (l *lister) counted(from Set, cond Condition, n int) Part {
	total := l.total
	l.total = false
	part := l.walk(from, cond)
	if l.total = total; total {
		part.Total = n
	}
	return part
}

// occurrences gives how many records of a kind meet a filter that asks for values of one
// enum field; no for other filters. It looks at no record.
func (x *Index) occurrences(f graph.Filter) (n int, ok bool) {
	and, _ := f.(graph.And)
	for len(and) == 1 {
		f = and[0]
		and, _ = f.(graph.And)
	}
	c, ok := f.(graph.Compare)
	if !ok || c.Field.Type != graph.TypeEnum {
		return 0, false
	}
	column, met := x.cols[c.Field], meets(c)
	column.enum()
	for code, occur := range column.occur {
		if met[code] {
			n += int(occur)
		}
	}
	return n, true
}

// posted takes the condition off a filter that a reference of the records is to one that
// is named, and gives the records for which it holds, which stand in order already: they
// need be neither gathered nor sorted. It says no where there is no such condition, or
// where the rest leads to fewer. The list is shared.
func (l *lister) posted(x *Index, where graph.Filter) (list []int32, rest graph.Filter, ok bool) {
	parts := flat(nil, where)
	least := -1
	for i, part := range parts {
		if holders, is := x.holders(part); is && (least < 0 || len(holders) < len(list)) {
			list, least = holders, i
		}
	}
	if least < 0 {
		return nil, nil, false
	}
	others := make(graph.And, 0, len(parts))
	for i, part := range parts {
		if i != least {
			others = append(others, part)
		}
	}
	if src, found := x.source(l.ctx, others); found && src.size < len(list) {
		return nil, nil, false
	}
	return list, others, true
}

// flat lists the conditions of a filter all of which must hold.
func flat(parts []graph.Filter, f graph.Filter) []graph.Filter {
	and, ok := f.(graph.And)
	if !ok {
		return append(parts, f)
	}
	for _, part := range and {
		parts = flat(parts, part)
	}
	return parts
}

// holders gives the records whose reference is to the one that a condition names.
func (x *Index) holders(f graph.Filter) (list []int32, ok bool) {
	has, ok := f.(graph.Has)
	if !ok || has.Quant != graph.Some {
		return nil, false
	}
	ref := toOne(has.Edge)
	c, isCompare := has.Where.(graph.Compare)
	if ref == nil || ref.Target == 0 || has.Edge.Paths[0][0].Where != nil || !isCompare ||
		c.Op != graph.OpIn || c.Field.Type != graph.TypeKey || len(c.Strs) != 1 {
		return nil, false
	}
	if id, known := x.ID(ref.Target, c.Strs[0]); known {
		list = x.Against(ref).Of(id)
	}
	return list, true
}
