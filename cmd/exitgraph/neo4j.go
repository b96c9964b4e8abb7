package main

import (
	"context"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/neo4jstore"
)

// passwordVariable holds the password of a Neo4j. No flag does: what stands on a
// command line can be read by everyone on the machine.
const passwordVariable = twinPrefix + "NEO4J_PASSWORD"

// neo4jPrefix begins the names of the flags that are for Neo4j stores only.
const neo4jPrefix = "neo4j-"

// neo4jOptions are the flags of Neo4j stores.
type neo4jOptions struct {
	user         string
	passwordFile string
	database     string
	caFile       string
	clientCert   string
	clientKey    string

	pool           positive
	connectTimeout span
	acquireTimeout span
	queryTimeout   span
	writeTimeout   span
}

func (o *neo4jOptions) register(cmd *cobra.Command) {
	o.pool = 50
	o.connectTimeout, o.acquireTimeout = span(3*time.Second), span(5*time.Second)
	o.queryTimeout, o.writeTimeout = span(30*time.Second), span(5*time.Minute)
	flags := cmd.Flags()
	flags.StringVar(&o.user, "neo4j-user", "neo4j", "`NAME` of the user; it counts where a password is given, and without one nobody is named")
	flags.StringVar(&o.passwordFile, "neo4j-password-file", "", "`FILE` with the password in its first line; wins over the variable "+passwordVariable)
	flags.StringVar(&o.database, "neo4j-database", "neo4j", "`NAME` of the database on the server")
	flags.StringVar(&o.caFile, "neo4j-ca-file", "", "`FILE` with the certificates (PEM) of the authorities to trust, in place of those of the system; for addresses with +s")
	flags.StringVar(&o.clientCert, "neo4j-client-cert", "", "`FILE` with the certificate (PEM) to show to the server; for addresses with +s or +ssc")
	flags.StringVar(&o.clientKey, "neo4j-client-key", "", "`FILE` with the key (PEM) of that certificate")
	flags.Var(&o.pool, "neo4j-pool", "`NUMBER` of connections at most")
	flags.Var(&o.connectTimeout, "neo4j-connect-timeout", "`TIME` for making a connection")
	flags.Var(&o.acquireTimeout, "neo4j-acquire-timeout", "`TIME` to wait for a free connection")
	flags.Var(&o.queryTimeout, "neo4j-query-timeout", "`TIME` that the database has for one question")
	flags.Var(&o.writeTimeout, "neo4j-write-timeout", "`TIME` that the database has for one transaction that writes")
	for _, name := range []string{"user", "database", "pool", "connect-timeout", "acquire-timeout", "query-timeout", "write-timeout"} {
		register(cmd, neo4jPrefix+name, cobra.NoFileCompletions)
	}
	for _, name := range []string{"ca-file", "client-cert", "client-key"} {
		register(cmd, neo4jPrefix+name, cobra.FixedCompletions([]string{"pem", "crt", "cer", "key"}, cobra.ShellCompDirectiveFilterFileExt))
	}
}

// isNeo4jFlag tells the flags of neo4jOptions.
func isNeo4jFlag(f *pflag.Flag) bool { return strings.HasPrefix(f.Name, neo4jPrefix) }

// refuseNeo4jFlags refuses what was typed for a Neo4j where the store is none.
// Variables are left alone: they may be there for other commands.
func (p *process) refuseNeo4jFlags(o *dataOptions) error {
	var refused error
	o.flags.VisitAll(func(f *pflag.Flag) {
		if refused == nil && isNeo4jFlag(f) && f.Changed && !p.preset[f.Name] {
			refused = misuse("--%s is for Neo4j stores: leave it out, or give the address of one with --store, such as bolt://127.0.0.1:7687.", f.Name)
		}
	})
	return refused
}

// openNeo4j prepares the store of a Neo4j address and speaks to nobody yet. The
// caller closes it.
func (p *process) openNeo4j(o *dataOptions) (*neo4jstore.Store, error) {
	at, err := parseAddress(o.store)
	if err != nil {
		return nil, p.fromTwin("store", err)
	}
	if strings.EqualFold(o.neo4j.database, "system") {
		return nil, misuse("The database system is Neo4j's own: name another with --neo4j-database, or leave that out for neo4j.")
	}
	options := neo4jstore.Options{
		URI: at.uri, Database: o.neo4j.database, PoolSize: int(o.neo4j.pool),
		ConnectTimeout: time.Duration(o.neo4j.connectTimeout), AcquireTimeout: time.Duration(o.neo4j.acquireTimeout),
		QueryTimeout: time.Duration(o.neo4j.queryTimeout), WriteTimeout: time.Duration(o.neo4j.writeTimeout),
		Logger: driverLog(p.logger, !o.keepsLog),
	}
	if options.User, options.Password, err = p.credentials(o); err != nil {
		return nil, err
	}
	if options.TLS, err = p.tlsConfig(&o.neo4j, at); err != nil {
		return nil, err
	}
	store, err := neo4jstore.New(options)
	return store, p.fromTwin("store", err)
}

// openPresent opens a store that must be there at once, and asks it what it holds.
// The caller closes it.
func (p *process) openPresent(ctx context.Context, o *dataOptions) (graph.Store, graph.Info, error) {
	store, err := p.openStore(ctx, o)
	if err != nil {
		return nil, graph.Info{}, err
	}
	info, err := graph.New(store).Info(ctx)
	if err != nil {
		store.Close()
		return nil, graph.Info{}, err
	}
	return store, info, nil
}

// credentials gives user and password, both empty for a server that asks nobody.
func (p *process) credentials(o *dataOptions) (user, password string, err error) {
	if o.neo4j.passwordFile == "" {
		password = p.getenv(passwordVariable)
	} else if password, err = p.readPassword(o.neo4j.passwordFile); err != nil {
		return "", "", p.fromTwin("neo4j-password-file", err)
	}
	switch {
	case password == "" && o.neo4j.user != "" && o.flags.Changed("neo4j-user"):
		return "", "", misuse("%s names a user without a password: give it in the first line of the file of --neo4j-password-file, or in %s.", p.called("neo4j-user"), passwordVariable)
	case password == "":
		return "", "", nil
	case o.neo4j.user == "":
		return "", "", misuse("There is a password and no user to go with it: name the user with --neo4j-user, or give neither.")
	default:
		return o.neo4j.user, password, nil
	}
}

// readPassword gives the first line of a file.
func (p *process) readPassword(path string) (string, error) {
	text, mode, err := readSmallFile(path)
	if err != nil {
		return "", err
	}
	if mode.Perm()&0o004 != 0 && runtime.GOOS != "windows" {
		p.say("warning: everyone on this machine may read the password in %s: chmod 600 lets you alone read it.", path)
	}
	line, _, _ := strings.Cut(string(text), "\n")
	if line = strings.TrimSuffix(line, "\r"); line == "" {
		return "", misuse("The first line of %s is empty: put the password there.", path)
	}
	return line, nil
}
