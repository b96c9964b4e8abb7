package pages_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// fetched is what a reader without a browser gets.
type fetched struct {
	status int
	header http.Header
	body   []byte
}

func fetch(t *testing.T, address string) fetched {
	t.Helper()
	return send(t, http.MethodGet, address, nil)
}

func send(t *testing.T, method, address string, body io.Reader) fetched {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, body)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "text/html,*/*;q=0.8")
	if body != nil {
		request.Header.Set("Accept", "application/json")
		request.Header.Set("Content-Type", "application/json")
	}
	resp, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return fetched{resp.StatusCode, resp.Header, text}
}

// tools gives the links of a page to what can be done with it, the first of each kind.
func tools(t *testing.T, address string) (table, answer, question string) {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(fetch(t, address).body))
	if err != nil {
		t.Fatal(err)
	}
	doc.Find("#tools a").Each(func(_ int, a *goquery.Selection) {
		switch href := a.AttrOr("href", ""); {
		case strings.Contains(href, "format=csv"):
			table = href
		case strings.Contains(href, "format=json"):
			answer = href
		case strings.Contains(href, "/api?"):
			question = href
		}
	})
	return table, answer, question
}

// request gives the body of a POST of the question that a link holds ready.
func request(t *testing.T, link string) []byte {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	question := map[string]any{"query": u.Query().Get("query")}
	if variables := u.Query().Get("variables"); variables != "" {
		question["variables"] = json.RawMessage(variables)
	}
	body, err := json.Marshal(question)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestADownloadIsWhatTheAPIAnswersToThePagesDocument(t *testing.T) {
	s := builtin(t, "https://neutral.example/")
	asked, tables := 0, 0
	for _, page := range append(everyPage(t, "en"), everyPage(t, "it")...) {
		table, answer, question := tools(t, s.URL+page.path)
		if table != "" {
			tables++
			got := fetch(t, s.URL+table)
			rows, err := csv.NewReader(bytes.NewReader(got.body)).ReadAll()
			if got.status != 200 || err != nil || len(rows) < 2 || !strings.HasPrefix(got.header.Get("Content-Type"), "text/csv") {
				t.Errorf("%s: status %d, %d rows, %v", table, got.status, len(rows), err)
			}
		}
		if answer == "" {
			continue
		}
		asked++
		got := fetch(t, s.URL+answer)
		if got.status != 200 || !strings.Contains(got.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: status %d, %s", answer, got.status, got.header.Get("Content-Disposition"))
		}
		if api := send(t, http.MethodPost, s.URL+"/graphql", bytes.NewReader(request(t, question))); api.status != 200 || !bytes.Equal(got.body, api.body) {
			t.Errorf("%s: the download has %d bytes, the API answers %d with status %d", page.path, len(got.body), len(api.body), api.status)
		}
	}
	if asked < 40 || tables < 30 {
		t.Errorf("only %d answers and %d tables were compared", asked, tables)
	}
}
