package server

import (
	"context"
	"crypto/rand"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"github.com/exitgraph/exitgraph/schema"
	"github.com/exitgraph/exitgraph/schema/fault"
)

// How much of a text that a client chose may stand in a log line.
const (
	maxName  = 64
	maxPath  = 128
	maxCause = 500
)

// logEntry gathers what the one log line of a request tells. It never holds
// variables, the text of a document, the query string of the URL, messages of
// errors or the client's address: people ask about what happened to people.
type logEntry struct {
	requestID string
	info      schema.Info
	codes     []string
	causes    []string // of our own and the store's faults only
	incidents []string
	level     zerolog.Level

	route  string   // that the request took; empty for none
	page   bool     // the route is that of a page
	limits []string // that refused
	cut    string   // why the answer broke off; empty where it did not, as far as is known
}

type entryKey struct{}

// entryOf gives the log entry of the request that ctx belongs to, or one that
// nobody will read.
func entryOf(ctx context.Context) *logEntry {
	if e, ok := ctx.Value(entryKey{}).(*logEntry); ok {
		return e
	}
	return &logEntry{}
}

// note takes up a fault. Faults of clients stay at info: nobody has to act.
func (e *logEntry) note(f *fault.Error) {
	code := string(f.Code)
	if !slices.Contains(e.codes, code) {
		e.codes = append(e.codes, code)
	}
	if f.Limit != nil && !slices.Contains(e.limits, f.Limit.Name) {
		e.limits = append(e.limits, f.Limit.Name)
	}
	switch rowOf(f.Code).Code {
	case fault.Internal:
		e.level = max(e.level, zerolog.ErrorLevel)
	case fault.Unavailable:
		e.level = max(e.level, zerolog.WarnLevel)
	default:
		return
	}
	if f.Cause != nil && len(e.causes) < 10 {
		e.causes = append(e.causes, shorten(f.Cause.Error(), maxCause))
	}
	if f.Incident != "" && len(e.incidents) < 10 {
		e.incidents = append(e.incidents, f.Incident)
	}
}

// answered takes up what the engine tells about a request.
func (e *logEntry) answered(resp *schema.Response) {
	e.info = resp.Info
	for _, f := range resp.Errors {
		e.note(f)
	}
}

// observe gives each request its id, its logger (in the context) and its log
// line. It is the outermost handler, so that the line tells what was sent.
func (s *server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		entry := &logEntry{requestID: requestID(r.Header.Get("X-Request-Id")), level: zerolog.InfoLevel}
		logger := s.Logger.With().Str("request_id", entry.requestID).Logger()
		ctx := context.WithValue(logger.WithContext(r.Context()), entryKey{}, entry)
		out := s.paced(w)
		sent := &sentWriter{ResponseWriter: out, head: r.Method == http.MethodHead}
		w.Header().Set("X-Request-Id", entry.requestID)
		defer func() { // also when the handler gives up the connection
			took := time.Since(start)
			entry.cut = out.cut
			entry.write(zerolog.Ctx(ctx), r, s.pathOf(entry, r), sent, took)
			s.Metrics.observe(entry, sent, took)
		}()
		next.ServeHTTP(sent, r.WithContext(ctx))
	})
}

func (e *logEntry) write(logger *zerolog.Logger, r *http.Request, path string, sent *sentWriter, took time.Duration) {
	line := logger.WithLevel(e.level).
		Str("method", plainName(r.Method)).
		Str("path", path).
		Int("status", sent.status).
		Int64("bytes", sent.bytes).
		Dur("duration_ms", took)
	if e.info.DocumentHash != "" {
		line.Str("operation", plainName(e.info.OperationName)).
			Str("document", e.info.DocumentHash).
			Int("cost", e.info.Cost).
			Int("store_calls", e.info.StoreCalls).
			Int("rows", e.info.Rows)
	}
	if e.info.Revision != "" {
		line.Str("revision", e.info.Revision)
	}
	if len(e.codes) > 0 {
		line.Strs("codes", e.codes)
	}
	if len(e.causes) > 0 {
		line.Strs("causes", e.causes)
	}
	if len(e.incidents) > 0 {
		line.Strs("incidents", e.incidents)
	}
	if e.cut != "" {
		line.Str("cut", e.cut)
	}
	line.Msg("request")
}

// requestID keeps the id that a proxy gave if it is harmless, else makes one.
func requestID(given string) string {
	if given == "" || len(given) > maxName || strings.ContainsFunc(given, func(c rune) bool {
		return !isWordRune(c) && c != '-'
	}) {
		return rand.Text()
	}
	return given
}

// plainName reduces a text that a client chose to a short GraphQL name.
func plainName(text string) string {
	return strings.Map(func(c rune) rune {
		if isWordRune(c) {
			return c
		}
		return -1
	}, shorten(text, maxName))
}

func isWordRune(c rune) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

func shorten(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	return strings.ToValidUTF8(text[:limit], "")
}

// sentWriter counts what was really sent.
type sentWriter struct {
	http.ResponseWriter
	status int
	bytes  int64
	head   bool // whether the request is a HEAD, of whose answer no body is sent
}

func (w *sentWriter) WriteHeader(status int) {
	if w.status == 0 && status >= 200 {
		w.status = status
	}
	if w.head {
		w.Header().Del("Content-Length") // GET may be answered compressed, and so be shorter
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *sentWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	if w.head {
		return len(b), nil
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *sentWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
