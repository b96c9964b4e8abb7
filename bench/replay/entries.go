package replay

import (
	"encoding/binary"
	"slices"
	"strings"
)

// entries takes the entries of a map over, in the order of their names, behind the
// number of those that are left. What stands in out from head on is the map's own
// beginning, which is dropped.
func (p *packed) entries(head, n int) {
	drop := p.drop
	p.drop = false
	p.out = p.out[:head]
	var all []string
	for range n {
		at := len(p.out)
		p.value()
		name := nameOf(p.out[at:])
		p.value()
		if p.err != nil {
			return
		}
		if !drop || !volatile[name] {
			all = append(all, string(p.out[at:]))
		}
		p.out = p.out[:at]
	}
	slices.Sort(all)
	p.out = binary.BigEndian.AppendUint32(append(p.out, 0xDA), uint32(len(all)))
	p.out = append(p.out, strings.Join(all, "")...)
}

// nameOf reads the name of an entry, which is a text.
func nameOf(packed []byte) string {
	switch {
	case len(packed) == 0:
		return ""
	case packed[0]>>4 == 0x8:
		return string(packed[1:])
	case packed[0] == 0xD0 && len(packed) > 1:
		return string(packed[2:])
	default:
		return "" // longer than any name that matters here
	}
}
