package introspection

import (
	"reflect"
	"sync"

	"github.com/graphql-go/graphql"
)

// registry maps the identity of a schema's type map to its registered form. The
// type map is what all copies of a graphql.Schema value share, and what two
// schemas never share, even when they are built from the same types.
var registry sync.Map // uintptr -> registered

// registered keeps the type map alive, so that its address cannot come to mean
// another schema.
type registered struct {
	types  graphql.TypeMap
	schema *Schema
}

// Register ties x to s: from now on the introspection of s, by any executor, tells
// x too. Call it once the schema is finished and before it is served; a second
// call replaces what the first one said. It is safe for concurrent use. What is
// registered stays for the life of the process.
//
// The errors are those of Describe; after an error nothing is registered. A schema
// that was never registered is introspected as if x were empty.
func Register(s *graphql.Schema, x Extras) error {
	described, err := Describe(s, x)
	if err != nil {
		return err
	}
	registry.Store(identity(s), registered{types: s.TypeMap(), schema: described})
	return nil
}

// describedSchema gives the registered form of s, or else describes it anew: slow,
// but an unregistered schema leaves no trace.
func describedSchema(s *graphql.Schema) (*Schema, error) {
	if found, ok := registry.Load(identity(s)); ok {
		return found.(registered).schema, nil
	}
	return Describe(s, Extras{})
}

func identity(s *graphql.Schema) uintptr {
	return reflect.ValueOf(s.TypeMap()).Pointer()
}
