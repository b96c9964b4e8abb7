package main

import (
	"runtime"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/internal/server"
)

// laneOptions say how much a server does and holds at once.
type laneOptions struct {
	maxConcurrent positive
	maxHeavy      automatic
	answerMemory  byteSize
	leastRate     byteSize
}

func (o *laneOptions) register(cmd *cobra.Command) {
	o.maxConcurrent, o.answerMemory, o.leastRate = 256, 256<<20, 32<<10
	flags := cmd.Flags()
	flags.Var(&o.maxConcurrent, "max-concurrent", "`NUMBER` of requests answered at once; more are told to try again")
	flags.Var(&o.maxHeavy, "max-heavy", "`NUMBER` of those that count or list much which run at once, while half of --max-concurrent may wait; auto is one less than the processors, or 6 where a database does the work")
	flags.Var(&o.answerMemory, "answer-memory", "`SIZE` that answers may take which are made and not yet sent, at least 43MiB")
	flags.Var(&o.leastRate, "least-rate", "`SIZE` that a reader must take of an answer each second, after the first 20s; slower ones are cut off")
	for _, name := range []string{"max-concurrent", "answer-memory", "least-rate"} {
		register(cmd, name, cobra.NoFileCompletions)
	}
	register(cmd, "max-heavy", cobra.FixedCompletions([]string{"auto"}, cobra.ShellCompDirectiveNoFileComp))
}

// ofDatabase is how many heavy requests run at once over a database: they wait for it
// more than they compute, and the room for answers holds as many by default.
const ofDatabase = 6

// lanes makes the lanes of a server, over a database or not. A request may wait half of
// its time, so that there is time to answer it.
func (o *laneOptions) lanes(p *process, timeout span, database bool) (*server.Lanes, error) {
	heavy := int(o.maxHeavy)
	if heavy == 0 && database {
		heavy = max(ofDatabase, runtime.GOMAXPROCS(0)-1)
	}
	lanes, err := server.NewLanes(server.LaneLimits{
		Heavy: heavy, Waiting: max(1, int(o.maxConcurrent)/2), Wait: time.Duration(timeout) / 2, AnswerBytes: int64(o.answerMemory),
	})
	if err != nil {
		return nil, misuse("%s cannot be %s: give at least 43MiB, so that there is room for the largest answer.", p.called("answer-memory"), o.answerMemory.String())
	}
	return lanes, nil
}

// automatic is a flag for a whole number above zero, or for leaving it to the program,
// which is 0.
type automatic int

func (n *automatic) String() string {
	if *n == 0 {
		return "auto"
	}
	return strconv.Itoa(int(*n))
}

// Type implements pflag.Value.
func (n *automatic) Type() string { return "number" }

// Set implements pflag.Value.
func (n *automatic) Set(text string) error {
	if text == "auto" {
		*n = 0
		return nil
	}
	value, err := strconv.Atoi(text)
	if err != nil || value < 1 {
		return misuse("give auto, or a whole number above zero.")
	}
	*n = automatic(value)
	return nil
}
