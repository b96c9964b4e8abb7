package server_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
)

// large answers everything with so many bytes.
func large(bytes int) engineFunc {
	text := []byte(`{"data":"` + strings.Repeat("x", bytes) + `"}`)
	return func(context.Context, schema.Request) *schema.Response {
		return &schema.Response{Body: schema.NewBody(text), Executed: true}
	}
}

func TestAReaderWhoTakesNothingIsCutOff(t *testing.T) {
	ls := &lanesServer{testServer: newMeasured(t, server.Config{Engine: large(8 << 20), StallTimeout: 100 * time.Millisecond})}
	conn := ls.unread(t, lightText)
	ls.await(t, "exitgraph_answers_cut_total reason=slow", 1)
	ls.await(t, "exitgraph_answer_bytes_held", 0)
	got, _ := io.Copy(io.Discard, conn)
	if got == 0 || got >= 8<<20 {
		t.Errorf("it got %d bytes", got)
	}
	cut := 0
	for _, line := range ls.lines(t) {
		if line["cut"] == "slow" && line["path"] == "/graphql" {
			cut++
		}
	}
	if cut != 1 {
		t.Errorf("the log tells of %d answers that were cut", cut)
	}
}

// A reader who takes something each time, and too little over the whole answer, is cut
// off as well: else a kilobyte now and then would hold an answer for hours.
func TestAReaderWhoTakesTooLittleOverTheWholeIsCutOff(t *testing.T) {
	ls := &lanesServer{testServer: newMeasured(t, server.Config{Engine: large(8 << 20), StallTimeout: 300 * time.Millisecond, LeastRate: 64 << 20})}
	conn := ls.unread(t, lightText)
	cut := make(chan error, 1)
	go func() {
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for {
			if _, err := io.CopyN(io.Discard, conn, 256<<10); err != nil {
				cut <- err
				return
			}
			<-tick.C
		}
	}()
	if err := <-cut; err == nil {
		t.Error("it got everything")
	}
	ls.await(t, "exitgraph_answers_cut_total reason=slow", 1)
}

// The time to write a whole answer is no longer bounded by WriteTimeout, but by what its
// reader takes.
func TestASlowReaderWhoTakesEnoughGetsAll(t *testing.T) {
	const size, writeTimeout = 8 << 20, 2 * time.Second
	ls := &lanesServer{testServer: newMeasured(t, server.Config{
		Engine: large(size), Timeout: 1500 * time.Millisecond, WriteTimeout: writeTimeout, StallTimeout: time.Minute, LeastRate: 1 << 10,
	})}
	conn := ls.unread(t, lightText)
	begun := time.Now()
	reader := bufio.NewReader(conn)
	resp, err := http.ReadResponse(reader, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	tick := time.NewTicker(300 * time.Millisecond)
	defer tick.Stop()
	total := int64(0)
	for {
		n, err := io.CopyN(io.Discard, resp.Body, size/8)
		total += n
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("after %d bytes: %v", total, err)
		}
		<-tick.C
	}
	if took := time.Since(begun); total < size || took <= writeTimeout {
		t.Errorf("%d bytes in %s", total, took)
	}
	if text := fmt.Sprint(ls.figures(t)["exitgraph_answers_cut_total reason=slow"]); text != "0" {
		t.Errorf("%s answers were cut", text)
	}
}
