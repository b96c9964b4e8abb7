package policy

// The table of imports. Imports point one way:
//
//	cmd → internal/server → web, schema → evidence → graph ← memstore, neo4jstore, columns
//	                        schema → exchange, seed → graph
//
// A new package needs a row, and that is on purpose: write down what it may know
// before it knows more. The first row that matches a package counts.

// packageRow says which packages of the project a package may import. Paths are
// from the root; a/... stands for a and everything below it.
type packageRow struct {
	pkg   string
	may   []string // in its code
	tests []string // in its tests, besides may
	why   string
}

var packageTable = []packageRow{
	{
		pkg: "cmd/...",
		may: []string{"..."},
		why: "wiring: it alone chooses a store and joins the parts",
	},
	{
		pkg:   "internal/server",
		may:   []string{"web/...", "schema/..."},
		tests: []string{"graph/...", "seed/...", "evidence", "internal/nodetest"},
		why:   "HTTP: it asks through the engine of schema and knows no store",
	},
	{
		pkg:   "internal/acceptance",
		tests: []string{"graph", "graph/memstore", "schema", "seed", "seed/seedsql"},
		why:   "it compares answers with SQL over the files, so it may not count by our own rules",
	},
	{
		pkg: "internal/acceptance/stores",
		tests: []string{
			"graph", "graph/columns", "graph/memstore", "graph/neo4jstore", "graph/storetest", "schema", "schema/documentgen", "schema/fault", "seed", "web", "internal/neo4jtest", "internal/neo4jstoretest",
		},
		why: "it asks all stores the same, through the same engine",
	},
	{
		pkg:   "internal/acceptance/pages",
		tests: []string{"graph", "graph/memstore", "graph/storetest", "schema", "seed", "internal/server", "web/webtest"},
		why:   "it puts the whole server before a browser, and joins the parts as cmd does",
	},
	{
		pkg:   "internal/acceptance/metamorphic",
		tests: []string{"graph", "graph/memstore", "graph/storetest", "schema", "seed"},
		why:   "it asks twice and compares, so it needs no second way to count",
	},
	{
		pkg:   "internal/acceptance/worlds",
		may:   []string{"graph", "internal/nearest"},
		tests: []string{"graph/memstore", "graph/neo4jstore", "schema", "schema/fault", "internal/neo4jtest", "internal/neo4jstoretest"},
		why:   "it reads worlds that are written by hand, and its tests ask two stores about them",
	},
	{
		pkg:   "internal/acceptance/outage",
		tests: []string{"graph", "graph/memstore", "graph/neo4jstore", "graph/storetest", "schema", "internal/server", "internal/neo4jtest", "internal/neo4jstoretest"},
		why:   "it runs the whole server and takes its database away, so it joins the parts as cmd does",
	},
	{
		pkg: "internal/policy",
		why: "it reads the source tree and knows no other package",
	},
	{
		pkg: "internal/firstanswer",
		why: "it starts the built program and knows no package of it",
	},
	{
		pkg: "internal/nodetest",
		why: "it runs JavaScript judges for tests and knows nothing of the graph",
	},
	{
		pkg: "internal/nearest",
		why: "it guesses words and knows no other package",
	},
	{
		pkg: "internal/neo4jtest",
		why: "it runs a Neo4j for tests and knows nothing of the graph",
	},
	{
		pkg: "internal/neo4jstoretest",
		may: []string{"graph", "graph/columns", "graph/neo4jstore", "internal/neo4jtest"},
		why: "it opens the store of Neo4j over that server for tests, with columns or without",
	},
	{
		pkg: "internal/neo4jtest/neo4jrun",
		may: []string{"internal/neo4jtest"},
		why: "it runs the same server by hand",
	},
	{
		pkg: "bench/result",
		may: []string{"bench/measure"},
		why: "goals and tables: it knows numbers, and nothing of how they come about",
	},
	{
		pkg:   "bench/replay",
		tests: []string{"internal/neo4jtest"},
		why:   "it remembers what a database answered, and knows no statements",
	},
	{
		pkg: "bench/measure",
		why: "it knows clocks and the process table",
	},
	{
		pkg: "bench/eight",
		may: []string{"graph", "graph/storetest"},
		why: "questions and their answers, whoever is asked",
	},
	{
		pkg: "bench/...",
		may: []string{"bench/...", "graph", "graph/columns", "graph/memstore", "graph/neo4jstore", "graph/storetest", "internal/firstanswer", "internal/neo4jtest", "internal/server", "schema", "seed"},
		why: "measurements: they start what they measure, or join a store with the server as cmd does; nothing of the product imports them",
	},
	{
		pkg: "web/pagestest",
		may: []string{"graph", "graph/memstore", "schema/...", "seed", "web/..."},
		why: "it joins the pages with a store for tests, as cmd does for the server",
	},
	{
		pkg:   "web/webtest/chromium",
		tests: []string{"web/webtest/palette"},
		why:   "it drives a browser and knows no page, nor what is right on one",
	},
	{
		pkg: "web/webtest/palette",
		why: "it reads style sheets and does the maths of colours, without a browser",
	},
	{
		pkg: "web/webtest/...",
		may: []string{"web/webtest/...", "internal/nodetest"},
		why: "it judges any page that a server gives it, so it must not know those of web",
	},
	{
		pkg:   "web",
		may:   []string{"web/...", "schema/...", "docs/examples"},
		tests: []string{"graph/...", "seed/...", "evidence", "internal/nodetest", "internal/server"},
		why:   "it puts the pages together, and hands them the examples of the guide",
	},
	{
		pkg:   "web/...",
		may:   []string{"web/...", "schema/...", "internal/nearest"},
		tests: []string{"graph/...", "seed/...", "evidence", "internal/nodetest", "internal/server"},
		why:   "pages ask through the engine of schema, as every other client does",
	},
	{
		pkg:   "schema/...",
		may:   []string{"schema/...", "evidence/...", "exchange/citation", "graph", "internal/nearest"},
		tests: []string{"graph/memstore", "graph/storetest", "seed/...", "internal/nodetest"},
		why:   "the GraphQL layer: it knows neither a store nor HTTP; references are texts that it hands on",
	},
	{
		pkg:   "evidence/...",
		may:   []string{"evidence/...", "graph", "internal/nearest"},
		tests: []string{"graph/memstore", "graph/storetest", "seed/..."},
		why:   "the questions: on graph.Graph only, whatever the store",
	},
	{
		pkg: "docs/examples",
		why: "it hands out the documents of its folder and knows nothing of what they ask",
	},
	{
		pkg:   "docs",
		tests: []string{"bench/result", "graph", "graph/memstore", "graph/neo4jstore", "graph/storetest", "schema/...", "evidence", "seed", "internal/server", "internal/neo4jtest", "internal/neo4jstoretest"},
		why:   "holds no code: its tests hold the documents to the code",
	},
	{
		pkg:   "graph",
		tests: []string{"graph/memstore", "graph/storetest"},
		why:   "the domain: it knows nothing else of the project",
	},
	{
		pkg:   "graph/storetest",
		may:   []string{"graph"},
		tests: []string{"graph/memstore"},
		why:   "the conformance suite judges any store and knows none",
	},
	{
		pkg:   "graph/columns",
		may:   []string{"graph", "graph/wordindex"},
		tests: []string{"graph/storetest", "graph/memstore"},
		why:   "counts for any store: it knows the domain, and its tests put it before stores",
	},
	{pkg: "graph/wordindex", may: []string{"graph"}, why: "searches for any store: it knows words and ids, and neither records nor stores"},
	{
		pkg:   "graph/memstore",
		may:   []string{"graph", "graph/columns", "graph/wordindex"},
		tests: []string{"graph/storetest", "seed/..."},
		why:   "the embedded store keeps its ids and indexes as columns, and knows no other store",
	},
	{
		pkg:   "graph/neo4jstore",
		may:   []string{"graph", "graph/columns"},
		tests: []string{"graph/storetest", "graph/memstore", "seed/...", "internal/neo4jtest", "internal/neo4jstoretest"},
		why:   "the database hands findings over in the form that columns take, and knows no other store",
	},
	{
		pkg:   "graph/...",
		may:   []string{"graph"},
		tests: []string{"graph/storetest", "graph/memstore", "seed/...", "internal/neo4jtest"},
		why:   "a store knows the domain, and no other store",
	},
	{
		pkg:   "seed/...",
		may:   []string{"seed/...", "graph", "internal/nearest"},
		tests: []string{"graph/memstore", "graph/storetest"},
		why:   "data and its loader: it hands out records and knows no store",
	},
	{
		pkg:   "exchange/...",
		may:   []string{"exchange/...", "graph"},
		tests: []string{"graph/memstore", "graph/storetest", "seed/...", "internal/nodetest"},
		why:   "file formats: records in, records out",
	},
}

