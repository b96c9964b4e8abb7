package phasemodel_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/seed"
	"github.com/exitgraph/exitgraph/web/pagestest"
)

var languages = []string{"en", "it"}

func together(text string) string { return strings.Join(strings.Fields(text), "") }

func TestTheDrawingSaysWhatTheListSays(t *testing.T) {
	site := pagestest.Builtin(t)
	for _, m := range pagestest.File(t, "phase_models.csv") {
		for _, lang := range languages {
			p := site.Open(t, "/"+lang+"/models/"+m["id"]+"?route=NATIONAL")
			list := map[string]string{}
			p.Find(".phase-list h3 a, .phase-list h4 a").Each(func(_ int, a *goquery.Selection) {
				list[a.AttrOr("href", "")] = together(a.Text())
			})
			ordered := p.Find("ol.phase-list").Length() > 0
			for _, form := range []string{".cycle-wide", ".cycle-narrow"} {
				drawn := map[string]string{}
				p.Find(form + " svg a").Each(func(_ int, a *goquery.Selection) {
					label := together(a.Find(".cycle-label").Text())
					drawn[a.AttrOr("href", "")] = label
					if name := together(a.AttrOr("aria-label", "")); !strings.Contains(name, label) {
						t.Errorf("%s: the name %q does not hold the label %q", p.Address, name, label)
					}
				})
				if !ordered {
					if len(drawn) > 0 {
						t.Errorf("%s is drawn, though it has no order", p.Address)
					}
					continue
				}
				if !maps.Equal(drawn, list) {
					t.Errorf("%s %s: drawn %v, listed %v", p.Address, form, drawn, list)
				}
			}
		}
	}
}

func TestEveryStepOfTheFilesIsListedWithItsSourceAndDrawn(t *testing.T) {
	site := pagestest.Builtin(t)
	model, parent := map[string]string{}, map[string]string{}
	for _, phase := range pagestest.File(t, "phases.csv") {
		model[phase["id"]], parent[phase["id"]] = phase["model_id"], phase["parent_id"]
	}
	basis := map[string]string{"STATED": "said by the source", "RECONSTRUCTED": "reconstructed", "BACKGROUND": "general knowledge"}
	kind := map[string]string{"FORWARD": "Goes on to", "RETURN": "May return to"}
	drawn := map[string]int{}
	pages := map[string]*pagestest.Page{}
	for _, step := range pagestest.File(t, "phase_transitions.csv") {
		key := model[step["from_phase_id"]]
		if pages[key] == nil {
			pages[key] = site.Open(t, "/en/models/"+key)
		}
		p := pages[key]
		found := false
		p.Find("#phase-" + step["from_phase_id"]).ChildrenFiltered("dl").Find("div").Each(func(_ int, row *goquery.Selection) {
			if row.Find("dt").Text() != kind[step["kind"]] {
				return
			}
			row.Find("li").Each(func(_ int, li *goquery.Selection) {
				href := li.Find("a").AttrOr("href", "")
				found = found || href == "/en/phases/"+step["to_phase_id"] && strings.Contains(li.Text(), basis[step["basis"]])
			})
		})
		if !found {
			t.Errorf("%s: the step from %s to %s (%s, %s) is not listed", key, step["from_phase_id"], step["to_phase_id"], step["kind"], step["basis"])
		}
		drawn[fmt.Sprint(key, step["kind"], step["basis"] == "STATED")]++
	}
	for key, p := range pages {
		for of, marker := range map[string]string{"FORWARDtrue": "on", "FORWARDfalse": "on-open", "RETURNtrue": "back", "RETURNfalse": "back-open"} {
			for _, form := range []string{"wide", "narrow"} {
				arrows := p.Find(`.cycle-` + form + ` [marker-end="url(#` + form + `-` + marker + `)"]`).Length()
				if arrows != drawn[key+of] {
					t.Errorf("%s, %s: %d arrows with the head %s, want %d", key, form, arrows, marker, drawn[key+of])
				}
			}
		}
	}
}

