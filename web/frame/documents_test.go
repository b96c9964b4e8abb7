package frame_test

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
	"github.com/exitgraph/exitgraph/web/frame"
)

// A page's document is its own text and the fragments that it needs, and nothing that
// was said of others.
func TestADocumentHoldsItsFragmentsWithoutRemarksOnOthers(t *testing.T) {
	site, err := frame.New(frame.Config{
		Ask:   func(context.Context, schema.Request) (*schema.Response, *fault.Error) { return nil, nil },
		Leave: "https://neutral.example/",
		Pages: []frame.Page{{Name: "one", Path: "one", Files: fstest.MapFS{
			"page.graphql": {Data: []byte("{ ...A }\n")},
			"en.toml":      {Data: []byte("")}, "it.toml": {Data: []byte("")},
		}}},
		Shared: frame.Shared{Templates: fstest.MapFS{}, Fragments: fstest.MapFS{"ab.graphql": {Data: []byte(
			"# On A.\nfragment A on Query {\n  # what it is\n  a\n}\n\n# On B,\n# in two lines.\n\nfragment B on Query { b }\n",
		)}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := site.Document("one"), "{ ...A }\n\nfragment A on Query {\n  # what it is\n  a\n}\n"; got != want {
		t.Errorf("the document is %q, want %q", got, want)
	}
}