// testPackages exist for tests: only tests, and packages of this list, may import
// them, whatever else the table says.
var testPackages = []string{
	"graph/storetest", "seed/seedsql", "schema/introspection/richschema", "schema/documentgen",
	"internal/nodetest", "web/webtest/...", "internal/neo4jtest/...", "internal/neo4jstoretest", "internal/policy", "internal/acceptance/worlds", "internal/firstanswer", "bench/...",
}

// internalPackages are the packages under internal, each named for what it does.
var internalPackages = map[string]string{
	"internal/firstanswer":            "what a start of the built program costs",
	"internal/server":                 "HTTP: routes, limits, log, metrics, stop",
	"internal/acceptance":             "answers compared with SQL over the files",
	"internal/acceptance/stores":      "the same answers from both stores",
	"internal/acceptance/pages":       "the pages before a browser, and before readers who send anything",
	"internal/acceptance/metamorphic": "what a change that does not matter leaves as it is",
	"internal/acceptance/worlds":      "answers that were written by hand, for small worlds",
	"internal/acceptance/outage":      "the server before a database that goes away",

	"internal/policy":   "the rules of the house, as tests",
	"internal/nodetest": "JavaScript judges for tests",
	"internal/nearest":  "the word that was probably meant",

	"internal/neo4jtest":          "a real Neo4j for tests",
	"internal/neo4jstoretest":     "the store of Neo4j over it, for tests",
	"internal/neo4jtest/neo4jrun": "the same Neo4j by hand",
}

