package api

import "strings"

// snippet is a program that asks the endpoint.
type snippet struct{ Name, ID, Text string }

// The same question in each language, with variables apart from the document, so that
// nobody joins texts to write one.
const (
	curl = `curl ENDPOINT \
  --header 'Content-Type: application/json' \
  --data '{"query": "query Some($first: Int!) { factors(first: $first) { totalCount nodes { key label { value } } } }", "variables": {"first": 3}}'`

	javascript = `const document = "query Some($first: Int!) { factors(first: $first) { totalCount nodes { key label { value } } } }";

const response = await fetch("ENDPOINT", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ query: document, variables: { first: 3 } }),
});
const { data, errors } = await response.json();
if (errors) throw new Error(errors[0].extensions.code + ": " + errors[0].message);
for (const factor of data.factors.nodes) console.log(factor.key, factor.label.value);`

	python = `import json
import urllib.request

document = "query Some($first: Int!) { factors(first: $first) { totalCount nodes { key label { value } } } }"

request = urllib.request.Request(
    "ENDPOINT",
    data=json.dumps({"query": document, "variables": {"first": 3}}).encode(),
    headers={"Content-Type": "application/json"},
)
with urllib.request.urlopen(request) as response:
    answer = json.load(response)
if "errors" in answer:
    raise SystemExit(answer["errors"])
for factor in answer["data"]["factors"]["nodes"]:
    print(factor["key"], factor["label"]["value"])`
)

// snippets gives the programs for an endpoint. Where it is a path only, a host stands
// before it that nobody has, for the reader to put in the real one.
func snippets(endpoint string) []snippet {
	if strings.HasPrefix(endpoint, "/") {
		endpoint = "https://server.example" + endpoint
	}
	list := []snippet{{"curl", "with-curl", curl}, {"JavaScript", "with-javascript", javascript}, {"Python", "with-python", python}}
	for i := range list {
		list[i].Text = strings.ReplaceAll(list[i].Text, "ENDPOINT", endpoint)
	}
	return list
}
