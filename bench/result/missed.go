package result

// Reason is what is known of a goal that is missed.
type Reason struct {
	// Why says where the time goes and what would be needed, in one or two sentences.
	Why string
	// Limit is the value beyond which the short run fails, so that it gets no worse.
	Limit float64
}

const (
	whyWalk = "The number and the page walk all findings of the factor, since whether a finding stands is a property: " +
		"nine tenths of the time is the database's. Needed: an index of findings by factor, status and key, or both from columns."
	whyTrips = "A document costs a statement for each edge, one after another, and one for the mark of the data; the floor is one statement. " +
		"Needed: what is at the end of an edge to one comes with what refers to it, and the mark with the last answer."
	whyRank = "All studies that have the word are ranked by one rule for every store, where the driver's statement takes the first ten that the index hands out. " +
		"Needed: the ranks of words kept in the index."
	whySamples = "The filter is tested for each finding of the chosen years, past its study to its samples. " +
		"Needed: both ways to a sample united, in the order of keys, or the keys of the page from columns."
	whyRecords = "Neo4j names a time limit for reads when a connection is made, and for each record the driver then starts a goroutine and a timer three times: " +
		"60 allocations and 5 µs a record, in the floor's server as in ours. " +
		"Needed: rows gathered into lists in the database, many to a record; and the mark with the last answer."
)

// Missed are the goals that are known to be missed.
var Missed = map[string]Reason{
	AgainstPeer("Q2a"): {whyWalk, 1.6},
	AgainstPeer("Q2b"): {whyTrips, 0.9},
	AgainstPeer("Q5"):  {whyRank, 1.2},
	AgainstPeer("Q7"):  {whySamples, 0.2},
	AgainstPeer("Q8"):  {whyRecords, 0.6},
	Slowest:            {whyWalk, 1.6},
	Mean:               {"Lists take what the next rows say; counts from columns alone are far below the goal.", 0.15},

	AgainstFloor("Q2a"): {whyWalk, 4},
	AgainstFloor("Q2b"): {whyTrips, 8},
	AgainstFloor("Q5"):  {whyRank, 10},
	AgainstFloor("Q7"):  {whySamples, 11},
	AgainstFloor("Q8"):  {whyRecords, 6},

	FreeCPU("nested", 10):   {whyTrips, 1. / 4},
	FreeCPU("nested", 1000): {whyRecords, 1. / 3},
	FreeCPU("flat", 10):     {whyTrips, 1. / 3.5},
	FreeCPU("flat", 1000):   {whyRecords, 1. / 3},
	FreeSpeed:               {whyRecords, 6},
	FreeFloor(10):           {whyTrips, 0.15},
	Flights:                 {"The page is one flight, and the mark that proves one revision (ADR 0009) is another. Needed: the mark with the page.", 0},
}
