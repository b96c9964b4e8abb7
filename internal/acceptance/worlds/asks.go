package worlds

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

var askNames = []string{"ask", "variables", "answer", "errors"}

func (r *reader) asks(node *yaml.Node) {
	for _, item := range r.items(node, "asks") {
		ask := Ask{Line: max(1, item.Line)}
		asked := false
		for _, e := range r.entries(item, "a question") {
			switch e.key {
			case "ask":
				asked = true
				ask.Query, _ = r.words(e.value, "ask")
			case "variables":
				ask.Variables = r.variables(e.value)
			case "answer":
				ask.Answer, ask.Answered = r.value(e.value, "answer"), true
			case "errors":
				ask.Errors = r.list(e.value, "errors")
			default:
				r.unknown(e.line, "part of a question", e.key, askNames)
			}
		}
		if !asked {
			r.fault(ask.Line, "the question has no ask", "Write ask: and a GraphQL document")
		}
		if !ask.Answered && len(ask.Errors) == 0 {
			r.fault(ask.Line, "the question has neither answer nor errors, so nothing would be compared", "Write the answer by hand, or the codes of the errors")
		}
		r.world.Asks = append(r.world.Asks, ask)
	}
	if node.Kind == yaml.SequenceNode && len(node.Content) == 0 {
		r.fault(max(1, node.Line), "nothing is asked", "Write at least one question with its answer")
	}
}

func (r *reader) variables(node *yaml.Node) map[string]any {
	if node.Kind != yaml.MappingNode {
		r.wrongType(node, "variables", fmt.Sprintf("names with a colon, such as %s", "key: family"))
		return nil
	}
	out, _ := r.value(node, "variables").(map[string]any)
	return out
}
