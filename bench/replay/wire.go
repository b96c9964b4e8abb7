package replay

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Messages of Bolt that are told apart here, by the byte after the size of their
// structure.
const (
	goodbye byte = 0x02
	reset   byte = 0x0F
	run     byte = 0x10
	begin   byte = 0x11
	discard byte = 0x2F
	pull    byte = 0x3F
	success byte = 0x70
	record  byte = 0x71
)

// done is the answer to a message that needs no other: success, of nothing.
var done = []byte{0, 3, 0xB1, success, 0xA0, 0, 0}

// message is one message as it came and what is in it.
type message struct {
	raw     []byte // with the sizes of its chunks
	payload []byte
}

// kind is what the message is.
func (m message) kind() byte { return m.payload[1] }

// readMessage reads one message, past the empty ones that keep a connection awake.
func readMessage(r *bufio.Reader) (message, error) {
	var m message
	for {
		var size [2]byte
		if _, err := io.ReadFull(r, size[:]); err != nil {
			return m, err
		}
		n := int(binary.BigEndian.Uint16(size[:]))
		if n == 0 && len(m.payload) == 0 {
			continue
		}
		m.raw = append(m.raw, size[:]...)
		if n == 0 {
			break
		}
		at := len(m.payload)
		m.payload = append(m.payload, make([]byte, n)...)
		if _, err := io.ReadFull(r, m.payload[at:]); err != nil {
			return m, err
		}
		m.raw = append(m.raw, m.payload[at:]...)
	}
	if len(m.payload) < 2 || m.payload[0]>>4 != 0xB {
		return m, errors.New("what came is no message of Bolt")
	}
	return m, nil
}

// volatile are the entries beside a statement that differ from request to request and
// change nothing of its answer.
var volatile = map[string]bool{"bookmarks": true, "tx_timeout": true, "tx_metadata": true}

// canonical writes a message so that equal requests are equal bytes: entries of maps
// in the order of their names, without what is volatile.
func canonical(m message) (string, error) {
	p := &packed{in: m.payload, out: make([]byte, 0, len(m.payload))}
	fields := int(p.in[0] & 0x0F)
	p.copy(2)
	for i := range fields {
		p.drop = m.kind() == run && i == 2 || m.kind() == begin && i == 0
		p.value()
	}
	if p.err == nil && len(p.in) > 0 {
		p.err = errors.New("something is left")
	}
	if p.err != nil {
		return "", fmt.Errorf("a message of Bolt (%#x) that is not understood: %w", m.kind(), p.err)
	}
	return string(p.out), nil
}

// packed is PackStream on its way into the canonical form.
type packed struct {
	in, out []byte
	drop    bool // whether the next map is without what is volatile
	err     error
}

// copy takes n bytes over.
func (p *packed) copy(n int) {
	if n < 0 || n > len(p.in) {
		p.err, p.in = io.ErrUnexpectedEOF, nil
		return
	}
	p.out, p.in = append(p.out, p.in[:n]...), p.in[n:]
}

// size reads a number of so many bytes behind the marker, which it takes over too.
func (p *packed) size(bytes int) int {
	if len(p.in) <= bytes {
		p.err, p.in = io.ErrUnexpectedEOF, nil
		return 0
	}
	n := 0
	for _, b := range p.in[1 : 1+bytes] {
		n = n<<8 | int(b)
	}
	p.copy(1 + bytes)
	return n
}

// value takes one value over.
func (p *packed) value() {
	if p.err != nil || len(p.in) == 0 {
		p.copy(1)
		return
	}
	marker, head := p.in[0], len(p.out)
	low := int(marker & 0x0F)
	switch marker >> 4 {
	case 0x8:
		p.copy(1 + low)
		return
	case 0x9:
		p.copy(1)
		p.values(low)
		return
	case 0xA:
		p.copy(1)
		p.entries(head, low)
		return
	case 0xB:
		p.copy(2)
		p.values(low)
		return
	}
	switch marker {
	case 0xC1, 0xCB:
		p.copy(9)
	case 0xC8:
		p.copy(2)
	case 0xC9:
		p.copy(3)
	case 0xCA:
		p.copy(5)
	case 0xCC, 0xCD, 0xCE: // bytes
		p.copy(p.size(1 << (marker - 0xCC)))
	case 0xD0, 0xD1, 0xD2: // texts
		p.copy(p.size(1 << (marker - 0xD0)))
	case 0xD4, 0xD5, 0xD6: // lists
		p.values(p.size(1 << (marker - 0xD4)))
	case 0xD8, 0xD9, 0xDA: // maps
		p.entries(head, p.size(1<<(marker-0xD8)))
	default: // null, true, false, and integers of one byte
		p.copy(1)
	}
}

func (p *packed) values(n int) {
	p.drop = false
	for range n {
		if p.value(); p.err != nil {
			return
		}
	}
}
