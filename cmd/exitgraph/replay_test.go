package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
)

// printed runs a command that must go well and gives what it prints.
func printed(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if status := run(t.Context(), args, strings.NewReader(stdin), &stdout, &stderr, nil); status != exitOK {
		t.Fatalf("%v ended with status %d: %s", args, status, stderr.String())
	}
	return stdout.String()
}

const citing = `{ tally(by: [SETTING, VALENCE], where: {factor: {level: {eq: RELATIONAL}}}) { citation { permalink } } }`

func permalinkIn(t *testing.T, answer string) string {
	t.Helper()
	var body struct {
		Data struct {
			Tally struct{ Citation struct{ Permalink string } }
		}
	}
	if err := json.Unmarshal([]byte(answer), &body); err != nil || body.Data.Tally.Citation.Permalink == "" {
		t.Fatalf("%v: %s", err, answer)
	}
	return body.Data.Tally.Citation.Permalink
}

func TestReplayPrintsWhatAServerSendsForTheSamePermalink(t *testing.T) {
	path := permalinkIn(t, printed(t, citing, "query", "-"))
	if !strings.HasPrefix(path, "/cite/") {
		t.Errorf("without a public address, the permalink is %s", path)
	}
	here := printed(t, "", "replay", path)
	if !strings.HasPrefix(here, `{"data":{"release":`) {
		t.Fatalf("printed %.200s", here)
	}

	p := start(t, "--addr", "127.0.0.1:0", "--public-url", "https://e.example/evidence")
	server := "http://" + p.logged(t, "serving")["addr"].(string)
	response, err := http.Post(server+"/graphql", "application/json", strings.NewReader(`{"query":`+quotedJSON(t, citing)+`}`))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	whole := permalinkIn(t, string(body))
	if whole != "https://e.example/evidence"+path {
		t.Errorf("with a public address, the permalink is %s", whole)
	}
	if status, sent := visit(t, server+path); status != http.StatusOK || sent != here {
		t.Errorf("the server sends with status %d\n%.300s\nand replay prints\n%.300s", status, sent, here)
	}
	if again := printed(t, "", "replay", whole); again != here {
		t.Errorf("from the whole address, replay prints %.300s", again)
	}
}

func quotedJSON(t *testing.T, s string) string {
	t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
