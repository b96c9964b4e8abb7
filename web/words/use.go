package words

import (
	"fmt"
	"text/template/parse"
)

// Use is one place that asks for words.
type Use struct {
	// Func is what is asked: "T", "Linked", "Has", "Term" or "About".
	Func string
	// ID is the id; for Term and About it is the enum, followed by a point and the
	// value where both are literal. An id that begins with a literal and ends with what
	// is known at run time stands for all ids that begin so: "unit.*". ID is empty where
	// nothing is literal.
	ID string
	// Args are the names of the arguments of T; "?" stands for one that is made at run
	// time.
	Args []string
	// Hrefs is how many addresses Linked is given, or -1 where that is not known.
	Hrefs int
	// At is the place, as file:line.
	At string
}

// anyEnd ends the id of a use that stands for all ids that begin like it.
const anyEnd = "*"

// templateFuncs are the functions of templates, by what they ask.
var templateFuncs = map[string]string{"t": "T", "linked": "Linked", "has": "Has", "term": "Term", "about": "About"}

// UsedInTemplate finds the calls of the functions t, linked, has, term and about in a
// parsed template, in its order. Templates defined inside have trees of their own.
func UsedInTemplate(tree *parse.Tree) []Use {
	found := templateUses{tree: tree}
	if tree.Root != nil {
		found.walk(tree.Root)
	}
	return found.uses
}

type templateUses struct {
	tree *parse.Tree
	uses []Use
}

func (u *templateUses) walk(node parse.Node) {
	switch node := node.(type) {
	case *parse.ListNode:
		if node == nil {
			return
		}
		for _, inner := range node.Nodes {
			u.walk(inner)
		}
	case *parse.ActionNode:
		u.walk(node.Pipe)
	case *parse.IfNode:
		u.branch(&node.BranchNode)
	case *parse.RangeNode:
		u.branch(&node.BranchNode)
	case *parse.WithNode:
		u.branch(&node.BranchNode)
	case *parse.TemplateNode:
		u.walk(node.Pipe)
	case *parse.PipeNode:
		if node == nil {
			return
		}
		for _, command := range node.Cmds {
			u.command(command)
		}
	case *parse.ChainNode:
		u.walk(node.Node)
	}
}

func (u *templateUses) branch(node *parse.BranchNode) {
	u.walk(node.Pipe)
	u.walk(node.List)
	u.walk(node.ElseList)
}

func (u *templateUses) command(node *parse.CommandNode) {
	if called, ok := node.Args[0].(*parse.IdentifierNode); ok && templateFuncs[called.Ident] != "" {
		u.uses = append(u.uses, newUse(templateFuncs[called.Ident], u.place(node), len(node.Args)-1, func(i int) (string, bool) {
			return templateLiteral(node.Args[i+1])
		}))
	}
	for _, arg := range node.Args {
		u.walk(arg)
	}
}

// templateLiteral gives the text of a literal string, or the beginning of what
// (print "unit." .X) makes, followed by a star.
func templateLiteral(node parse.Node) (string, bool) {
	switch node := node.(type) {
	case *parse.StringNode:
		return node.Text, true
	case *parse.PipeNode:
		if len(node.Cmds) != 1 || len(node.Cmds[0].Args) < 2 {
			break
		}
		called, isCall := node.Cmds[0].Args[0].(*parse.IdentifierNode)
		begin, isLiteral := node.Cmds[0].Args[1].(*parse.StringNode)
		if isCall && isLiteral && called.Ident == "print" && begin.Text != "" {
			return begin.Text + anyEnd, true
		}
	}
	return "", false
}

func (u *templateUses) place(node parse.Node) string {
	location, _ := u.tree.ErrorContext(node)
	return location
}

// newUse reads the arguments of a call: literal tells the text of one, if it is a
// literal.
func newUse(called, at string, count int, literal func(int) (string, bool)) Use {
	use := Use{Func: called, At: at, Hrefs: -1}
	if count == 0 {
		return use
	}
	use.ID, _ = literal(0)
	switch called {
	case "T":
		for i := 1; i < count; i += 2 {
			name, ok := literal(i)
			if !ok {
				name = "?"
			}
			use.Args = append(use.Args, name)
		}
	case "Linked":
		if count > 2 {
			use.Hrefs = count - 1 // a single one may be a list of them
		}
	case "Term", "About":
		if count < 2 {
			break
		}
		if value, ok := literal(1); ok && use.ID != "" {
			use.ID = fmt.Sprintf("%s.%s", use.ID, value)
		}
	}
	return use
}
