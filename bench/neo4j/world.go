package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"github.com/exitgraph/exitgraph/graph"
	"github.com/exitgraph/exitgraph/graph/storetest"
)

// seed makes the data set the same in every run.
const seed = 20260101

// The values that questions ask for.
const (
	country = "NL"
	design  = "QUALITATIVE"
	setting = "INDOOR"
	word    = "cohort"
)

// sizeFor says how large a world with so many findings is: 20 findings for each
// study, as in the reviews that the product was made for.
func sizeFor(findings int) storetest.LargeSize {
	return storetest.LargeSize{Studies: max(findings/20, 1), Factors: min(2_000, max(findings/20, 1)), Phases: 24, Findings: findings}
}

// world is the data set: that of storetest, made as skewed and as uneven as real
// data, so that no question is answered by what never happens in it.
func world(size storetest.LargeSize) []graph.Record {
	records := storetest.GenerateLarge(seed, size)
	g := rand.New(rand.NewPCG(seed, 1))
	places := countries(size.Studies)
	factors := rand.NewZipf(g, 1.2, 1, uint64(size.Factors-1))
	samples := map[string]string{}
	for _, r := range records {
		switch r := r.(type) {
		case *graph.Factor:
			r.Label = graph.Text{{Lang: "en", Value: "Factor " + r.Key[len("factor-"):]}}
		case *graph.Phase:
			r.Label = graph.Text{{Lang: "en", Value: "Phase " + strconv.Itoa(r.Position)}}
		case *graph.Study:
			r.Title = title(g, r.Key)
		case *graph.Report:
			r.Title = "Report " + r.Key[len("report-"):]
		case *graph.Sample:
			r.CountriesOfStudy = []string{places[g.IntN(len(places))]}
			samples[r.Studies[0]] = r.Key
		case *graph.Finding:
			uneven(g, r, samples)
			r.Factor = "factor-" + strconv.FormatUint(factors.Uint64(), 10)
			r.Summary = graph.Text{{Lang: "en", Value: "Finding " + r.Key[len("finding-"):] + ", told in our own words."}}
		}
	}
	return records
}

// uneven gives a finding what few findings have: no phase, samples of its own, a
// state in which it counts no more.
func uneven(g *rand.Rand, f *graph.Finding, samples map[string]string) {
	switch g.IntN(50) {
	case 0:
		f.Status = graph.Withdrawn
	case 1, 2:
		f.Phase, f.PhaseBasis = "", "NOT_REPORTED"
	case 3, 4:
		f.Samples = []string{samples[f.Study]}
	}
}

// countries are up to sixty codes of countries: fewer in a small world, so that the
// questions about one of them have an answer there.
func countries(studies int) []string {
	all := []string{
		country,
		"AL", "AR", "AT", "AU", "BA", "BD", "BE", "BG", "BO", "BR", "CA", "CH", "CI", "CL", "CM", "CN", "CO", "CY", "CZ", "DE",
		"DK", "EC", "EE", "EG", "ES", "ET", "FI", "FR", "GB", "GE", "GH", "GR", "HR", "HU", "ID", "IE", "IL", "IN", "IT", "JP",
		"KE", "KH", "KR", "LA", "LT", "LV", "MD", "MX", "NG", "NO", "NP", "PE", "PH", "PL", "PT", "RO", "RS", "SE", "TH",
	}
	return all[:min(len(all), max(studies/50, 1))]
}

// title makes the title of a study. One in ten holds the word that is searched for.
func title(g *rand.Rand, key string) string {
	kinds := []string{"Interviews", "Survey", "Case files", "Narratives", "Follow-up", "Panel", "Archive", "Observation", "Testimonies", word}
	return fmt.Sprintf("%s on leaving, %s", kinds[g.IntN(len(kinds))], key)
}
