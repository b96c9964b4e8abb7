package document

import "github.com/graphql-go/graphql"

// Warm makes the library build every table that it builds at first use, without a
// lock: the values of enums, the fields of types and the members of abstract
// types. Call it once after graphql.NewSchema, before the schema is shared.
func Warm(schema *graphql.Schema) {
	for _, t := range schema.TypeMap() {
		switch t := t.(type) {
		case *graphql.Enum:
			t.ParseValue("")
			t.Serialize("")
		case *graphql.Object:
			t.Fields()
			t.Interfaces()
		case *graphql.InputObject:
			t.Fields()
		case *graphql.Interface:
			t.Fields()
			schema.IsPossibleType(t, schema.QueryType())
		case *graphql.Union:
			t.Types()
			schema.IsPossibleType(t, schema.QueryType())
		}
	}
}
