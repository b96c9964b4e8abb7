package chromium

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/chromedp"
)

// The machine may be busy with other tests while the browser starts, or short of what
// it needs for a moment.
const (
	startPatience = 2 * time.Minute
	starts        = 3 // how often it is tried
	stopPatience  = 15 * time.Second
)

// Browser is a Chromium without a window, with a profile of its own that is removed
// at its end. Methods may be called by several goroutines.
type Browser struct {
	ctx    context.Context
	cancel context.CancelFunc
	closed sync.Once
}

// Launch starts a Chromium and waits until it answers, for two minutes at most. One that
// ends or is silent instead is started anew, twice; the error then tells of each time. It
// runs until Close. When this process is killed before, or a test runs out of time, the
// system ends the browser (on Linux; elsewhere it may stay), and its profile of a few
// MiB stays in the folder for temporary files.
//
// The browser finds this machine and the hosts that are named, and no other: a page
// that asks another host fails there, as without a network, and the request is in
// the record of its tab.
func Launch(hosts ...string) (*Browser, error) {
	program, err := find()
	if err != nil {
		return nil, err
	}
	var failed error
	for n := range starts {
		b, err := launch(program, hosts)
		if err == nil {
			return b, nil
		}
		failed = errors.Join(failed, fmt.Errorf("start %s, time %d of %d: %w", program, n+1, starts, err))
	}
	return nil, failed
}

func launch(program string, hosts []string) (*Browser, error) {
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), flags(program, hosts)...)
	// Complaints of the driver about events that it does not know are of no use here.
	ctx, stop := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {}))
	b := &Browser{ctx: ctx, cancel: func() { stop(); stopAllocator() }}

	// The first call starts the browser, which lives as long as its context: so the
	// clock stands beside it and not in it.
	clock := time.AfterFunc(startPatience, b.cancel)
	err := chromedp.Do(ctx)
	if !clock.Stop() {
		err = fmt.Errorf("it did not answer within %v", startPatience)
	}
	if err != nil {
		b.cancel()
		return nil, err
	}
	return b, nil
}

// Gone tells whether the browser has ended: by Close, or by itself, as when it crashed.
func (b *Browser) Gone() bool { return b.ctx.Err() != nil }

func flags(program string, hosts []string) []chromedp.ExecAllocatorOption {
	// The driver's own list keeps the browser quiet and out of a small /dev/shm, and
	// leaves the sandbox out where the user is root, for whom Chromium has none.
	options := append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...)
	return append(options,
		chromedp.ExecPath(program),
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		// Keys and clicks count from when a page is loaded. Otherwise those are dropped
		// that come before its first picture, which a busy machine draws later.
		chromedp.Flag("allow-pre-commit-input", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("no-pings", true),
		chromedp.Flag("host-resolver-rules", resolverRules(hosts)),
		// What is measured must not depend on the fonts' smoothing of one machine.
		chromedp.Flag("font-render-hinting", "none"),
	)
}

// resolverRules lets the browser find this machine and the given hosts only.
func resolverRules(hosts []string) string {
	var rules strings.Builder
	rules.WriteString("MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]")
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil && ip.To4() == nil {
			host = "[" + host + "]"
		}
		rules.WriteString(", EXCLUDE " + host)
	}
	return rules.String()
}

// Close ends the browser and its processes and removes its profile. Tabs that are
// open then are gone. A second call does nothing.
func (b *Browser) Close() (err error) {
	b.closed.Do(func() {
		ctx, cancel := context.WithTimeout(b.ctx, stopPatience)
		defer cancel()
		// After the deadline it is killed.
		if err = chromedp.Cancel(ctx); errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			err = nil
		}
		b.cancel()
	})
	return err
}
