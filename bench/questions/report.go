package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// report is the result, and the form of bench/growth.json. Lists go by size: what was
// not measured at the largest sizes is shorter. Times are CPU time. Exponents are those
// of growth with the number of findings; 0 below two sizes.
type report struct {
	Date    string `json:"date"`    // in UTC
	Commit  string `json:"commit"`  // of the checkout, short; "" where git cannot tell
	Machine string `json:"machine"` // processors, system and version of Go
	Sizes   []int  `json:"sizes"`   // in findings

	Builds    []build  `json:"builds"`
	Questions []asking `json:"questions"`
}

// build is what it takes to hold or to index a graph.
type build struct {
	Name     string    `json:"name"`
	MS       []float64 `json:"ms"`
	KeptB    []float64 `json:"kept_bytes_per_finding"` // of the heap, that stay in use
	PeakMiB  []float64 `json:"peak_mib"`               // of the heap while it is made, above what was there
	Exponent float64   `json:"exponent"`               // of MS
	KeptExp  float64   `json:"kept_exponent"`          // of all bytes that stay in use
}

// asking is what a question takes.
type asking struct {
	Name          string    `json:"name"`
	FirstMS       []float64 `json:"first_ms"` // when nobody asked before
	AgainMS       []float64 `json:"again_ms"`
	AllocatedKiB  []float64 `json:"allocated_kib"` // by an answer that is asked again
	FirstExponent float64   `json:"first_exponent"`
	AgainExponent float64   `json:"again_exponent"`
	AllocatedExp  float64   `json:"allocated_exponent"`

	RefusedAt []int  `json:"refused_at,omitempty"` // findings, above all that were measured
	Limit     string `json:"limit,omitempty"`      // that refused it
}

func newReport() *report {
	r := &report{
		Date:    time.Now().UTC().Format(time.DateOnly),
		Machine: fmt.Sprintf("%d CPUs, %s/%s, %s", runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version()),
	}
	if out, err := exec.Command("git", "rev-parse", "--short", "HEAD").Output(); err == nil {
		r.Commit = strings.TrimSpace(string(out))
	}
	return r
}

func inMS(d time.Duration) float64 { return round(d.Seconds() * 1000) }

// round keeps three digits: more would be noise.
func round(v float64) float64 {
	if v == 0 {
		return 0
	}
	scale := math.Pow(10, 2-math.Floor(math.Log10(math.Abs(v))))
	return math.Round(v*scale) / scale
}

// named gives the entry of a list with a name, which it adds where there is none.
func named[T any](list *[]T, nameOf func(*T) *string, name string) *T {
	for i := range *list {
		if at := &(*list)[i]; *nameOf(at) == name {
			return at
		}
	}
	*list = append(*list, *new(T))
	last := &(*list)[len(*list)-1]
	*nameOf(last) = name
	return last
}

func (r *report) built(name string, findings int, b built) {
	of := named(&r.Builds, func(x *build) *string { return &x.Name }, name)
	of.MS = append(of.MS, inMS(b.cpu))
	of.KeptB = append(of.KeptB, round(float64(max(b.kept, 0))/float64(findings)))
	of.PeakMiB = append(of.PeakMiB, round(float64(max(b.peak, 0))/(1<<20)))
}

func (r *report) question(name string) *asking {
	return named(&r.Questions, func(x *asking) *string { return &x.Name }, name)
}

// refused notes that a limit refuses the question at a size.
func (r *report) refused(name string, findings int, limit string) {
	of := r.question(name)
	of.RefusedAt, of.Limit = append(of.RefusedAt, findings), limit
}

// asked notes what a question took. It fails where the question was refused at a smaller
// size, since lists go by size.
func (r *report) asked(name string, c cost) error {
	of := r.question(name)
	if of.RefusedAt != nil {
		return fmt.Errorf("%s: refused at %d findings, and answered at more", name, of.RefusedAt[0])
	}
	of.FirstMS = append(of.FirstMS, inMS(c.first))
	of.AgainMS = append(of.AgainMS, inMS(c.again))
	of.AllocatedKiB = append(of.AllocatedKiB, round(float64(c.bytes)/1024))
	return nil
}

// fit works out the exponents.
func (r *report) fit() {
	for i := range r.Builds {
		b := &r.Builds[i]
		b.Exponent, b.KeptExp = exponent(r.Sizes, b.MS), exponent(r.Sizes, b.kept(r.Sizes))
	}
	for i := range r.Questions {
		q := &r.Questions[i]
		q.FirstExponent, q.AgainExponent, q.AllocatedExp = exponent(r.Sizes, q.FirstMS), exponent(r.Sizes, q.AgainMS), exponent(r.Sizes, q.AllocatedKiB)
	}
}

// kept gives the bytes that stay in use at each size.
func (b *build) kept(sizes []int) []float64 {
	out := make([]float64, len(b.KeptB))
	for i, each := range b.KeptB {
		out[i] = each * float64(sizes[i])
	}
	return out
}

// exponent is the slope of the line through the logarithms, by least squares: 1 is
// linear growth, 0 none.
func exponent(sizes []int, values []float64) float64 {
	n := 0.0
	var sx, sy, sxx, sxy float64
	for i, v := range values {
		if v <= 0 {
			continue
		}
		x, y := math.Log(float64(sizes[i])), math.Log(v)
		n, sx, sy, sxx, sxy = n+1, sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	if n < 2 {
		return 0
	}
	return math.Round(100*(n*sxy-sx*sy)/(n*sxx-sx*sx))/100 + 0 // which makes 0 of -0
}

func (r *report) save(file string) error {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}

func readReport(file string) (*report, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	r := &report{}
	in := json.NewDecoder(bytes.NewReader(text))
	in.DisallowUnknownFields()
	if err := in.Decode(r); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return r, nil
}
