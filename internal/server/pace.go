package server

import (
	"errors"
	"net/http"
	"os"
	"time"
)

// Answers are sent in pieces, so that the time to send one is bounded by what its
// reader takes and not by its size: a slow reader gets all of a large answer, and one
// who takes next to nothing is cut off, which frees the answer.
const pieceBytes = 64 << 10

// paced renews the deadline of a connection before each piece. It stands below
// compression, and sees what really goes out.
type paced struct {
	http.ResponseWriter
	conn  *http.ResponseController
	stall time.Duration // for a piece to be taken
	rate  int64         // bytes a second that must have been taken, beyond stall

	begun time.Time // of sending; zero before
	taken int64
	cut   string // why the reader did not get all: cutSlow or cutLeft; empty where nothing is known
}

// Why an answer broke off: the labels of a figure.
const (
	cutSlow = "slow"
	cutLeft = "left"
)

func (s *server) paced(w http.ResponseWriter) *paced {
	return &paced{ResponseWriter: w, conn: http.NewResponseController(w), stall: s.StallTimeout, rate: s.LeastRate}
}

func (p *paced) Write(b []byte) (int, error) {
	written := 0
	for {
		piece := b[written:min(written+pieceBytes, len(b))]
		p.renew(len(piece))
		n, err := p.ResponseWriter.Write(piece)
		written += n
		p.taken += int64(n)
		if err != nil {
			p.note(err)
			return written, err
		}
		if written == len(b) {
			return written, nil
		}
	}
}

// renew gives the reader time for n more bytes. A writer without a connection, as in a
// test, has no deadlines.
func (p *paced) renew(n int) {
	now := time.Now()
	if p.begun.IsZero() {
		p.begun = now
	}
	until := now.Add(p.stall)
	whole := p.begun.Add(p.stall + time.Duration(float64(p.taken+int64(n))/float64(p.rate)*float64(time.Second)))
	if whole.Before(until) {
		until = whole
	}
	_ = p.conn.SetWriteDeadline(until)
}

func (p *paced) note(err error) {
	p.cut = cutLeft
	if errors.Is(err, os.ErrDeadlineExceeded) {
		p.cut = cutSlow
	}
}

// Unwrap lets http.ResponseController reach the connection.
func (p *paced) Unwrap() http.ResponseWriter { return p.ResponseWriter }
