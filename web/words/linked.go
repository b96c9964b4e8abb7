package words

import "strings"

// Piece of a text that holds links.
type Piece struct {
	Text string
	Href string // empty for plain text
}

// Linked gives the text of an id in pieces: [words in brackets] are links, to hrefs in
// order. Without a href left they are plain; hrefs too many are left out. The text has
// no placeholders. An id that is not there is one plain piece, as by T. The caller
// owns what is given back.
func (s *Speaker) Linked(id string, hrefs ...string) []Piece {
	found := s.find(id)
	if found == nil || !found.fixed {
		return []Piece{{Text: s.T(id)}}
	}
	pieces := append([]Piece(nil), found.pieces...)
	for i, at := range found.links {
		if i < len(hrefs) {
			pieces[at].Href = hrefs[i]
		}
	}
	return pieces
}

// cutLinks cuts a text at its brackets and tells which pieces stood in them. A bracket
// without its twin is text like any other.
func cutLinks(source string) (pieces []Piece, links []int) {
	for source != "" {
		before, rest, opened := strings.Cut(source, "[")
		inside, after, closed := strings.Cut(rest, "]")
		if !opened || !closed {
			return append(pieces, Piece{Text: source}), links
		}
		if before != "" {
			pieces = append(pieces, Piece{Text: before})
		}
		links = append(links, len(pieces))
		pieces = append(pieces, Piece{Text: inside})
		source = after
	}
	return pieces, links
}
