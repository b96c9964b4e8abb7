package frame

import (
	"context"
	_ "embed"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/internal/nearest"
	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/web/words"
)

// mostNear is how many records are proposed at most in place of one that is not there.
const mostNear = 5

//go:embed near.graphql
var nearDocument string

// record is what the document near.graphql tells of a record.
type record struct {
	Key   string
	Title string
	Name  string
	Label struct{ Value string }
}

func (r record) words() string {
	for _, text := range []string{r.Label.Value, r.Title, r.Name} {
		if text != "" {
			return text
		}
	}
	return r.Key
}

// modelled is what the document tells of the phases of models.
type modelled []struct {
	Phases []struct {
		record
		Parts []record
	}
}

// all gives the phases and their parts.
func (m modelled) all() []record {
	var list []record
	for _, model := range m {
		for _, phase := range model.Phases {
			list = append(append(list, phase.record), phase.Parts...)
		}
	}
	return list
}

// near gives records that may have been meant: those whose keys have nearly the same
// letters, then those that a search for the words of the key finds. They lead to the page
// that was asked for, with their keys in place of the wrong one, or to their own where the
// path held it. Where the engine gives no answer there are none.
func (s *Site) near(ctx context.Context, v *Visit, m Missing) []Link {
	w, kinds := v.Words, []any(nil)
	if m.Kind != "" {
		kinds = []any{m.Kind}
	}
	own := s.ofKind(m.Kind)
	if len(m.Key) > maxKey || m.Name == "" && own == nil {
		return nil
	}
	of := func(kind string) bool { return m.Kind == "" || m.Kind == kind }
	resp, f := s.Ask(ctx, schema.Request{Query: nearDocument, Variables: map[string]any{
		"text": strings.NewReplacer("-", " ", "_", " ", ".", " ").Replace(m.Key), "kinds": kinds,
		"factors": of("FACTOR"), "studies": of("STUDY"), "reports": of("REPORT"), "samples": of("SAMPLE"), "models": of("PHASE_MODEL"), "phases": of("PHASE"),
		"lang": languagesFrom(w.Lang()),
	}})
	if f != nil {
		return nil
	}
	defer resp.Body.Release()
	var body struct {
		Data struct {
			Factors, Studies, Reports, Samples struct{ Nodes []record }
			PhaseModels                        []record
			Modelled                           modelled
			Search                             struct{ Nodes []struct{ Node record } }
		}
	}
	if json.Unmarshal(resp.Body.Bytes(), &body) != nil {
		return nil
	}
	listed := slices.Concat(body.Data.Factors.Nodes, body.Data.Studies.Nodes, body.Data.Reports.Nodes, body.Data.Samples.Nodes, body.Data.PhaseModels, body.Data.Modelled.all())
	found := closest(m.Key, listed)
	for _, hit := range body.Data.Search.Nodes {
		if len(found) < mostNear && hit.Node.Key != "" && !slices.ContainsFunc(found, func(f record) bool { return f.Key == hit.Node.Key }) {
			found = append(found, hit.Node)
		}
	}
	var links []Link
	for _, r := range found {
		if m.Name != "" {
			links = append(links, Link{r.words(), v.Here(v.With(m.Name, r.Key))})
		} else {
			links = append(links, Link{r.words(), s.path(w.Lang(), own.Name, wildcards(own.Path)[0], r.Key)})
		}
	}
	return links
}

// closest gives up to three records whose keys have nearly the same letters as another,
// the nearest first.
func closest(to string, listed []record) []record {
	var found []record
	for len(found) < 3 {
		key := nearest.Word(to, func(yield func(string) bool) {
			for _, r := range listed {
				if !slices.ContainsFunc(found, func(f record) bool { return f.Key == r.Key }) && !yield(r.Key) {
					return
				}
			}
		})
		if key == "" {
			break
		}
		found = append(found, listed[slices.IndexFunc(listed, func(r record) bool { return r.Key == key })])
	}
	return found
}

// ofKind gives the page that shows a record of a kind; nil where there is none.
func (s *Site) ofKind(kind string) *Page {
	for i := range s.Pages {
		if kind != "" && s.Pages[i].Kind == kind {
			return &s.Pages[i]
		}
	}
	return nil
}

// above gives the list that a page of one record belongs to: the page whose address is
// the beginning of its own. Empty where there is none.
func (s *Site) above(lang string, p *Page) (list Link) {
	at := strings.Index(p.Path, "/{")
	for i := range s.Pages {
		if page := &s.Pages[i]; at > 0 && page.Path == p.Path[:at] {
			if catalogue, err := s.catalogue(); err == nil {
				list = Link{catalogue.In(lang, page.Name).T("title"), s.path(lang, page.Name)}
			}
		}
	}
	return list
}

// nearPages gives the page whose address has nearly the same letters.
func (s *Site) nearPages(lang, path string) []Link {
	catalogue, err := s.catalogue()
	if err != nil {
		return nil
	}
	segments := strings.Split(strings.Trim(path, "/"), "/")
	if slices.Contains(words.Languages, segments[0]) {
		segments = segments[1:]
	}
	if len(segments) == 0 {
		return nil
	}
	given := strings.Join(segments, "/")
	near := slices.Clone(s.Doors)
	for i := range s.Pages {
		if p := &s.Pages[i]; p.Path != "" && !strings.Contains(p.Path, "{") {
			near = append(near, Link{p.Path, p.Name})
		}
	}
	name := nearest.Word(shortened(given), func(yield func(string) bool) {
		for _, n := range near {
			if !yield(n.Label) {
				return
			}
		}
	})
	at := slices.IndexFunc(near, func(n Link) bool { return name != "" && n.Label == name })
	switch {
	case at < 0:
		return nil
	case at < len(s.Doors):
		return []Link{{"/" + near[at].Label, near[at].Href}}
	default:
		page := near[at].Href
		return []Link{{catalogue.In(lang, page).T("title"), s.path(lang, page)}}
	}
}

// languageOf gives the language of an address that is none of a page.
func languageOf(r *http.Request) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if slices.Contains(words.Languages, first) {
		return first
	}
	return preferred(r)
}
