package main

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// address is where a Neo4j is.
type address struct {
	uri       string // scheme, host and port, and for a cluster what it routes by
	encrypted bool
	trusting  bool // any certificate will do
}

// neo4jSchemes are those of the driver.
var neo4jSchemes = []string{"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"}

// isNeo4j tells whether a store is one in a Neo4j.
func isNeo4j(store string) bool {
	scheme, _, found := strings.Cut(store, ":")
	return found && slices.Contains(neo4jSchemes, scheme)
}

// parseAddress reads the address of a Neo4j. No message repeats an address that
// may hold a password.
func parseAddress(text string) (address, error) {
	scheme, rest, _ := strings.Cut(text, ":")
	if strings.Contains(rest, "@") {
		return address{}, misuse("The address of a store holds neither user nor password: name the user with --neo4j-user, and give the password in the first line of the file of --neo4j-password-file or in %s.", passwordVariable)
	}
	u, err := url.Parse(text)
	if err != nil || !strings.HasPrefix(rest, "//") || u.Hostname() == "" || u.Fragment != "" || !validPort(u.Port()) {
		return address{}, misuse("This is not the address of a Neo4j: write it as %s://HOST:7687.", scheme)
	}
	if strings.Trim(u.Path, "/") != "" {
		return address{}, misuse("The address of a Neo4j names no database: write it as %s://%s and name the database with --neo4j-database %s.", scheme, u.Host, strings.Trim(u.Path, "/"))
	}
	at := address{
		uri:       scheme + "://" + u.Host,
		encrypted: strings.Contains(scheme, "+"),
		trusting:  strings.HasSuffix(scheme, "+ssc"),
	}
	if u.RawQuery != "" {
		if strings.HasPrefix(scheme, "bolt") {
			return address{}, misuse("An address with bolt takes nothing after a question mark: write it as %s.", at.uri)
		}
		at.uri += "?" + u.RawQuery
	}
	return at, nil
}

func validPort(port string) bool {
	if port == "" {
		return true
	}
	n, err := strconv.Atoi(port)
	return err == nil && n > 0 && n < 1<<16
}
