package server

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/exitgraph/exitgraph/schema/fault"
)

// A place may come free while the answer that was made there is still being sent.
func TestAHeavyRequestWaitsForItsPlaceAndForRoomNoLongerThanItMayInAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const wait = 4 * time.Second
		lanes, err := NewLanes(LaneLimits{Heavy: 1, Wait: wait, AnswerBytes: largestAnswer*4/3 + 1})
		if err != nil {
			t.Fatal(err)
		}
		first := &ticket{}
		release, refused := lanes.Admit(context.WithValue(t.Context(), ticketKey{}, first), 1_000_000)
		if refused != nil {
			t.Fatal(refused)
		}
		time.AfterFunc(wait*3/4, release)
		start := time.Now()
		_, refused = lanes.Admit(context.WithValue(t.Context(), ticketKey{}, &ticket{}), 1_000_000)
		if took := time.Since(start); refused == nil || refused.Code != fault.Unavailable || took != wait {
			t.Errorf("after %s: %v", took, refused)
		}
		lanes.giveBack(first, 0)
		third := &ticket{}
		release, refused = lanes.Admit(context.WithValue(t.Context(), ticketKey{}, third), 1_000_000)
		if refused != nil {
			t.Fatalf("what the refused one had waited for is not free again: %v", refused)
		}
		release()
		lanes.giveBack(third, 0)
		if got := lanes.stats(); got != (laneStats{}) {
			t.Errorf("%+v is left", got)
		}
	})
}
