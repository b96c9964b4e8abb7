package result

// Specs are all goals that are judged here, in the order of the table. Those of counting
// from columns that are told in units of a machine are with their measurement, in
// bench/columns.
var Specs = []Spec{
	{Name: AgainstPeer("Q1"), Bound: 1. / 50},
	{Name: AgainstPeer("Q2a"), Bound: 1. / 12},
	{Name: AgainstPeer("Q2b"), Bound: 1. / 4},
	{Name: AgainstPeer("Q3"), Bound: 1. / 50},
	{Name: AgainstPeer("Q4a"), Bound: 1. / 10},
	{Name: AgainstPeer("Q4b"), Bound: 1. / 50},
	{Name: AgainstPeer("Q5"), Bound: 1. / 4},
	{Name: AgainstPeer("Q6"), Bound: 1. / 50},
	{Name: AgainstPeer("Q7"), Bound: 1. / 50},
	{Name: AgainstPeer("Q8"), Bound: 1. / 3},
	{Name: Slowest, Bound: 1. / 3},
	{Name: Mean, Bound: 1. / 20},

	{Name: AgainstFloor("Q2a"), Bound: 1.15, Unit: Multiple, Text: fewRows},
	{Name: AgainstFloor("Q2b"), Bound: 1.15, Unit: Multiple, Text: fewRows},
	{Name: AgainstFloor("Q5"), Bound: 1.15, Unit: Multiple, Text: fewRows},
	{Name: AgainstFloor("Q7"), Bound: 1.15, Unit: Multiple, Text: fewRows},
	{Name: AgainstFloor("Q8"), Bound: 1.3, Unit: Multiple},

	{Name: FreeCPU("nested", 10), Bound: 1. / 10},
	{Name: FreeCPU("nested", 1000), Bound: 1. / 10},
	{Name: FreeCPU("flat", 10), Bound: 1. / 7},
	{Name: FreeCPU("flat", 1000), Bound: 1. / 7},
	{Name: FreeSpeed, Bound: 15, AtLeast: true, Unit: Multiple},
	{Name: FreeTime, Bound: 1. / 4},
	{Name: FreeFloor(10), Bound: 0.9, AtLeast: true, Unit: Multiple},
	{Name: FreeFloor(1000), Bound: 0.65, AtLeast: true, Unit: Multiple},
	{Name: FreeMemory, Bound: 1. / 4},
	{Name: Flights, Bound: 1, Unit: Number, Text: "1: RUN and PULL"},
	{Name: RowAllocations, Bound: 0.05, Unit: Number, Text: "0"},

	{Name: CellTime, Bound: 60, Unit: Nanoseconds},
	{Name: CellAllocations, Bound: 0.05, Unit: Number, Text: "0"},
	{Name: ObjectsTime, Bound: 0.3, Unit: Milliseconds},
	{Name: ObjectsTimes, Bound: 40, AtLeast: true, Unit: Multiple},
	{Name: NewDocument, Bound: 0.3, Unit: Milliseconds},

	{Name: Counting, Bound: 1.6, Unit: Multiple, Text: "≤ 1.6x of a histogram loop"},
	{Name: CountingLarge, Bound: 1.25, Unit: Multiple, Text: "≤ 1.25x of a histogram loop"},

	{Name: Import, Bound: 0.8, AtLeast: true, Unit: Multiple},
	{Name: FirstAnswer, Bound: 150, Unit: Milliseconds},
	{Name: Memory, Bound: 60, Unit: Megabytes},
	{Name: ReadyTime, Bound: 1. / 5},
}

const fewRows = "≤ 1.15x, less 0.1 ms for HTTP"

// The names of goals that have no question.
const (
	Slowest = "the question that is slowest against the peer, p50"
	Mean    = "geometric mean of all questions against the peer, p50"

	FreeSpeed      = "free database, 1,000 nested rows: requests a second over 4 connections, of the peer's"
	FreeTime       = "free database, 10 nested rows: p50 against the peer"
	FreeMemory     = "free database, pages of 10 to 10,000 rows: most memory, of the peer's"
	Flights        = "messages sent without waiting, for a document with one root field"
	RowAllocations = "free database: allocations a row above the driver's own"

	CellTime        = "JSON of a matrix, a cell"
	CellAllocations = "JSON of a matrix, allocations a cell"
	ObjectsTime     = "1,000 objects of six fields, document to bytes"
	ObjectsTimes    = "the same against graphql.Execute with encoding/json, times as fast"
	NewDocument     = "a document that is new: parse, validate, compile"

	Counting      = "columns, 10^6 findings: unfiltered, answer"
	CountingLarge = "columns, 10^7 findings: unfiltered, answer"

	Import      = "import, records a second, of bare UNWIND over the same rows"
	FirstAnswer = "start on the built-in data, first answer"
	Memory      = "start on the built-in data, resident after it"
	ReadyTime   = "ready after start, of the peer's"
)

// AgainstPeer names the goal of a question against the peer.
func AgainstPeer(question string) string { return question + ", p50 against the peer" }

// AgainstFloor names the goal of a question against the driver alone.
func AgainstFloor(question string) string { return question + ", p50 against the driver alone" }

// FreeCPU names the goal of processor time with a database made free.
func FreeCPU(shape string, rows int) string {
	return "free database, " + rowsOf(rows) + shape + " rows: processor time a request against the peer"
}

// FreeFloor names the goal against the floor's server with a database made free.
func FreeFloor(rows int) string {
	return "free database, " + rowsOf(rows) + "nested rows: requests a second, of the floor's"
}

func rowsOf(rows int) string {
	if rows == 1000 {
		return "1,000 "
	}
	return "10 "
}
