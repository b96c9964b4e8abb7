package evidencemap

import (
	"github.com/exitgraph/exitgraph/web/frame"
	"github.com/exitgraph/exitgraph/web/parts"
)

// form lays out the filters, and the chips for those in use.
func form(v *frame.Visit, asked choice, d data) (parts.Filters, []parts.Chip) {
	w := v.Words
	models := parts.Field{Name: "model", Label: w.T("filter.model")}
	for _, m := range d.PhaseModels {
		value := m.Key
		if m.IsDefault {
			value = ""
		}
		models.Options = append(models.Options, parts.Option{Value: value, Label: m.Name, Selected: value == asked.model || m.IsDefault && m.Key == asked.model})
	}
	levels := parts.Field{Name: "level", Label: w.T("filter.level"), Options: []parts.Option{{Label: w.T("filter.any"), Selected: asked.level == ""}}}
	for _, level := range w.Terms("FactorLevel") {
		levels.Options = append(levels.Options, parts.Option{Value: level, Label: w.Term("FactorLevel", level), Selected: level == asked.level})
	}
	text := parts.Field{Name: "text", Label: w.T("name-holds"), Value: asked.text}
	filters := asked.where.Form(v, d.Options, models, levels, text)
	hidden := filters.Hidden[:0]
	for _, h := range filters.Hidden {
		if h.Name != "page" {
			hidden = append(hidden, h)
		}
	}
	filters.Hidden = hidden

	chips := chipsOf(v, asked, d)
	if len(chips) > 0 {
		kept := v.With("page", "")
		for name := range kept {
			if name != "unit" && name != "sort" && name != "gaps" && name != "rows" {
				kept.Del(name)
			}
		}
		filters.Clear = v.Here(kept)
	}
	filters.Chips = nil
	return filters, chips
}

// chipsOf gives a link for each filter in use, which takes it away.
func chipsOf(v *frame.Visit, asked choice, d data) []parts.Chip {
	w := v.Words
	var chips []parts.Chip
	chip := func(name, label string) {
		chips = append(chips, parts.Chip{Label: label, Href: v.Here(v.With(name, ""))})
	}
	if asked.model != "" {
		chip("model", w.T("filter.model")+": "+d.model(asked.model).Name)
	}
	if asked.level != "" {
		chip("level", w.T("filter.level")+": "+w.Term("FactorLevel", asked.level))
	}
	if asked.text != "" {
		chip("text", w.T("name-holds")+": "+asked.text)
	}
	return append(chips, asked.where.Chips(w, v.With("page", ""), v.Here)...)
}