func TestTheCrosswalkHoldsTheLinksOfTheFiles(t *testing.T) {
	site := pagestest.Builtin(t)
	model := map[string]string{}
	for _, phase := range pagestest.File(t, "phases.csv") {
		model[phase["id"]] = phase["model_id"]
	}
	words := map[string]string{"CLOSE": "nearly the same as", "RELATED": "related to", "BROAD": "narrower than"}
	turned := map[string]string{"CLOSE": "nearly the same as", "RELATED": "related to", "BROAD": "broader than"}
	for _, m := range pagestest.File(t, "phase_models.csv") {
		want := map[string]bool{}
		for _, link := range pagestest.File(t, "phase_mappings.csv") {
			stated := "Proposed by this dataset"
			if link["stated_by"] != "" {
				stated = link["stated_by"]
			}
			if model[link["from_phase_id"]] == m["id"] {
				want[strings.Join([]string{link["from_phase_id"], words[link["relation"]], link["to_phase_id"], stated, link["rationale"]}, "|")] = true
			}
			if model[link["to_phase_id"]] == m["id"] {
				want[strings.Join([]string{link["to_phase_id"], turned[link["relation"]], link["from_phase_id"], stated, link["rationale"]}, "|")] = true
			}
		}
		got := map[string]bool{}
		p := site.Open(t, "/en/models/"+m["id"])
		p.Find("#crosswalk-caption").Parent().Find("tbody tr").Each(func(_ int, tr *goquery.Selection) {
			cell := tr.Find("td")
			stated := strings.TrimSpace(cell.Eq(2).Text())
			if href, ok := cell.Eq(2).Find("a").Attr("href"); ok {
				stated = strings.TrimPrefix(href, "/en/reports/")
			}
			got[strings.Join([]string{
				strings.TrimPrefix(tr.Find("th a").AttrOr("href", ""), "/en/phases/"), cell.Eq(0).Text(),
				strings.TrimPrefix(cell.Eq(1).Find("a").First().AttrOr("href", ""), "/en/phases/"), stated, cell.Eq(3).Text(),
			}, "|")] = true
		})
		if !maps.Equal(got, want) {
			t.Errorf("%s: the crosswalk has %v, want %v", m["id"], slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
		}
	}
}

func TestFiltersApplyToTheCountsOfStations(t *testing.T) {
	site := pagestest.Builtin(t)
	p := site.Open(t, "/en/models/baker-integrated?design=QUALITATIVE")
	answer := site.JSON(t, `{ phase(key: "baker-initial-exit") { counts(where: {study: {design: {eq: QUALITATIVE}}}) { studies } } }`, nil)
	var studies int
	if _, err := fmt.Sscanf(answer, `{"data":{"phase":{"counts":{"studies":%d}}`, &studies); err != nil || studies == 0 {
		t.Fatalf("%s: %v", answer, err)
	}
	if got := p.Text("#phase-baker-initial-exit .station-amount"); !strings.HasPrefix(got, fmt.Sprint(studies, " studies,")) {
		t.Errorf("the list counts %q, want %d studies", got, studies)
	}
	name, _ := p.Find(`.cycle-wide a[href^="/en/phases/baker-initial-exit"]`).Attr("aria-label")
	if !strings.Contains(name, fmt.Sprint(" Initial exit ", studies, " studies;")) {
		t.Errorf("the drawing says %q, want %d studies", name, studies)
	}
}

func TestAModelOfLevelsSaysThatItHasNoPhases(t *testing.T) {
	p := pagestest.Builtin(t).Open(t, "/en/models/traumagenic-sef")
	if !strings.Contains(p.Text("main .notice"), "Levels, not phases") || p.Find(".phase-list, .cycle").Length() > 0 {
		t.Errorf("the page says %q", p.Text("main"))
	}
}

func TestAnUnknownModelIsNotFoundAndNearOnesAreOffered(t *testing.T) {
	p := pagestest.Builtin(t).Get(t, "/en/models/baker-integrate")
	if p.Status != http.StatusNotFound || !slices.Contains(p.Links("main a"), "/en/models/baker-integrated") {
		t.Errorf("status %d, links %v", p.Status, p.Links("main a"))
	}
}

func TestDownloadsHoldWhatThePageShows(t *testing.T) {
	site := pagestest.Builtin(t)
	want := 0
	for _, phase := range pagestest.File(t, "phases.csv") {
		if phase["model_id"] == "baker-integrated" {
			want++
		}
	}
	if _, rows := site.Rows(t, "/en/models/baker-integrated"); len(rows) != want {
		t.Errorf("%d rows, want %d", len(rows), want)
	}
}

// hostileText is what a text of the data may hold at worst.
const hostileText = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> javascript:alert(1) \u202edlrow\u202c url(#x)"

func TestHostileTextStaysText(t *testing.T) {
	d, err := seed.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	text := graph.Text{{Lang: "en", Value: hostileText}}
	for i, record := range d.Records {
		switch r := record.(type) {
		case *graph.PhaseModel:
			c := *r
			c.Name, c.Scope, c.Reference, c.Description, c.Authors = hostileText, hostileText, hostileText, text, []string{hostileText}
			d.Records[i] = &c
		case *graph.Phase:
			c := *r
			c.Label, c.Definition = text, text
			d.Records[i] = &c
		case *graph.PhaseMapping:
			c := *r
			c.Rationale = hostileText
			d.Records[i] = &c
		}
	}
	site := pagestest.Of(t, d.Release, d.Records)
	for _, lang := range languages {
		for _, address := range []string{"phases", "models/baker-integrated", "models/cimino-imbp", "phases/baker-initial-exit", "phases/baker-visceral-awareness"} {
			p := site.Open(t, "/"+lang+"/"+address)
			p.Find("*").Each(func(_ int, e *goquery.Selection) {
				for _, attr := range e.Get(0).Attr {
					if strings.HasPrefix(attr.Key, "on") || attr.Key == "style" || strings.HasPrefix(attr.Val, "javascript:") {
						t.Errorf("%s: %s has %s=%q", p.Address, goquery.NodeName(e), attr.Key, attr.Val)
					}
				}
			})
			if p.Find("main script, main img").Length() > 0 || !strings.Contains(p.Text("main"), "<script>alert(1)</script>") {
				t.Errorf("%s: hostile text is markup, or is not shown", p.Address)
			}
		}
	}
}

func TestIdsAreUniqueAndLinksLeadSomewhere(t *testing.T) {
	site := pagestest.Builtin(t)
	seen := map[string]bool{}
	for _, lang := range languages {
		for _, address := range []string{"phases", "models/baker-integrated", "models/transtheoretical", "models/sanders-typology", "models/traumagenic-sef", "phases/baker-reentry", "phases/baker-conscious-awareness", "phases/cimino-intention"} {
			p := site.Open(t, "/"+lang+"/"+address)
			ids := map[string]bool{}
			p.Find("[id]").Each(func(_ int, e *goquery.Selection) {
				if id := e.AttrOr("id", ""); ids[id] {
					t.Errorf("%s: the id %s stands twice", p.Address, id)
				} else {
					ids[id] = true
				}
			})
			for _, link := range p.Links("main > :not(.tools) a") {
				u, err := url.Parse(link)
				if err != nil {
					t.Fatal(err)
				}
				if seen[link] || u.Query().Has("format") {
					continue
				}
				seen[link] = true
				if got := site.Get(t, link); got.Status != http.StatusOK {
					t.Errorf("%s: the link to %s gives %d", p.Address, link, got.Status)
				}
			}
		}
	}
}
