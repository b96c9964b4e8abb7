package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// outcome is what clients met: how often each status with each code and limit, and
// how long each request took.
type outcome struct {
	mu    sync.Mutex
	times []time.Duration
	ends  map[string]int // "200", "503 SERVICE_UNAVAILABLE heavyRequests", or what went wrong
}

func (o *outcome) add(end string, took time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.ends == nil {
		o.ends = map[string]int{}
	}
	o.ends[end]++
	o.times = append(o.times, took)
}

// percentile gives the time below which so many of a hundred requests stay.
func (o *outcome) percentile(p int) time.Duration {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(o.times))
	return sorted[min(len(sorted)-1, len(sorted)*p/100)]
}

// told writes how requests ended, the most frequent first.
func (o *outcome) told() string {
	kinds := slices.SortedFunc(maps.Keys(o.ends), func(a, b string) int {
		return cmp.Or(cmp.Compare(o.ends[b], o.ends[a]), strings.Compare(a, b))
	})
	var out []string
	for _, end := range kinds {
		out = append(out, fmt.Sprintf("%d with %s", o.ends[end], end))
	}
	return strings.Join(out, ", ")
}

// undocumented lists the ends that no page of the documentation has.
func (o *outcome) undocumented() []string {
	var list []string
	for end := range o.ends {
		switch end {
		case "200", "294 QUERY_TOO_COMPLEX groups", "422 QUERY_TOO_COMPLEX answerObjects", "422 QUERY_TOO_COMPLEX answerBytes",
			"503 SERVICE_UNAVAILABLE heavyRequests", "503 SERVICE_UNAVAILABLE milliseconds", "503 SERVICE_UNAVAILABLE answersInFlight":
		default:
			list = append(list, end)
		}
	}
	return list
}

// ask sends one document and reads the whole answer, as fast as it comes.
func ask(ctx context.Context, client *http.Client, addr, document string) string {
	body, err := json.Marshal(map[string]string{"query": document})
	if err != nil {
		return err.Error()
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+addr+"/graphql", strings.NewReader(string(body)))
	if err != nil {
		return err.Error()
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/graphql-response+json")
	resp, err := client.Do(req)
	if err != nil {
		return err.Error()
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusOK {
		if _, err := io.Copy(io.Discard, resp.Body); err != nil {
			return err.Error()
		}
		return "200"
	}
	var answer struct {
		Errors []struct {
			Extensions struct {
				Code  string
				Limit struct{ Name string }
			}
		}
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil || len(answer.Errors) == 0 {
		return fmt.Sprintf("%d without an error: %v", resp.StatusCode, err)
	}
	first := answer.Errors[0].Extensions
	return strings.TrimSpace(fmt.Sprintf("%d %s %s", resp.StatusCode, first.Code, first.Limit.Name))
}

// clients lets n clients, each with a connection of its own, ask the documents in turn
// until ctx is done, and gives what they met. A request that ctx ends counts nowhere.
func clients(ctx context.Context, n int, addr string, documents []string) *outcome {
	met := &outcome{}
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			transport := &http.Transport{}
			defer transport.CloseIdleConnections()
			client := &http.Client{Transport: transport}
			for j := i; ctx.Err() == nil; j++ {
				begun := time.Now()
				end := ask(ctx, client, addr, documents[j%len(documents)])
				if ctx.Err() == nil {
					met.add(end, time.Since(begun))
				}
			}
		})
	}
	all.Wait()
	return met
}
