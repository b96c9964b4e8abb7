package palette

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/lucasb-eyer/go-colorful"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// Scheme holds the colours of a style sheet, by the names of their custom properties
// without the two dashes.
type Scheme map[string]colorful.Color

// Parse reads the colours that a style sheet gives to :root, for readers who prefer
// light and for those who prefer dark. Dark values stand in @media
// (prefers-color-scheme: dark), and once more in :root[data-theme="dark"] for those who
// choose it on the page; where both are there they must agree, as an error says. The
// same goes for [data-theme="light"].
//
// A value is a colour as #rgb or #rrggbb, or var(--other). Properties with other values
// are no colours and left out; so are other media, such as print.
func Parse(sheet io.Reader) (light, dark Scheme, err error) {
	found, err := declarations(sheet)
	if err != nil {
		return nil, nil, err
	}
	if len(found[always]) == 0 {
		return nil, nil, errors.New("the style sheet sets no custom properties on :root")
	}
	light = resolve(found[always])
	dark = resolve(found[always], found[prefersDark])
	if chosen := found[choosesLight]; chosen != nil {
		err = agree("light", light, resolve(found[always], chosen))
	}
	if chosen := found[choosesDark]; chosen != nil {
		err = errors.Join(err, agree("dark", dark, resolve(found[always], chosen)))
	}
	return light, dark, err
}

// agree says which colours differ between what readers prefer and what they choose.
func agree(theme string, preferred, chosen Scheme) (err error) {
	for _, name := range slices.Sorted(maps.Keys(preferred)) {
		colour := preferred[name]
		if other := chosen[name]; other != colour {
			err = errors.Join(err, fmt.Errorf("--%s is %s for readers who prefer %s and %s for those who choose it", name, colour.Hex(), theme, other.Hex()))
		}
	}
	return err
}

// place is where a style sheet says something of :root.
type place int

const (
	elsewhere place = iota
	always
	prefersDark
	choosesLight
	choosesDark
)

type properties map[string]string

// resolve gives the colours of properties, of which later ones count.
func resolve(layers ...properties) Scheme {
	all := properties{}
	for _, layer := range layers {
		maps.Copy(all, layer)
	}
	scheme := Scheme{}
	for name := range all {
		if colour, ok := all.colour(name, nil); ok {
			scheme[name] = colour
		}
	}
	return scheme
}

var reference = regexp.MustCompile(`^var\(\s*--([\w-]+)\s*\)$`)

// colour follows references, except in a circle.
func (p properties) colour(name string, way []string) (colorful.Color, bool) {
	if slices.Contains(way, name) {
		return colorful.Color{}, false
	}
	if to := reference.FindStringSubmatch(p[name]); to != nil {
		return p.colour(to[1], append(way, name))
	}
	colour, err := colorful.Hex(p[name])
	return colour, err == nil
}

// declarations gives the custom properties of :root by where they are set.
func declarations(sheet io.Reader) (map[place]properties, error) {
	found := map[place]properties{}
	parser := css.NewParser(parse.NewInput(sheet), false)
	var media []string // conditions of the at-rules around, outermost first
	var selectors []string
	for {
		kind, _, data := parser.Next()
		switch kind {
		case css.ErrorGrammar:
			if parser.HasParseError() {
				return nil, fmt.Errorf("read the style sheet: %w", parser.Err())
			}
			return found, nil
		case css.BeginAtRuleGrammar:
			media = append(media, string(data)+" "+text(parser.Values()))
		case css.EndAtRuleGrammar:
			media = media[:len(media)-1]
		case css.BeginRulesetGrammar:
			selectors = strings.Split(text(parser.Values()), ",")
		case css.EndRulesetGrammar:
			selectors = nil
		case css.CustomPropertyGrammar:
			for _, selector := range selectors {
				at := where(media, selector)
				if found[at] == nil {
					found[at] = properties{}
				}
				found[at][strings.TrimPrefix(string(data), "--")] = strings.TrimSpace(text(parser.Values()))
			}
		}
	}
}

var darkMedia = regexp.MustCompile(`^@media (screen and )?\(prefers-color-scheme:\s*dark\)$`)

// where tells what a rule is for. Cascade layers change nothing of that.
func where(around []string, selector string) place {
	dark := false
	for _, condition := range around {
		switch condition = strings.TrimSpace(condition); {
		case strings.HasPrefix(condition, "@layer"):
		case darkMedia.MatchString(condition):
			dark = true
		default:
			return elsewhere
		}
	}
	selector = strings.NewReplacer(`"`, "", `'`, "", " ", "").Replace(selector)
	switch {
	case dark && (selector == ":root" || selector == ":root:not([data-theme=light])"):
		return prefersDark
	case dark:
		return elsewhere
	case selector == ":root":
		return always
	case selector == ":root[data-theme=light]":
		return choosesLight
	case selector == ":root[data-theme=dark]":
		return choosesDark
	default:
		return elsewhere
	}
}

func text(tokens []css.Token) string {
	var b strings.Builder
	for _, token := range tokens {
		b.Write(token.Data)
	}
	return b.String()
}
