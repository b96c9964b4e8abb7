package neo4jstore

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"
	"golang.org/x/sync/singleflight"

	"github.com/exitgraph/exitgraph/graph"
)

// Options say where the database is and how it is spoken to. Zero values take the
// defaults named here.
type Options struct {
	URI      string // bolt://host:7687 for one server, neo4j:// for a cluster, +s for TLS
	User     string // empty for a server without authentication
	Password string
	Database string // "neo4j"
	PoolSize int    // connections at most, 50; at least 2

	// TLS, where set, says for an address with +s whom to trust and which
	// certificate to show; nil trusts the authorities of the system.
	TLS *tls.Config

	ConnectTimeout time.Duration // for a connection, 3 s
	AcquireTimeout time.Duration // for a free connection of the pool, 5 s
	QueryTimeout   time.Duration // for a question, 30 s; the database ends it
	WriteTimeout   time.Duration // for a batch or a part of a load, 5 min
	RetryTime      time.Duration // for trying writes again, 5 s

	// Logger, where set, hears what the driver has to say: a level (error, warn,
	// info, debug) and a line. It may be called from many goroutines at once.
	Logger func(level, line string)
}

// Store is a graph in Neo4j. It may be used from many goroutines at once.
type Store struct {
	driver   neo4j.DriverWithContext
	options  Options
	portions portions
	closed   atomic.Bool

	writer     chan struct{}      // held by the one call that changes what readers see
	discarding singleflight.Group // of the note of a writer that died

	// bookmarks are nil where there is one server only. See session.
	bookmarks *bookmarks

	server     atomic.Pointer[string] // what the database is, for people; nil until it was greeted
	greetingMu sync.Mutex             // held for a moment, never while the database is asked
	greeting   *greeting              // the one under way, or nil
	greeted    chan struct{}          // closed when server is there
	closeOnce  sync.Once              // of greeted
}

var _ graph.Store = (*Store)(nil)

// oldestVersion is the first release whose Cypher has what statements here use:
// subqueries that name their variables.
var oldestVersion = [2]int{5, 23}

