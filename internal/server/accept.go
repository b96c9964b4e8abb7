package server

import (
	"strconv"
	"strings"
)

// The media types of GraphQL answers.
const (
	graphqlType = "application/graphql-response+json"
	jsonType    = "application/json"
)

// form is how an answer is dressed for a client.
type form struct {
	mediaType string
	// legacy says that the client takes application/json and not the newer type.
	// Such a client may look at the body only when the status is 200, so well-formed
	// GraphQL requests get 200 even when the document is refused.
	legacy bool
}

// negotiate chooses the form of a GraphQL answer from the Accept headers; false
// means that the client takes neither media type.
//
// The higher quality wins. Between equals application/graphql-response+json wins
// if it is named. Who names no preference (no header, or
// only wildcards) gets application/json, which every tool shows, with the
// statuses of the newer type.
func negotiate(accept []string) (form, bool) {
	ranges, absent := parseAccept(accept)
	if absent {
		return form{mediaType: jsonType}, true
	}
	modern, plain := weigh(ranges, graphqlType), weigh(ranges, jsonType)
	switch {
	case modern.q == 0 && plain.q == 0:
		return form{}, false
	case modern.q == 0:
		return form{mediaType: jsonType, legacy: true}, true
	case modern.q > plain.q, modern.q == plain.q && modern.precision == named:
		return form{mediaType: graphqlType}, true
	default:
		return form{mediaType: jsonType}, true
	}
}

// wantsPage says whether the client would rather have HTML than JSON, as
// browsers do.
func wantsPage(accept []string) bool {
	ranges, absent := parseAccept(accept)
	if absent {
		return false
	}
	page := weigh(ranges, "text/html")
	return page.precision == named && page.q > 0 &&
		page.q >= max(weigh(ranges, jsonType).q, weigh(ranges, graphqlType).q)
}

// How precisely a media range speaks of a type.
const (
	anyType    = 1 + iota // */*
	anySubtype            // application/*
	named                 // application/json
)

// mediaRange is one entry of an Accept header.
type mediaRange struct {
	kind, subtype string
	q             float64
}

// weight is what a client says of one media type: the quality given by the most
// precise range that covers it.
type weight struct {
	q         float64
	precision int
}

func weigh(ranges []mediaRange, mediaType string) weight {
	kind, subtype, _ := strings.Cut(mediaType, "/")
	var w weight
	for _, r := range ranges {
		precision := 0
		switch {
		case r.kind == kind && r.subtype == subtype:
			precision = named
		case r.kind == kind && r.subtype == "*":
			precision = anySubtype
		case r.kind == "*" && r.subtype == "*":
			precision = anyType
		}
		if precision > w.precision || precision > 0 && precision == w.precision && r.q > w.q {
			w = weight{q: r.q, precision: precision}
		}
	}
	return w
}

// parseAccept reads the ranges of all Accept headers; true means that the client
// sent none. Entries that cannot be read, and those that ask for another charset
// than UTF-8, are passed over: nothing can be served for them.
func parseAccept(headers []string) (ranges []mediaRange, absent bool) {
	text := strings.TrimSpace(strings.Join(headers, ","))
	if text == "" {
		return nil, true
	}
	for entry := range strings.SplitSeq(text, ",") {
		if r, ok := parseRange(entry); ok {
			ranges = append(ranges, r)
		}
	}
	return ranges, false
}

func parseRange(entry string) (mediaRange, bool) {
	name, params, _ := strings.Cut(entry, ";")
	kind, subtype, ok := strings.Cut(strings.ToLower(strings.TrimSpace(name)), "/")
	if !ok || kind == "" || subtype == "" {
		return mediaRange{}, false
	}
	r := mediaRange{kind: kind, subtype: subtype, q: 1}
	for param := range strings.SplitSeq(params, ";") {
		key, value, _ := strings.Cut(strings.TrimSpace(param), "=")
		value = strings.Trim(value, `"`)
		switch strings.ToLower(key) {
		case "q":
			q, err := strconv.ParseFloat(value, 64)
			if err != nil || !(q >= 0 && q <= 1) {
				return mediaRange{}, false
			}
			r.q = q
		case "charset":
			if !isUTF8(value) {
				return mediaRange{}, false
			}
		}
	}
	return r, true
}

func isUTF8(charset string) bool {
	return strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
}
