package chromium

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
)

// Request is one request of a tab. Each hop of a redirect is one. Requests that a
// worker makes by itself are not among them; that for its script is.
type Request struct {
	URL     string
	Method  string
	Kind    string // Document, Stylesheet, Script, Image, Font, Fetch and so on
	Status  int    // of HTTP; 0 while there is no answer, or if there was none
	Bytes   int    // of the answer as they came over the wire, with its headers; 0 from the cache
	Failure string // why there was no answer; empty if there was one
	// Icon says that the browser asks for the site's icon, which it does when it
	// likes, once for a tab.
	Icon bool

	order    int       // among the requests of the tab
	patience time.Time // until when it is waited for; zero for as long as it takes
}

// Origin is the scheme, host and port that were asked; empty for addresses that no
// server is asked for, such as data: and blob:.
func (r Request) Origin() string {
	u, err := url.Parse(r.URL)
	if err != nil || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host
}

// Complaint is an error or a warning of the console: from the page's scripts, an
// exception that nothing caught, or the browser's own, such as an answer of 404.
type Complaint struct {
	Level string // error or warning
	Text  string
	Where string // address and line; empty where they are not known
}

func (c Complaint) String() string { return strings.TrimSpace(c.Level + ": " + c.Text + " " + c.Where) }

// Violation is something that the content security policy of a page refused.
type Violation struct {
	Directive string // such as script-src-elem
	Blocked   string // the address; empty for what stands in the page itself
	Kind      string // such as kInlineViolation
	Where     string // address and line; empty where they are not known
}

func (v Violation) String() string {
	return strings.TrimSpace(fmt.Sprintf("%s refused %s %s %s", v.Directive, v.Kind, v.Blocked, v.Where))
}

// record is what a tab did, in order.
type record struct {
	mu         sync.Mutex
	frame      string // the tab's own, not one inside it
	address    string
	requests   []*Request
	running    map[network.RequestID]*Request
	pageBegins int // index of the request for the document that is shown
	complaints []Complaint
	violations []Violation
}

// begin forgets what making the tab did.
func (r *record) begin(frame string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.frame, r.address = frame, "about:blank"
	r.requests, r.running, r.pageBegins, r.complaints, r.violations = nil, map[network.RequestID]*Request{}, 0, nil, nil
}

// hear takes an event; the driver calls it in their order.
func (r *record) hear(event any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.running == nil {
		return // the tab is being made
	}
	r.moved(event)
	r.transferred(event)
	r.complained(event)
}

func (r *record) moved(event any) {
	switch e := event.(type) {
	case *page.EventFrameNavigated:
		if e.Frame.ParentID == "" {
			r.address = e.Frame.URL + e.Frame.URLFragment
		}
	case *page.EventNavigatedWithinDocument:
		if string(e.FrameID) == r.frame {
			r.address = e.URL
		}
	}
}

func (r *record) transferred(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		r.asked(e)
	case *network.EventResponseReceived:
		if request := r.running[e.RequestID]; request != nil {
			request.Status = int(e.Response.Status)
		}
	case *network.EventLoadingFinished:
		if request := r.running[e.RequestID]; request != nil {
			request.Bytes = int(e.EncodedDataLength)
			delete(r.running, e.RequestID)
		}
	case *network.EventLoadingFailed:
		if request := r.running[e.RequestID]; request != nil {
			request.Failure = strings.TrimSpace(e.ErrorText + " " + string(e.BlockedReason))
			delete(r.running, e.RequestID)
		}
	}
}

func (r *record) complained(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		r.logged(e)
	case *runtime.EventExceptionThrown:
		r.thrown(e.ExceptionDetails)
	case *log.EventEntryAdded:
		if level := string(e.Entry.Level); level == "error" || level == "warning" {
			r.complaints = append(r.complaints, Complaint{level, e.Entry.Text, place(e.Entry.URL, e.Entry.LineNumber)})
		}
	case *audits.EventIssueAdded:
		if d := e.Issue.Details.ContentSecurityPolicyIssueDetails; d != nil {
			r.refused(d)
		}
	}
}

func (r *record) refused(d *audits.ContentSecurityPolicyIssueDetails) {
	v := Violation{Directive: d.ViolatedDirective, Blocked: d.BlockedURL, Kind: string(d.ContentSecurityPolicyViolationType)}
	if at := d.SourceCodeLocation; at != nil {
		v.Where = place(at.URL, at.LineNumber)
	}
	r.violations = append(r.violations, v)
}

