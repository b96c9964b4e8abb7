package document

import (
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/graphql-go/graphql"
	"github.com/graphql-go/graphql/language/parser"
	"pgregory.net/rapid"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// The first document overflows the stack in the library's validator, which ends
// the process. The others are its relatives.
var cyclic = map[string]string{
	"itself":           "{...F} fragment F on Query{a ...F}",
	"through a field":  "{...F} fragment F on Query{a{...F}}",
	"through two":      "{...A} fragment A on Query{n ...B} fragment B on Query{n ...A}",
	"through three":    "{a{...A}} fragment A on Query{a{...B}} fragment B on Query{...on Query{...C}} fragment C on Query{n a{n ...A}}",
	"unused":           "{n} fragment A on Query{n ...B} fragment B on Query{n ...A}",
	"unused itself":    "{n} fragment F on Query{a ...F}",
	"only fragments":   "fragment F on Query{a ...F}",
	"on unknown type":  "{...F} fragment F on Nowhere{a ...F}",
	"given twice":      "{...F} fragment F on Query{n} fragment F on Query{n ...F}",
	"beside a diamond": "{...A ...B} fragment A on Query{n ...C} fragment B on Query{n ...C} fragment C on Query{n ...B}",
	"introspection":    `{__schema{types{...T}}} fragment T on __Type{name ofType{...T}}`,
}

func TestFragmentsThatReachThemselvesAreRefused(t *testing.T) {
	for name, text := range cyclic {
		err := mustFail(t, text)[0]
		if err.Code != fault.ValidationFailed || !contains(err.Message, "within itself") && name != "given twice" {
			t.Errorf("%s: %v", name, err)
		}
	}
	err := faultOf(t, cyclic["through three"], fault.ValidationFailed, `Cannot spread fragment "A" within itself via B, C; remove this spread.`)
	if len(err.Locations) != 1 || err.Locations[0].Column != strings.LastIndex(cyclic["through three"], "...A")+1 {
		t.Errorf("found at %v", err.Locations)
	}
}

// TestCyclicFragmentsDoNotEndTheProcess runs in a process of its own, so that a
// stack overflow fails this test and not the run.
func TestCyclicFragmentsDoNotEndTheProcess(t *testing.T) {
	const child = "EXITGRAPH_TEST_CYCLES"
	if os.Getenv(child) != "" {
		debug.SetMaxStack(32 << 20)
		schema := testSchema(t)
		for name, text := range cyclic {
			fmt.Println("reading", name)
			if doc, errs := Parse(schema, text, DefaultLimits()); doc != nil || len(errs) == 0 {
				t.Errorf("%s passes", name)
			}
		}
		fmt.Println("all refused")
		return
	}
	command := exec.Command(os.Args[0], "-test.run=^TestCyclicFragmentsDoNotEndTheProcess$", "-test.v")
	command.Env = append(os.Environ(), child+"=1")
	output, err := command.CombinedOutput()
	if err != nil || !contains(string(output), "all refused") {
		t.Fatalf("%v: %s", err, output[:min(len(output), 2000)])
	}
}

func TestFragmentCyclesAreThoseOfTheLibrary(t *testing.T) {
	schema := testSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "fragments")
		text := "{n}"
		for i := range n {
			text += fmt.Sprintf("fragment F%d on Query{n", i)
			for _, to := range rapid.SliceOfN(rapid.IntRange(0, n), 0, 3).Draw(t, "spreads") {
				text += fmt.Sprintf(" a{...F%d}", to) // F of n does not exist
			}
			text += "}"
		}
		tree, err := parser.Parse(parser.ParseParams{Source: text})
		if err != nil {
			t.Fatal(err)
		}
		want := len(graphql.ValidateDocument(schema, tree, []graphql.ValidationRuleFn{graphql.NoFragmentCyclesRule}).Errors) > 0
		_, errs := Parse(schema, text, DefaultLimits())
		got := len(errs) > 0 && contains(errs[0].Message, "within itself")
		if got != want {
			t.Fatalf("%s: cyclic is %v, the library says %v", text, got, want)
		}
	})
}

func TestNamesThatOccurTwiceAreRefused(t *testing.T) {
	err := faultOf(t, cyclic["given twice"], fault.ValidationFailed, `only one fragment named "F"`)
	if err.Locations[0].Column != strings.LastIndex(cyclic["given twice"], "F on")+1 {
		t.Errorf("found at %v", err.Locations)
	}
	wantFault(t, "query Q{n} query Q{n}", fault.ValidationFailed, `only one operation named "Q"`)
}
