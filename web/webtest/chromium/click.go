package chromium

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"time"

	"github.com/chromedp/chromedp"
)

//go:embed click.js
var clickScript string

// spot is where an element can be clicked.
type spot struct {
	X, Y   float64
	Still  bool   // it was there two frames earlier, too
	Covers string // what lies over it there; empty if nothing does
}

// Click presses the mouse on the middle of the first element that matches the
// selector, once it can be seen, has stopped moving, and nothing lies over it.
func (t *Tab) Click(selector string) error {
	_, err := act(t, "click "+quote(selector), func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		look := chromedp.Evaluate[*spot](fmt.Sprintf("(%s)(%s, %t)", clickScript, quote(selector), !t.noScript), awaited)
		var last *spot
		for {
			now, err := look(ctx, target)
			if err == nil {
				last = now
			}
			if err == nil && now != nil && now.Still && now.Covers == "" {
				return chromedp.MouseClickXY(now.X, now.Y)(ctx, target)
			}
			select {
			case <-ctx.Done():
				return chromedp.Void{}, errors.Join(ctx.Err(), err, last.hindrance())
			case <-time.After(pause):
			}
		}
	})
	return err
}

// hindrance says why an element was not clicked.
func (s *spot) hindrance() error {
	switch {
	case s == nil:
		return errors.New("no such element can be seen")
	case s.Covers != "":
		return fmt.Errorf("over it lies %s", s.Covers)
	default:
		return errors.New("it does not stay in its place")
	}
}
