package neo4jstore_test

import (
	"context"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// slack is how late a call may end after its deadline on a busy machine. It is less than
// the time that a call has of its own where none was set.
const slack = 4 * time.Second

func TestServerThatHangsEndsCallsByTheirDeadline(t *testing.T) {
	eachWay(t, func(t *testing.T, w way) {
		s, relay := behind(t, w, nil)
		for _, state := range []string{"before the first greeting", "with open connections"} {
			if state == "with open connections" {
				serves(t, s)
			}
			relay.Hang()
			var calls sync.WaitGroup
			for verb, ask := range verbs(s) {
				calls.Go(func() {
					const limit = 500 * time.Millisecond
					ctx, cancel := context.WithTimeout(t.Context(), limit)
					defer cancel()
					start := time.Now()
					unavailable(t, verb+" "+state, ask(ctx))
					if took := time.Since(start); took > limit+slack {
						t.Errorf("%s %s took %v, with a deadline of %v", verb, state, took, limit)
					}
				})
			}
			calls.Wait()
			if err := relay.Heal(); err != nil {
				t.Fatal(err)
			}
			serves(t, s)
		}
	})
}

func TestServerThatHangsIsGivenUpWithoutADeadlineToo(t *testing.T) {
	eachWay(t, func(t *testing.T, w way) {
		s, relay := behind(t, w, func(o *neo4jstore.Options) { o.AcquireTimeout = 300 * time.Millisecond })
		relay.Hang()
		start := time.Now()
		_, err := s.Info(t.Context())
		unavailable(t, "info", err)
		if took := time.Since(start); took > 300*time.Millisecond+slack {
			t.Errorf("it took %v", took)
		}
	})
}

func TestCallerWhoLeavesIsNotKept(t *testing.T) {
	eachWay(t, func(t *testing.T, w way) {
		s, relay := behind(t, w, nil)
		serves(t, s)
		relay.Hang()
		for verb, ask := range verbs(s) {
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(20*time.Millisecond, cancel)
			start := time.Now()
			if err := ask(ctx); graph.KindOf(err) != graph.Canceled || time.Since(start) > slack {
				t.Errorf("%s: %v after %v", verb, err, time.Since(start))
			}
		}
	})
}

func TestServerThatIsSlowAnswersOrEndsByTheDeadline(t *testing.T) {
	eachWay(t, func(t *testing.T, w way) {
		s, relay := behind(t, w, nil)
		relay.Delay(2 * time.Millisecond)
		serves(t, s)
		relay.Delay(300 * time.Millisecond)
		var calls sync.WaitGroup
		for verb, ask := range verbs(s) {
			calls.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), 150*time.Millisecond)
				defer cancel()
				start := time.Now()
				unavailable(t, verb, ask(ctx))
				if took := time.Since(start); took > slack {
					t.Errorf("%s took %v", verb, took)
				}
			})
		}
		calls.Wait()
	})
}

func TestAnswerThatIsCutIsNeverTakenForAWholeOne(t *testing.T) {
	eachWay(t, func(t *testing.T, w way) {
		s, relay := behind(t, w, nil)
		want := contentOf(t, s)
		seen := map[string]int{}
		for _, most := range []int{1, 3, 4, 5, 8, 30, 100, 200, 300, 500, 1000, 3000, 10_000, 30_000, 100_000} {
			relay.CutAnswersAfter(most)
			var got []string
			var failure error
			for r, err := range s.Scan(t.Context()) {
				if err != nil {
					failure = err
					break
				}
				got = append(got, line(r))
			}
			if failure != nil {
				seen["refused"]++
				unavailable(t, "scan", failure)
				if len(got) > 0 {
					t.Errorf("cut after %d bytes, %d records were handed out before the fault", most, len(got))
				}
			} else if seen["answered"]++; strings.Join(got, "\n") != strings.Join(want.records, "\n") {
				t.Errorf("cut after %d bytes, %d records came without a fault, of %d", most, len(got), len(want.records))
			}
			if err := relay.Heal(); err != nil {
				t.Fatal(err)
			}
		}
		if seen["refused"] == 0 {
			t.Errorf("no answer was cut: %v", seen)
		}
		serves(t, s)
	})
}

