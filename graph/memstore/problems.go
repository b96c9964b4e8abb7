package memstore

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// invalid makes the error of records that are wrong.
func invalid(op string, problems graph.ProblemsError) error {
	err := graph.Errorf(op, graph.Invalid, "%s", sentence(problems))
	err.Err = problems
	return err
}

func sentence(problems graph.ProblemsError) string {
	s := problems[0].String() + "."
	if n := len(problems) - 1; n > 0 {
		s += " There are more faults like this one; the list names each."
	}
	return s
}

// sortProblems brings faults into the order of records, so that the same batch
// always gives the same answer.
func sortProblems(problems graph.ProblemsError) {
	slices.SortStableFunc(problems, func(a, b graph.Problem) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), strings.Compare(a.Key, b.Key), strings.Compare(a.Message, b.Message))
	})
}
