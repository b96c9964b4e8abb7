package main

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"

	"github.com/exitgraph/exitgraph/bench/eight"
	"github.com/exitgraph/exitgraph/bench/measure"
	"github.com/exitgraph/exitgraph/bench/result"
	"github.com/exitgraph/exitgraph/bench/side"
)

// running are the servers over the database. All run at the same time; those that are
// not asked cost next to nothing.
type running struct {
	floor     side.Floor
	ours, off *side.Server
	peer      *side.Peer
	cluster   *side.Peer // nil in a short run
}

// startServers fills the database and starts all servers over it.
func (b *bench) startServers(ctx context.Context) (err error) {
	if err := b.filled(ctx); err != nil {
		return err
	}
	r := &running{floor: side.Floor{Driver: b.base.driver}}
	b.running = r // so that what has started is stopped
	say("starting exitgraph, with columns and without")
	if r.ours, err = side.StartServer(ctx, b.server, b.base.uri); err != nil {
		return err
	}
	if r.off, err = side.StartServer(ctx, b.server, b.base.uri, "--columns=off"); err != nil {
		return err
	}
	folder, err := b.peerFolder(ctx)
	if err != nil {
		return err
	}
	say("starting the peer")
	if r.peer, err = b.startPeer(ctx, folder, b.base.uri, 1); err != nil {
		return err
	}
	if !b.short {
		if r.cluster, err = b.startPeer(ctx, folder, b.base.uri, runtime.NumCPU()); err != nil {
			return err
		}
	}
	return r.ours.AwaitColumns(ctx)
}

func (b *bench) peerFolder(ctx context.Context) (string, error) {
	return side.InstallPeer(ctx, filepath.Join(b.cache, "peer"))
}

func (b *bench) startPeer(ctx context.Context, folder, uri string, workers int) (*side.Peer, error) {
	p, err := side.StartPeer(ctx, folder, uri, workers)
	if err == nil {
		b.Versions["Node.js"], b.Versions["@neo4j/graphql"], b.Versions["Apollo Server"] = p.NodeVersion, p.Version, p.ApolloVer
	}
	return p, err
}

func (b *bench) stopServers() error {
	r := b.running
	b.running = nil
	if r == nil {
		return nil
	}
	var errs []error
	for _, s := range []*side.Server{r.ours, r.off} {
		if s != nil {
			errs = append(errs, s.Stop())
		}
	}
	for _, p := range []*side.Peer{r.peer, r.cluster} {
		if p != nil {
			errs = append(errs, p.Stop())
		}
	}
	return errors.Join(errs...)
}

// compared are the sides whose answers must be equal.
func (r *running) compared() []side.Named {
	out := []side.Named{{Name: result.Floor, Side: r.floor}, {Name: result.Ours, Side: r.ours}, {Name: result.Off, Side: r.off}, {Name: result.Peer, Side: r.peer}}
	if r.cluster != nil {
		out = append(out, side.Named{Name: result.Cluster, Side: r.cluster})
	}
	return out
}

// overOne are those who are asked over one connection. In a whole run the floor and
// ours are asked twice: what one takes of the other is what chance does.
func (r *running) overOne(q eight.Question, short bool) []measure.Contender {
	out := []measure.Contender{
		{Name: result.Floor, Take: r.floor.Asking(q)},
		{Name: result.Ours, Take: r.ours.Asking(q), PIDs: r.ours.PIDs},
		{Name: result.Peer, Take: r.peer.Asking(q), PIDs: r.peer.PIDs},
	}
	if short {
		return out
	}
	return append(out,
		measure.Contender{Name: result.FloorAgain, Take: r.floor.Asking(q)},
		measure.Contender{Name: result.OursAgain, Take: r.ours.Asking(q), PIDs: r.ours.PIDs},
		measure.Contender{Name: result.Off, Take: r.off.Asking(q), PIDs: r.off.PIDs},
	)
}

// overFour are those who are asked over four connections.
func (r *running) overFour(q eight.Question) []measure.Contender {
	return []measure.Contender{
		{Name: result.Floor, Take: r.floor.Asking(q)},
		{Name: result.Ours, Take: r.ours.Asking(q), PIDs: r.ours.PIDs},
		{Name: result.Off, Take: r.off.Asking(q), PIDs: r.off.PIDs},
		{Name: result.Peer, Take: r.peer.Asking(q), PIDs: r.peer.PIDs},
		{Name: result.Cluster, Take: r.cluster.Asking(q), PIDs: r.cluster.PIDs},
	}
}
