// Package server answers HTTP: routes, limits of bytes and time, statuses,
// headers, entity tags, the access log, metrics, readiness and the graceful stop.
//
// It knows HTTP and how GraphQL travels over it (the GraphQL-over-HTTP draft).
// It must not know the GraphQL library, the stores or the domain: it sees them
// only through Engine, Config.Ready and Config.Home.
//
// Where to look: server.go has the routes, decode.go what a request may look
// like, accept.go the choice of a media type, status.go the one table of
// statuses, graphql.go the way of a request, tags.go what need not be sent twice,
// persisted.go documents asked for by their hash, log.go and metrics.go what may be
// told of requests.
package server
