package schema

import (
	"io"
	"sync"
)

// Body is the text of an answer, in pieces that many answers share one after the
// other, so that a large answer is made and sent without a copy of the whole.
//
// Who has the Response owns its Body, and gives the pieces back once: by WriteTo,
// which gives back each piece as soon as it is written, or by Release. After either
// the Body is empty. A Body that is given back by neither costs garbage and nothing
// else. A nil Body is empty. It is not for several goroutines at once.
type Body struct {
	pieces [][]byte
	length int
}

// NewBody makes a Body of a text, which it takes over.
func NewBody(text []byte) *Body {
	return &Body{pieces: [][]byte{text}, length: len(text)}
}

// Len is the number of bytes that are left: all, or none once the Body was given back.
func (b *Body) Len() int {
	if b == nil {
		return 0
	}
	return b.length
}

// Bytes gives a copy of the whole text, which stays the caller's own. It is for
// tests and small answers.
func (b *Body) Bytes() []byte {
	out := make([]byte, 0, b.Len())
	if b != nil {
		for _, piece := range b.pieces {
			out = append(out, piece...)
		}
	}
	return out
}

// String is Bytes as a string.
func (b *Body) String() string { return string(b.Bytes()) }

// WriteTo writes the text piece by piece, waiting for w each time: a slow reader
// holds what it was not yet sent, and no more. The Body is empty afterwards, also
// where w fails; the error is that of w.
func (b *Body) WriteTo(w io.Writer) (written int64, err error) {
	if b == nil {
		return 0, nil
	}
	defer b.Release()
	for len(b.pieces) > 0 {
		piece := b.pieces[0]
		n, err := w.Write(piece)
		written += int64(n)
		if err != nil {
			return written, err
		}
		b.pieces[0], b.pieces = nil, b.pieces[1:]
		b.length -= len(piece)
		giveBack(piece)
	}
	return written, nil
}

// Release gives the pieces back. Doing so again does nothing.
func (b *Body) Release() {
	if b == nil {
		return
	}
	for _, piece := range b.pieces {
		giveBack(piece)
	}
	b.pieces, b.length = nil, 0
}

const (
	// pieceBytes is how much one piece holds.
	pieceBytes = 64 << 10
	// pieceRoom is how much of a piece is left free when a value is begun: nearly all
	// values fit, and a longer one makes a piece of its own size.
	pieceRoom = 2 << 10
)

var pieces = sync.Pool{New: func() any { return new([pieceBytes]byte) }}

func newPiece() []byte { return pieces.Get().(*[pieceBytes]byte)[:0] }

// giveBack keeps a piece for the next answer, unless it grew or was never ours.
func giveBack(piece []byte) {
	if cap(piece) == pieceBytes {
		pieces.Put((*[pieceBytes]byte)(piece[:pieceBytes]))
	}
}

// text is an answer while it is written: full pieces, and the one that is filled.
// It can be taken back to any earlier place.
type text struct {
	b    []byte
	full [][]byte
	long int // bytes in full
	// most is how many bytes it may have, about; excess says that there are more, or that
	// the rest need not be written for another reason.
	most   int
	excess bool
}

// mark is a place in a text.
type mark struct{ piece, at int }

func (t *text) size() int { return t.long + len(t.b) }

func (t *text) mark() mark { return mark{len(t.full), len(t.b)} }

// pieceFilled is from where on there is no room in a piece for a value of common
// length: whoever appends one takes the next piece first.
const pieceFilled = pieceBytes - pieceRoom

// next makes a piece that was filled one of those before, and gives an empty one.
func (t *text) next(filled []byte) []byte {
	t.full = append(t.full, filled)
	t.long += len(filled)
	t.excess = t.excess || t.long > t.most
	t.b = newPiece()
	return t.b
}

// room makes room for a value of common length.
func (t *text) room() {
	if len(t.b) > pieceFilled {
		t.next(t.b)
	}
}

// takeBack forgets what was written since a mark.
func (t *text) takeBack(to mark) {
	for len(t.full) > to.piece {
		giveBack(t.b)
		last := len(t.full) - 1
		t.b, t.full = t.full[last], t.full[:last]
		t.long -= len(t.b)
	}
	t.b = t.b[:to.at]
}

// body hands the text over. The text is empty afterwards.
func (t *text) body() *Body {
	b := &Body{pieces: append(t.full, t.b), length: t.size()}
	*t = text{}
	return b
}

// drop gives back all that was written.
func (t *text) drop() { t.body().Release() }