func TestBrokenConnectionsAreReplacedWithoutAFault(t *testing.T) {
	eachWay(t, func(t *testing.T, w way) {
		s, relay := behind(t, w, nil)
		for range 5 {
			serves(t, s)
			relay.Cut()
		}
		serves(t, s)
	})
}

func TestServerThatRefusesIsUnavailableAtOnceAndBackByItself(t *testing.T) {
	eachWay(t, func(t *testing.T, w way) {
		s, relay := behind(t, w, func(o *neo4jstore.Options) { o.RetryTime = 300 * time.Millisecond })
		for _, state := range []string{"before the first greeting", "after it"} {
			relay.Refuse()
			for verb, ask := range verbs(s) {
				start := time.Now()
				unavailable(t, verb+" "+state, ask(t.Context()))
				if took := time.Since(start); took > 300*time.Millisecond+slack {
					t.Errorf("%s %s took %v", verb, state, took)
				}
			}
			if err := relay.Heal(); err != nil {
				t.Fatal(err)
			}
			serves(t, s)
		}
	})
}

// commit is the message COMMIT of Bolt, with the frame around it.
var commit = []byte{0x00, 0x02, 0xb0, 0x12, 0x00, 0x00}

func TestCommitWhoseAnswerIsLostIsToldAsUnsettledAndNotRepeated(t *testing.T) {
	eachWay(t, func(t *testing.T, w way) {
		for _, c := range []struct {
			lost   string
			spared int
			comes  int // records that are there afterwards, beside the old ones
		}{
			{"the note that a write is coming", 0, 0},
			{"the write", 1, 1},
		} {
			t.Run(c.lost, func(t *testing.T) {
				s, relay := behind(t, w, nil)
				old := contentOf(t, s)
				add := graph.Batch{Changes: []graph.Change{{Record: storetest.Fixture()[0], Must: graph.IsAbsent}}}
				relay.LoseAnswerTo(commit, c.spared)
				_, err := s.Apply(t.Context(), add)
				refused(t, err, graph.Unavailable, "may have happened or not")
				if err := relay.Heal(); err != nil {
					t.Fatal(err)
				}
				if got := contentOf(t, s); len(got.records) != len(old.records)+c.comes {
					t.Errorf("%d records are there, want %d more than %d", len(got.records), c.comes, len(old.records))
				}
				if _, err = s.Apply(t.Context(), add); c.comes == 1 {
					refused(t, err, graph.Conflict, "")
				} else if err != nil {
					t.Errorf("the change cannot be repeated: %v", err)
				}
			})
		}
	})
}

func TestLoadWhoseAnswersAreLostIsWholeAfterAnotherOne(t *testing.T) {
	eachWay(t, func(t *testing.T, w way) {
		s, relay := behind(t, w, nil)
		want := storetest.Generate(6, storetest.Small)
		relay.LoseAnswerTo(commit, 1)
		_, err := s.Load(t.Context(), graph.Release{Name: "next"}, want, nil)
		refused(t, err, graph.Unavailable, "may have happened or not")
		if err := relay.Heal(); err != nil {
			t.Fatal(err)
		}
		mustLoad(t, s, want)
		if got := contentOf(t, s); len(got.records) != len(want) {
			t.Errorf("%d records, want %d", len(got.records), len(want))
		}
	})
}

// answers gives a store at an address where something else says a word to whoever
// connects, and ends the connection.
func answers(t *testing.T, word string) *neo4jstore.Store {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() }) // ends the goroutine below
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = io.ReadFull(conn, make([]byte, 20)) // the greeting, or else nobody is there
			_, _ = io.WriteString(conn, word)
			_ = conn.Close()
		}
	}()
	s, err := neo4jstore.New(neo4jstore.Options{URI: "bolt://" + listener.Addr().String()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestAddressOfAnotherKindOfServerIsToldAsSuch(t *testing.T) {
	_, err := answers(t, "HTTP/1.1 400 Bad Request\r\n\r\n").Info(t.Context())
	refused(t, err, graph.Unavailable, "give the address for Bolt")
}

// A balancer does so that has no server behind it.
func TestServerThatEndsConnectionsAtOnceIsUnavailable(t *testing.T) {
	for _, word := range []string{"", "\x00", "\x00\x00\x01\xff", "\x00\x00\x01\xff\x02\x00"} {
		_, err := answers(t, word).Info(t.Context())
		refused(t, err, graph.Unavailable, "not within reach")
	}
}
