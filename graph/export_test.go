package graph

import "context"

// What the tests of this package, which stand outside it, need to reach beyond
// its public names.

// NewFrame makes a frame from records, as Graph does from a store's.
func NewFrame(records []Record) (*Frame, error) {
	return newFrame(context.Background(), "r1", func(_ context.Context, kinds ...Kind) ([]Record, error) {
		var out []Record
		for _, k := range kinds {
			for _, r := range records {
				if r.RecordKind() == k {
					out = append(out, r)
				}
			}
		}
		return out, nil
	})
}

// NewFrameOver makes a frame over a scan.
func NewFrameOver(revision string, scan func(...Kind) ([]Record, error)) (*Frame, error) {
	return newFrame(context.Background(), revision, func(_ context.Context, kinds ...Kind) ([]Record, error) { return scan(kinds...) })
}

// Scope turns a filter as callers write it into one that stores execute.
func Scope(f *Frame, k Kind, where Filter) Filter { return scoping{frame: f}.filter(k, where) }

// ListName binds a cursor to a list.
type ListName = scope

// BindCursor gives the name of a list.
func BindCursor(what, parent string, where Filter, order []OrderTerm) ListName {
	args := ListArgs{Where: where, Order: order}
	return args.scope(what, parent)
}

// EncodeCursor writes a cursor.
var EncodeCursor = encodeCursor

// DecodeCursor reads a cursor; the error is nil where it is good.
func DecodeCursor(text string, list ListName, order []OrderTerm) (Position, error) {
	p, fault := decodeCursor(text, list, order)
	if fault != nil {
		return p, fault
	}
	return p, nil
}

// CursorMaxBytes is the length beyond which a text is not looked at as a cursor.
const CursorMaxBytes = cursorMaxBytes

// PageWindow checks the numbers of a page.
func PageWindow(p PageArgs) (Window, error) {
	w, fault := p.window()
	if fault != nil {
		return w, fault
	}
	return w, nil
}

// Computed says whether a field is read by a function and never written.
func Computed(f *Field) bool {
	return f.setStr == nil && f.setList == nil && f.setText == nil && f.setNum == nil && f.setFlag == nil
}
