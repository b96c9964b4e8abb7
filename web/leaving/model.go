// Package leaving makes ready how pages show a model of leaving: drawn, and the same as a
// list.
//
// It knows the names of the contract and the addresses of pages. It must not know a page,
// nor geometry, which drawing does.
package leaving

import (
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/web/answer"
	"github.com/exitgraph/exitgraph/web/drawing"
	"github.com/exitgraph/exitgraph/web/filter"
	"github.com/exitgraph/exitgraph/web/frame"
)

// Shown is a model of leaving as the templates "model-drawn" and "model-list" take it.
type Shown struct {
	answer.Model
	Href string
	// Ordered says that the stations have an order.
	Ordered  bool
	Stations []Station
	// Wide and Narrow are the drawings for wide and narrow screens; nil where the model
	// has no steps to draw, or more stations than a drawing can show.
	Wide, Narrow *drawing.Picture
	// Returns and Open say what the drawing has to explain: steps back, and steps that
	// no source states.
	Returns, Open bool
}

// Station is a phase in the list.
type Station struct {
	answer.Phase
	Number string // empty where there is no order
	Href   string
	Whole  *answer.Named // the phase that contains it; nil at the top level
	// Onward and Back are the steps that leave it, Before and BackFrom those that lead
	// to it.
	Onward, Back, Before, BackFrom []Step
	Parts                          []Station
	Current                        bool
}

// Step is one step, seen from one of its ends; Label and Href are of the other.
type Step struct {
	answer.Transition
	Label answer.LocalText
	Href  string
}

// Of shows a model. Links keep the filter; current is the key of the phase that the page
// is about, empty for none.
func Of(v *frame.Visit, m answer.Model, where filter.Filter, current string) Shown {
	s := Shown{Model: m, Href: v.Path("model", append([]any{"key", m.Key}, where.Pairs()...)...)}
	b := builder{visit: v, where: where, current: current, phases: map[string]answer.Phase{}}
	for _, phase := range m.Phases {
		b.phases[phase.Key] = phase
		s.Ordered = s.Ordered || phase.Position != nil
		for _, part := range phase.Parts {
			b.phases[part.Key] = part
		}
	}
	for _, phase := range m.Phases {
		station := b.station(phase, nil)
		for _, part := range phase.Parts {
			station.Parts = append(station.Parts, b.station(part, &phase.Named))
		}
		s.Stations = append(s.Stations, station)
	}
	b.arrivals(s.Stations)
	b.draw(&s)
	return s
}

// All gives the stations and their parts, each whole before its parts.
func (s Shown) All() []Station {
	var list []Station
	for _, station := range s.Stations {
		list = append(append(list, station), station.Parts...)
	}
	return list
}

type builder struct {
	visit   *frame.Visit
	where   filter.Filter
	current string
	phases  map[string]answer.Phase
}

func (b builder) href(key string) string {
	return b.visit.Path("phase", append([]any{"key", key}, b.where.Pairs()...)...)
}

func (b builder) station(phase answer.Phase, whole *answer.Named) Station {
	s := Station{Phase: phase, Href: b.href(phase.Key), Whole: whole, Current: phase.Key == b.current}
	if phase.Position != nil && whole == nil {
		s.Number = strconv.Itoa(*phase.Position)
	}
	for _, t := range phase.Next {
		step := Step{Transition: t, Label: b.phases[t.To.Key].Label, Href: b.href(t.To.Key)}
		if t.Kind == "RETURN" {
			s.Back = append(s.Back, step)
		} else {
			s.Onward = append(s.Onward, step)
		}
	}
	return s
}

// arrivals adds the steps to each station, from those that leave the others.
func (b builder) arrivals(stations []Station) {
	at := map[string]*Station{}
	each := func(do func(*Station)) {
		for i := range stations {
			do(&stations[i])
			for j := range stations[i].Parts {
				do(&stations[i].Parts[j])
			}
		}
	}
	each(func(s *Station) { at[s.Key] = s })
	each(func(s *Station) {
		for _, t := range s.Next {
			to := at[t.To.Key]
			if to == nil {
				continue
			}
			step := Step{Transition: t, Label: s.Label, Href: s.Href}
			if t.Kind == "RETURN" {
				to.BackFrom = append(to.BackFrom, step)
			} else {
				to.Before = append(to.Before, step)
			}
		}
	})
}

// mostDrawn is how many stations a drawing has at most: with more of them nobody can read
// it, and the list says the same.
const mostDrawn = 24

// draw adds the drawings, where there are steps.
func (b builder) draw(s *Shown) {
	var m drawing.Model
	for _, station := range s.Stations {
		drawn := b.drawn(station)
		for _, part := range station.Parts {
			drawn.Parts = append(drawn.Parts, b.drawn(part))
		}
		m.Stations = append(m.Stations, drawn)
	}
	for _, station := range s.All() {
		for _, t := range station.Next {
			step := drawing.Step{From: station.Key, To: t.To.Key, Return: t.Kind == "RETURN", Open: t.Basis != "STATED"}
			s.Returns, s.Open = s.Returns || step.Return, s.Open || step.Open
			m.Steps = append(m.Steps, step)
		}
	}
	if len(m.Steps) == 0 || len(m.Stations) > mostDrawn {
		return
	}
	wide, narrow := drawing.Column(m), drawing.Column(m)
	const mostInRow = 6
	switch {
	case drawing.Cyclic(m):
		wide = drawing.Ring(m)
	case len(m.Stations) <= mostInRow:
		wide = drawing.Row(m)
	}
	wide.ID, narrow.ID = "wide", "narrow"
	for _, p := range []*drawing.Picture{&wide, &narrow} {
		p.Title = b.visit.Words.T("frame.model.drawing", "model", s.Name)
		p.About = b.visit.Words.T("frame.model.drawing-about")
	}
	s.Wide, s.Narrow = &wide, &narrow
}

func (b builder) drawn(s Station) drawing.Station {
	w := b.visit.Words
	d := drawing.Station{Key: s.Key, Number: s.Number, Label: s.Label.Value, Href: s.Href, Current: s.Current}
	if s.Label.IsFallback {
		d.Lang = s.Label.Lang
	}
	switch {
	case s.Counts.Studies > 0:
		d.Count = w.T("count.studies", "count", s.Counts.Studies)
	case s.Counts.Findings > 0:
		d.Count = w.T("count.findings", "count", s.Counts.Findings)
	default:
		d.Count = w.T("table.empty-cell")
	}
	// The name begins with the words that stand in the drawing.
	said := []string{strings.TrimSpace(s.Number + " " + s.Label.Value + " " + d.Count)}
	for _, value := range s.Counts.ByValence {
		if value.Studies > 0 {
			d.Signs = append(d.Signs, drawing.Sign{Valence: value.Valence, Number: w.N(value.Studies)})
			said = append(said, w.T("frame.studies."+spoken[value.Valence], "count", value.Studies))
		}
	}
	d.Name = strings.Join(said, "; ")
	return d
}

// spoken are the last parts of the ids of words for numbers of studies.
var spoken = map[string]string{
	"FACILITATING": "facilitate", "HINDERING": "hinder", "AMBIVALENT": "both", "UNSIGNED": "unsigned",
}
