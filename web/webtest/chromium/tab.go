package chromium

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a tab waits for one thing, on a machine that may be busy with
// much else.
const patience = 2 * time.Minute

// pause lies between two looks at a page that is waited for.
const pause = 20 * time.Millisecond

// Tab is a page of a browser, with a storage of its own that is empty at first: it
// shares no cookies and no cache with other tabs. One goroutine at a time uses it.
//
// Each method waits for two minutes at most. Its error says what was waited for
// and the address of the page.
type Tab struct {
	ctx      context.Context
	close    context.CancelFunc
	record   *record
	noScript bool
	patience time.Duration
}

// Open makes a tab with the settings of a reader. It shows an empty page until it
// goes somewhere, and lives until Close or until the browser ends.
func (b *Browser) Open(s Settings) (*Tab, error) {
	s = s.withDefaults()
	record := &record{}
	ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(record.hear))
	t := &Tab{ctx: ctx, close: stop, record: record, noScript: s.NoScript, patience: patience}

	// As with the browser: the first call's context is the tab's whole life.
	clock := time.AfterFunc(t.patience, stop)
	err := chromedp.Do(ctx, s.apply())
	if !clock.Stop() {
		err = fmt.Errorf("the browser did not make it within %v", t.patience)
	}
	if err != nil {
		stop()
		return nil, fmt.Errorf("open a tab: %w", err)
	}
	record.begin(string(chromedp.FromContext(ctx).Target.TargetID))
	return t, nil
}

// Close ends the tab and forgets what it stored.
func (t *Tab) Close() { t.close() }

// act does one thing within the tab's patience.
func act[T any](t *Tab, what string, action chromedp.Action[T]) (T, error) {
	ctx, cancel := context.WithTimeout(t.ctx, t.patience)
	defer cancel()
	value, err := chromedp.Run(ctx, action)
	return value, t.explain(ctx, what, err)
}

// explain says of an error what was tried, where, and whether it took too long.
func (t *Tab) explain(ctx context.Context, what string, err error) error {
	switch {
	case err == nil:
		return nil
	case t.ctx.Err() != nil:
		return fmt.Errorf("%s, at %s: the tab or its browser is gone: %w", what, t.URL(), err)
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("waited %v in vain to %s, at %s: %w", t.patience, what, t.URL(), err)
	default:
		return fmt.Errorf("%s, at %s: %w", what, t.URL(), err)
	}
}

// URL is the address of the page that the tab shows.
func (t *Tab) URL() string { return t.record.url() }

// Go loads an address and waits until the page and what it needs at once are there.
// It gives the HTTP status of the page; any status is a page and no error.
func (t *Tab) Go(url string) (status int, err error) {
	response, err := act(t, "load "+url, chromedp.NavigateResponse(url))
	if err != nil {
		return 0, err
	}
	if response == nil { // such as about:blank
		return 0, nil
	}
	return int(response.Status), nil
}

// Follow does what leads to another page, such as a click, and waits until that page
// is loaded. It gives its HTTP status. An error of lead is given back.
func (t *Tab) Follow(lead func() error) (status int, err error) {
	response, err := act(t, "be led to another page", func(ctx context.Context, _ *chromedp.Target) (int, error) {
		response, err := chromedp.RunResponse(ctx, chromedp.Func(func(context.Context, *chromedp.Target) error { return lead() }))
		if err != nil || response == nil {
			return 0, err
		}
		return int(response.Status), nil
	})
	return response, err
}

// Eval gives the value of a JavaScript expression on the page, as JSON would carry it
// into a T. A promise is waited for. The page's content security policy does not
// hold for it.
func Eval[T any](t *Tab, expression string) (T, error) {
	return act(t, "evaluate "+short(expression), chromedp.Evaluate[T](expression, awaited))
}

// Awake lets timers and events work while do runs, for expressions that need them, and
// changes nothing in a tab that has scripts. Scripts that the page was refused when
// it was loaded do not run then either.
func (t *Tab) Awake(do func() error) error {
	if !t.noScript {
		return do()
	}
	if err := t.disableScripts(false); err != nil {
		return err
	}
	return errors.Join(do(), t.disableScripts(true))
}

func (t *Tab) disableScripts(disable bool) error {
	_, err := act(t, "turn scripts on or off", func(ctx context.Context, target *chromedp.Target) (cdp.Empty, error) {
		return cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: disable})
	})
	return err
}

// awaited takes promises, and lets expressions act as a reader would by a click.
func awaited(p *runtime.EvaluateParams) {
	yes := true
	p.AwaitPromise, p.UserGesture = &yes, &yes
}

// WaitFor waits until a JavaScript expression is true on the page, whichever page
// the tab shows by then.
func (t *Tab) WaitFor(expression string) error {
	_, err := act(t, "see that "+short(expression), func(ctx context.Context, target *chromedp.Target) (bool, error) {
		for {
			holds, err := chromedp.Evaluate[bool]("Boolean("+expression+")", awaited)(ctx, target)
			if holds || ctx.Err() != nil {
				return holds, ctx.Err()
			}
			// An error may be that of a page that is just being left, or has not all
			// its parts yet; the last one is told.
			select {
			case <-ctx.Done():
				return false, errors.Join(ctx.Err(), err)
			case <-time.After(pause):
			}
		}
	})
	return err
}

// WaitForElement waits until an element that matches the selector is there and can
// be seen.
func (t *Tab) WaitForElement(selector string) error {
	return t.WaitFor(fmt.Sprintf("document.querySelector(%s)?.checkVisibility({visibilityProperty: true})", quote(selector)))
}

// Settle waits until no request of the tab is under way.
func (t *Tab) Settle() error {
	_, err := act(t, "see all requests answered", func(ctx context.Context, target *chromedp.Target) (bool, error) {
		for {
			// Events come in a row with answers: after this answer, all that the page
			// did before it have been heard.
			// An error is that of a page that is just being left.
			_, err := chromedp.Evaluate[bool]("true")(ctx, target)
			if err == nil && t.record.quiet() {
				return true, nil
			}
			select {
			case <-ctx.Done():
				return false, fmt.Errorf("%w: %s", errors.Join(ctx.Err(), err), strings.Join(t.record.underWay(), ", "))
			case <-time.After(pause):
			}
		}
	})
	return err
}