// moduleRow says who may import a module from outside. Modules that are in no row
// are refused: a dependency is a decision, with a line in docs/dependencies.md.
type moduleRow struct {
	module string
	by     []string // packages whose code may import it
	tests  []string // packages whose tests may import it, besides by
	why    string
}

var everywhere = []string{"..."}

var moduleTable = []moduleRow{
	{
		module: "github.com/graphql-go/graphql",
		by:     []string{"schema/..."},
		why:    "only schema knows graphql-go, so that one package tree changes with it",
	},
	{
		module: "github.com/rs/zerolog",
		by:     []string{"cmd/...", "internal/..."},
		why:    "only the edge logs; libraries return errors",
	},
	{
		module: "github.com/neo4j/neo4j-go-driver",
		by:     []string{"graph/neo4jstore", "internal/neo4jtest", "bench/..."},
		tests:  []string{"docs"},
		why:    "only one store speaks to Neo4j; tests put the examples of the documents to it",
	},
	{
		module: "golang.org/x/sync",
		by:     []string{"graph/neo4jstore", "internal/server"},
		why:    "what many wait for at once is asked once",
	},
	{
		module: "golang.org/x/text",
		by:     []string{"graph", "graph/storetest", "evidence", "web/words", "web/frame", "web/pages/glossary"},
		why:    "text is folded in graph alone, so that all stores compare alike; evidence names countries and languages, and so do pages in their own",
	},
	{
		module: "github.com/PuerkitoBio/goquery",
		by:     []string{"web/pagestest"},
		tests:  []string{"web/...", "internal/acceptance/pages"},
		why:    "pages are looked at without a browser",
	},
	{
		module: "github.com/nicksnyder/go-i18n/v2",
		by:     []string{"web/words"},
		why:    "languages of pages are one package's matter",
	},
	{
		module: "github.com/BurntSushi/toml",
		by:     []string{"web/words"},
		why:    "catalogues are written in TOML; nothing else is",
	},
	{
		module: "github.com/spf13/cobra",
		by:     []string{"cmd/..."},
		why:    "the command line is cmd's",
	},
	{
		module: "github.com/spf13/pflag",
		by:     []string{"cmd/..."},
		why:    "the command line is cmd's",
	},
	{
		module: "github.com/hashicorp/golang-lru/v2",
		by:     []string{"schema/...", "internal/server"},
		why:    "caches of documents belong to the engine and to HTTP",
	},
	{
		module: "github.com/klauspost/compress",
		by:     []string{"internal/server", "exchange/..."},
		why:    "compression happens where bytes leave",
	},
	{
		module: "github.com/prometheus/client_golang",
		by:     []string{"internal/server"},
		why:    "figures of requests belong to HTTP; the rest tells numbers and knows no monitoring",
	},
	{
		module: "github.com/prometheus/client_model",
		tests:  []string{"internal/server"},
		why:    "figures are read back by tests",
	},
	{
		module: "github.com/prometheus/common",
		tests:  []string{"internal/server"},
		why:    "figures are read back by tests, with the parser of Prometheus",
	},
	{
		module: "github.com/chromedp/chromedp",
		by:     []string{"web/webtest/chromium"},
		why:    "one package drives the browser, for tests",
	},
	{
		module: "github.com/chromedp/cdproto",
		by:     []string{"web/webtest/chromium"},
		why:    "the protocol is spoken where the browser is driven",
	},
	{
		module: "github.com/lucasb-eyer/go-colorful",
		by:     []string{"web/webtest/palette"},
		tests:  []string{"web/webtest/chromium"},
		why:    "colours are compared in one place, for tests",
	},
	{
		module: "github.com/tdewolff/parse/v2",
		by:     []string{"web/webtest/palette"},
		why:    "style sheets are read by tests; the server hands them out as they are",
	},
	{
		module: "pgregory.net/rapid",
		by:     []string{"graph/storetest"},
		tests:  everywhere,
		why:    "property tests",
	},
	{
		module: "github.com/google/go-cmp",
		by:     []string{"graph/storetest"},
		tests:  everywhere,
		why:    "readable differences in tests",
	},
	{
		module: "github.com/rogpeppe/go-internal",
		by:     []string{"internal/nodetest", "internal/neo4jtest"},
		tests:  everywhere,
		why:    "scripted tests of the command line, and a lock between test processes",
	},
	{
		module: "go.yaml.in/yaml/v3",
		by:     []string{"internal/acceptance/worlds"},
		why:    "worlds are written by hand, for tests; nothing that is served reads YAML",
	},
	{
		module: "github.com/agnivade/levenshtein",
		by:     []string{"internal/nearest"},
		why:    "guesses are made in one place",
	},
	{
		module: "github.com/vektah/gqlparser/v2",
		by:     []string{"schema/documentgen"},
		tests:  everywhere,
		why:    "an independent judge of the schema and the documents",
	},
	{
		module: "modernc.org/sqlite",
		by:     []string{"seed/seedsql"},
		tests:  everywhere,
		why:    "counts by an independent program",
	},
}
