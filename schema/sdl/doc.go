// Package sdl writes a schema in the schema definition language, for people to
// read, for tools to load and for reviews to compare.
//
// It knows the plain description of package introspection and the grammar. It must
// not know what the schema is about, nor the type library's inner workings.
package sdl
