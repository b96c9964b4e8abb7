package chromium

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var keys = map[string]string{
	"Tab": kb.Tab, "Enter": kb.Enter, "Escape": kb.Escape, "Space": " ", "Backspace": kb.Backspace, "Delete": kb.Delete,
	"ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight,
	"Home": kb.Home, "End": kb.End, "PageUp": kb.PageUp, "PageDown": kb.PageDown,
}

var modifiers = map[string]chromedp.Modifier{
	"Shift": chromedp.ModifierShift, "Control": chromedp.ModifierCtrl, "Alt": chromedp.ModifierAlt,
}

// Press presses keys one after another, on whatever has the focus. A key is a single
// character or a name as in KeyboardEvent.key, such as Tab, Enter, Escape, ArrowDown
// or Space, after its modifiers: Shift+Tab, Control+a.
//
// Whatever the machine takes, the page is told that the keys of one call were pressed
// at most ten milliseconds one after another, as by a hand that does not hesitate.
func (t *Tab) Press(names ...string) error {
	var at time.Time
	for _, name := range names {
		key, held, err := parseKey(name)
		if err != nil {
			return err
		}
		if now := time.Now(); at.IsZero() || now.Sub(at) < beat {
			at = now
		} else {
			at = at.Add(beat)
		}
		if _, err := act(t, "press "+name, chromedp.KeyEvent(key, chromedp.KeyModifiers(held...), pressedAt(at))); err != nil {
			return err
		}
	}
	return nil
}

// beat is the most that lies between two keys.
const beat = 10 * time.Millisecond

func pressedAt(at time.Time) chromedp.KeyOption {
	return func(p *input.DispatchKeyEventParams) {
		p.Timestamp = input.TimeSinceEpoch(float64(at.UnixMicro()) / 1e6)
	}
}

// Type presses the keys of a text, such as a word to search for.
func (t *Tab) Type(text string) error {
	_, err := act(t, "type a text", chromedp.KeyEvent(text))
	return err
}

func parseKey(name string) (key string, held []chromedp.Modifier, err error) {
	rest := name
	for {
		before, after, found := strings.Cut(rest, "+")
		modifier, known := modifiers[before]
		if !found || !known {
			break
		}
		held, rest = append(held, modifier), after
	}
	if key, known := keys[rest]; known {
		return key, held, nil
	}
	if utf8.RuneCountInString(rest) == 1 {
		return rest, held, nil
	}
	return "", nil, fmt.Errorf("no key is called %q: give a character or a name as in KeyboardEvent.key", name)
}

// Focus is the element that keys go to, as the accessibility tree tells it to a
// screen reader.
type Focus struct {
	Role string // such as link, button, textbox; RootWebArea where no element has the focus
	Name string // its accessible name; empty if it has none
	Tag  string // of the element, in small letters
	ID   string // its id attribute; empty if it has none
}

// String is like: link "Evidence map".
func (f Focus) String() string { return fmt.Sprintf("%s %q", f.Role, f.Name) }

// Focused tells what has the focus.
func (t *Tab) Focused() (Focus, error) {
	return act(t, "ask what has the focus", func(ctx context.Context, target *chromedp.Target) (f Focus, err error) {
		element, err := chromedp.Evaluate[*runtime.RemoteObject]("document.activeElement ?? document.body")(ctx, target)
		if err != nil {
			return f, err
		}
		about, err := chromedp.CallFunctionOn[[]string]("function() { return [this.localName, this.id] }",
			func(p *runtime.CallFunctionOnParams) { p.ObjectID = element.ObjectID })(ctx, target)
		if err != nil {
			return f, err
		}
		f.Tag, f.ID = about[0], about[1]
		if f.Tag == "body" {
			f.Role = "RootWebArea"
			return f, nil
		}
		alone := false
		tree, err := cdp.Call(ctx, target, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{
			ObjectID: element.ObjectID, FetchRelatives: &alone,
		})
		if err != nil {
			return f, err
		}
		if len(tree.Nodes) == 0 {
			return f, errors.New("the accessibility tree does not know the element")
		}
		f.Role, f.Name = said(tree.Nodes[0].Role), said(tree.Nodes[0].Name)
		return f, nil
	})
}

// said is the text of a value in the accessibility tree; empty if there is none.
func said(v *accessibility.Value) (text string) {
	if v == nil || json.Unmarshal(v.Value, &text) != nil {
		return ""
	}
	return text
}
