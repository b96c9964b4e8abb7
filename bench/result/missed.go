package result

// Reason is what is known of a goal that is missed.
type Reason struct {
	// Why says where the time goes and what would be needed, in one or two sentences.
	Why string
	// Limit is the value beyond which the short run fails, so that it gets no worse.
	Limit float64
}

const (
	whyOneTrip = "One statement is asked, as the floor does, and its records are decoded into fields that the answer is made of: with so few rows it is what HTTP, the plan and the session of the driver take. " +
		"Needed: less of each for every request."
	whySmall = "The server ranks, and asks for the ten studies by key in one statement; the peer and the driver alone need one small statement too, so that what is left is HTTP, the plan and decoding, and the ratio moves with how warm the peer is (1/7 to 1/3.4 of it). " +
		"Needed: less of each for every request."
	whyDecoding = "The fields that are shown, what they refer to and the mark come in one statement with fewer database hits than the floor's; what is left is decoding lists of values into records, and the driver makes a value of its own of each. " +
		"Needed: decoding from the wire."
	whyCaches = "Met where the caches of the processor hold the rows, and missed where other work on the machine takes its part of them, as in this run. " +
		"Needed: rows in fewer bytes than four."
)

// Missed are the goals that are known to be missed.
var Missed = map[string]Reason{
	AgainstPeer("Q1"):  {"The counts are cut out of those of all factors; what is left is writing 270 kB, HTTP, and the statement that asks for the mark. Needed: less to write for each cell.", 1. / 20},
	AgainstPeer("Q4b"): {"Near the goal, above and below it from run to run: most of it is processor time of the server, which counts the findings of a setting and a range of years anew for each request. Needed: such counts prepared.", 1. / 25},
	AgainstPeer("Q5"):  {whySmall, 0.6},

	AgainstFloor("Q5"): {whySmall, 2.5},
	AgainstFloor("Q8"): {whyDecoding, 2.5},

	FreeCPU("nested", 10):   {whyOneTrip, 1. / 3.5},
	FreeCPU("nested", 1000): {whyDecoding, 1. / 3},
	FreeCPU("flat", 10):     {whyOneTrip, 1. / 3},
	FreeSpeed:               {whyDecoding, 4},
	FreeFloor(10):           {whyOneTrip, 0.2},

	Import: {"Each record is written with what Go makes for searching and sorting, 0.7 to 0.8 of bare rows from run to run. Needed: fewer properties, or larger parts.", 0.4},

	"columns, 10^6 findings: wide filter, answer":   {whyCaches, 1},
	"columns, 10^6 findings: narrow filter, answer": {whyCaches, 0.1},
	"columns, 10^7 findings: narrow filter, answer": {whyCaches, 0.5},
	"columns, load: load from Neo4j, client": {"The driver makes a value of its own of each number, which takes half of it; filling the columns and laying the rows out takes 0.13 µs. " +
		"Needed: decoding from the wire.", 0.8},
}