func (r *record) asked(e *network.EventRequestWillBeSent) {
	if before := r.running[e.RequestID]; before != nil && e.RedirectResponse != nil {
		before.Status, before.Bytes = int(e.RedirectResponse.Status), int(e.RedirectResponse.EncodedDataLength)
	} else if string(e.FrameID) == r.frame && string(e.RequestID) == string(e.LoaderID) {
		// A new document, with the request that led to it.
		r.pageBegins = len(r.requests)
	}
	request := &Request{URL: e.Request.URL, Method: e.Request.Method, Kind: string(e.Type), order: len(r.requests)}
	if e.Type == network.ResourceTypeScript && e.Initiator != nil && e.Initiator.Type != network.InitiatorTypeParser {
		request.patience = time.Now().Add(workerPatience)
	}
	if request.Icon = e.Type == network.ResourceTypeOther && e.Initiator != nil && e.Initiator.Type == network.InitiatorTypeOther; request.Icon {
		request.patience = time.Now().Add(iconPatience)
	}
	r.requests = append(r.requests, request)
	r.running[e.RequestID] = request
}

func (r *record) logged(e *runtime.EventConsoleAPICalled) {
	level := string(e.Type)
	if level == "assert" {
		level = "error"
	}
	if level != "error" && level != "warning" {
		return
	}
	var words []string
	for _, arg := range e.Args {
		if arg.Description != "" {
			words = append(words, arg.Description)
		} else {
			words = append(words, strings.Trim(string(arg.Value), `"`))
		}
	}
	where := ""
	if e.StackTrace != nil && len(e.StackTrace.CallFrames) > 0 {
		where = place(e.StackTrace.CallFrames[0].URL, e.StackTrace.CallFrames[0].LineNumber)
	}
	r.complaints = append(r.complaints, Complaint{level, strings.Join(words, " "), where})
}

func (r *record) thrown(d *runtime.ExceptionDetails) {
	text := d.Text
	if d.Exception != nil && d.Exception.Description != "" {
		text += " " + d.Exception.Description
	}
	r.complaints = append(r.complaints, Complaint{"error", text, place(d.URL, d.LineNumber)})
}

// place writes an address with its line, which the protocol counts from 0.
func place(address string, line int64) string {
	if address == "" {
		return ""
	}
	return fmt.Sprintf("(%s:%d)", address, line+1)
}

func (r *record) url() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.address
}

// workerPatience is how long a script that no page names itself is waited for. If it is a
// worker's, it is answered to the worker, which is a target of its own: the tab is told of
// the request, and never of the answer.
const workerPatience = 2 * time.Second

// iconPatience is how long the site's icon is waited for: if the page is left meanwhile,
// the tab is told of no answer.
const iconPatience = time.Second

func (r *record) quiet() bool { return len(r.underWay()) == 0 }

// underWay names the requests for the page that is shown that are not answered. What a
// page that was left had asked for is given up, and the tab is not told so of each.
func (r *record) underWay() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var list []string
	for _, request := range r.running {
		left := request.order < r.pageBegins
		if left || !request.patience.IsZero() && time.Now().After(request.patience) {
			continue
		}
		list = append(list, request.Kind+" "+request.URL)
	}
	slices.Sort(list)
	return list
}

// Requests gives all requests of the tab so far, in the order in which they began.
func (t *Tab) Requests() []Request { return t.record.since(0) }

// PageRequests gives those for the page that is shown: from its document on.
func (t *Tab) PageRequests() []Request {
	t.record.mu.Lock()
	begins := t.record.pageBegins
	t.record.mu.Unlock()
	return t.record.since(begins)
}

func (r *record) since(first int) []Request {
	r.mu.Lock()
	defer r.mu.Unlock()
	requests := make([]Request, 0, len(r.requests)-first)
	for _, request := range r.requests[first:] {
		requests = append(requests, *request)
	}
	return requests
}

// Complaints gives the errors and warnings of the console so far.
func (t *Tab) Complaints() []Complaint {
	t.record.mu.Lock()
	defer t.record.mu.Unlock()
	return slices.Clone(t.record.complaints)
}

// Violations gives what content security policies refused so far.
func (t *Tab) Violations() []Violation {
	t.record.mu.Lock()
	defer t.record.mu.Unlock()
	return slices.Clone(t.record.violations)
}
