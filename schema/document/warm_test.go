package document

import (
	"sync"
	"testing"
)

// The race detector finds what Warm forgets (P6): every goroutine begins with
// enums, abstract types and inputs that none has used before. One schema may be
// used up before the second goroutine runs, so there are several.
func TestWarmLetsGoroutinesShareASchema(t *testing.T) {
	texts := []string{
		"{thing(id:1,kind:HELP,where:{kinds:[HELP],least:1,not:null}){kind}}",
		"{any{...on Node{id}...on Thing{name}} node{...on Other{id}}}",
		`{thing(id:1,kind:NONE){nothing}}`,
		introspectionText(7, false),
	}
	for range 5 {
		schema := testSchema(t)
		Warm(schema)
		start := make(chan struct{})
		var done sync.WaitGroup
		for i := range 64 {
			done.Go(func() {
				<-start
				for k := range texts {
					Parse(schema, texts[(i+k)%len(texts)], DefaultLimits())
				}
			})
		}
		close(start)
		done.Wait()
		if _, errs := Parse(schema, texts[0], DefaultLimits()); errs != nil {
			t.Fatal(errs)
		}
	}
}