// New prepares a store, and speaks to nobody: the first call that needs the
// database greets it, and the next one does where that failed, so that a store
// may be made before its database is up. An address that is none is Invalid.
func New(o Options) (*Store, error) {
	o = o.withDefaults()
	if o.PoolSize < 2 {
		return nil, graph.Errorf("open", graph.Invalid, "One connection is too few: give the pool at least 2, since a writer takes two.")
	}
	token := neo4j.NoAuth()
	if o.User != "" || o.Password != "" {
		token = neo4j.BasicAuth(o.User, o.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(o.URI, token, o.configure)
	if err != nil {
		fault := graph.Errorf("open", graph.Invalid, "The address of the database is not one: write it as bolt://host:7687 or neo4j://host:7687.")
		fault.Err = errors.New("the driver refuses the address") // its own words may repeat a password
		return nil, fault
	}
	s := &Store{driver: driver, options: o, portions: portions{atOnce: chunk, part: chunk}, writer: make(chan struct{}, 1), greeted: make(chan struct{})}
	if strings.HasPrefix(o.URI, "neo4j") {
		s.bookmarks = newBookmarks()
	}
	return s, nil
}

// Open prepares a store and greets its database. It changes nothing there: see
// Migrate. An older server than 5.23, and a graph that a newer exitgraph has
// written, are refused with Unsupported; a server that is away or refuses the
// user is Unavailable; an address that is none is Invalid.
func Open(ctx context.Context, o Options) (*Store, error) {
	s, err := New(o)
	if err != nil {
		return nil, err
	}
	if err := s.understood(ctx, "open"); err != nil {
		_ = s.driver.Close(context.WithoutCancel(ctx)) // nothing was begun that could be lost
		return nil, err
	}
	return s, nil
}

func (o Options) withDefaults() Options {
	if o.Database == "" {
		o.Database = "neo4j"
	}
	if o.PoolSize <= 0 {
		o.PoolSize = 50
	}
	for _, d := range []struct {
		value   *time.Duration
		instead time.Duration
	}{
		{&o.ConnectTimeout, 3 * time.Second}, {&o.AcquireTimeout, 5 * time.Second},
		{&o.QueryTimeout, 30 * time.Second}, {&o.WriteTimeout, 5 * time.Minute}, {&o.RetryTime, 5 * time.Second},
	} {
		if *d.value <= 0 {
			*d.value = d.instead
		}
	}
	return o
}

func (o Options) configure(c *config.Config) {
	c.MaxConnectionPoolSize = o.PoolSize
	c.SocketConnectTimeout = o.ConnectTimeout
	c.ConnectionAcquisitionTimeout = o.AcquireTimeout
	c.MaxTransactionRetryTime = o.RetryTime
	c.MaxConnectionLifetime = 30 * time.Minute
	c.ConnectionLivenessCheckTimeout = 30 * time.Second
	c.TelemetryDisabled = true
	c.UserAgent = "exitgraph"
	if o.TLS != nil {
		c.TlsConfig = o.TLS
	}
	c.NotificationsMinSeverity = notifications.DisabledLevel
	if o.Logger != nil {
		c.Log = driverLog(o.Logger)
	}
}

// greeting is a greeting under way, for all calls that wait for it.
type greeting struct {
	done chan struct{} // closed when err is there
	err  error
}

// greet asks the database for its version, once for the life of the store, and
// refuses one that is too old. Calls that come while one greets wait for the same
// answer, each only as long as its own context lets it.
func (s *Store) greet(ctx context.Context) error {
	if s.server.Load() != nil {
		return nil
	}
	s.greetingMu.Lock()
	g := s.greeting
	if g == nil {
		g = &greeting{done: make(chan struct{})}
		s.greeting = g
		go func() {
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.options.AcquireTimeout+soon)
			defer cancel()
			g.err = s.introduce(ctx)
			s.greetingMu.Lock()
			s.greeting = nil
			s.greetingMu.Unlock()
			close(g.done)
		}()
	}
	s.greetingMu.Unlock()
	select {
	case <-g.done:
		if isContext(g.err) && ctx.Err() == nil {
			// The greeting ran out of time, this call has some left.
			return graph.Errorf("greet", graph.Unavailable, "%s", crowded)
		}
		return g.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func isContext(err error) bool {
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)
}

func (s *Store) introduce(ctx context.Context) error {
	const op = "greet"
	rows, err := s.put(ctx, op, "CALL dbms.components() YIELD name, versions, edition\nRETURN name, versions[0], edition", nil)
	if err != nil {
		return err
	}
	server := "a database of another make"
	for _, row := range rows {
		name, _ := row.Values[0].(string)
		version, _ := row.Values[1].(string)
		edition, _ := row.Values[2].(string)
		if name == "Neo4j Kernel" {
			server = fmt.Sprintf("Neo4j %s %s", version, edition)
			if !recent(version) {
				return graph.Errorf(op, graph.Unsupported, "The database is %s, and exitgraph needs %d.%d or newer: use Neo4j 5.26 LTS.", server, oldestVersion[0], oldestVersion[1])
			}
		}
	}
	s.server.Store(&server)
	s.closeOnce.Do(func() { close(s.greeted) })
	return nil
}

// Greeted is closed when the database has answered for the first time. What asks it by
// itself, with nobody waiting, does well to begin then: a database that is given a wrong
// password counts each attempt, and takes no other for a while after a few.
func (s *Store) Greeted() <-chan struct{} { return s.greeted }

// recent compares a version such as 5.26.1, 5.27-aura or 2025.04.0 with the oldest.
func recent(version string) bool {
	var found [2]int
	for i, part := range strings.SplitN(version, ".", 3) {
		if i < len(found) {
			end := strings.IndexFunc(part+"-", func(r rune) bool { return r < '0' || r > '9' })
			found[i], _ = strconv.Atoi(part[:end]) // a part without digits counts as 0
		}
	}
	return found[0] > oldestVersion[0] || found[0] == oldestVersion[0] && found[1] >= oldestVersion[1]
}

// Close implements graph.Store. Closing twice is no fault.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := s.driver.Close(ctx); err != nil {
		return s.fault(ctx, "close", err)
	}
	return nil
}
