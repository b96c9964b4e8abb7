package schema

import "github.com/exitgraph/exitgraph/graph"

// The reports of a study are listed through their links, because the role of each
// belongs to the link and one report may stand in several roles.

// studyReportsField lists the reports of a study with their roles.
func studyReportsField() *field {
	m := graph.ModelOf(graph.KindStudyReport)
	links, report, role := graph.ModelOf(graph.KindStudy).Edge("reportLinks"), m.Edge("report"), m.Field("role")
	return &field{
		name: "reports", typ: "StudyReportConnection!", needs: graph.KeyOnly, doc: "Publications that present, include or relate to the study, by key. A report stands once in each of its roles. At most 100 at a time.",
		args: append(append([]argument{{"role", "[StudyReportRole!]", "Only reports in one of these roles; all roles when it is not given.", nil}}, pageArgs...),
			argument{"where", "ReportFilter", "Conditions that the reports meet. An empty filter matches all.", nil}),
		load: func(r *run, parents []any, a args) (loaded, error) {
			keys, at := distinctKeys(parents)
			list := a.listArgs(graph.KindStudyReport, maxNestedPage)
			list.Where = nil
			if where := a.where(graph.KindReport); where != nil {
				list.Where = graph.Has{Edge: report, Quant: graph.Some, Where: where}
			}
			if _, given := a.values["role"]; given {
				list.Where = graph.Both(list.Where, graph.Compare{Field: role, Op: graph.OpIn, Strs: a.strs("role")})
			}
			lists, err := r.graph.Expand(r.ctx, links, keys, list)
			if err != nil {
				return loaded{}, err
			}
			return connections(lists, at, nil), nil
		},
	}
}

func studyReportObjects() []*object {
	m := graph.ModelOf(graph.KindStudyReport)
	follow := loadOne(m.Edge("report"))
	link := func(name, typ string) *field {
		f := m.Field(name)
		read := f.Str
		return &field{name: name, typ: typ, doc: f.Doc, leaf: stringLeaf(func(e *edge) string { return read(e.in.record(e.at)) })}
	}
	return []*object{
		{name: "StudyReportEdge", doc: "A report of a study, with its role.", fields: []*field{
			{name: "node", typ: "Report!", doc: "The report.", load: func(r *run, parents []any, a args) (loaded, error) {
				records := make([]any, len(parents))
				for i, p := range parents {
					records[i] = p.(*edge).in.record(p.(*edge).at)
				}
				return follow(r, records, a)
			}},
			cursorField, link("role", "StudyReportRole!"), link("basis", "Basis!"), link("notes", "String"),
		}},
		{name: "StudyReportConnection", doc: "Part of the list of a study's reports.", fields: []*field{
			{name: "edges", typ: "[StudyReportEdge!]!", doc: "The reports with their roles and cursors.", direct: edgesOf},
			{name: "nodes", typ: "[Report!]!", doc: "The reports.", load: func(r *run, parents []any, a args) (loaded, error) {
				var records []any
				for _, p := range parents {
					records = append(records, objects(p.(*connection).list.Records)...)
				}
				got, err := follow(r, records, a)
				if err != nil {
					return loaded{}, err
				}
				out := loaded{many: make([][]any, len(parents))}
				for i, p := range parents {
					n := len(p.(*connection).list.Records)
					out.many[i], got.one = got.one[:n], got.one[n:]
				}
				return out, nil
			}},
			totalCountField, pageInfoField,
		}},
	}
}
