// Package islands holds the parts of the pages that need third-party scripts:
// GraphiQL in place of the plain form of the API page, and the drawing of the
// network beside its table. Their sources are in src; `make islands` bundles them
// with npm and esbuild into dist, and what lies there is embedded.
//
// A program that is built without them is whole: [Built] tells false, and the pages
// show what they show without scripts.
//
// It knows files, and how they travel. It must not know pages, or what is asked.
package islands
