package storetest

import (
	"slices"
	"strconv"

	"github.com/exitgraph/exitgraph/graph"
)

// AddReviews makes a large world what questions about reviews and moderators need:
// so many reviews, each of which includes a fiftieth of the studies, at most 500, and
// shares some with others; a country for each sample; and people of every tenth
// sample who took part in a second study. It changes samples in place.
func AddReviews(records []graph.Record, reviews int) []graph.Record {
	countries := []string{"DE", "ES", "IN", "IT", "NG", "NP", "US"}
	var studies []string
	var samples []*graph.Sample
	for _, r := range records {
		switch r := r.(type) {
		case *graph.Study:
			studies = append(studies, r.Key)
		case *graph.Sample:
			samples = append(samples, r)
		}
	}
	for i, s := range samples {
		s.CountriesOfStudy = []string{countries[i%len(countries)]}
		if other := studies[(7*i+1)%len(studies)]; i%10 == 0 && !slices.Contains(s.Studies, other) {
			s.Studies = append(s.Studies, other)
		}
	}
	for i := range reviews {
		review := &graph.Report{Key: "review-" + strconv.Itoa(i), Kind: "REVIEW", Title: "Review", Language: "en", PeerReviewed: "YES"}
		records = append(records, review)
		for j := range min(max(len(studies)/50, 1), 500) {
			link := &graph.StudyReport{Study: studies[(i*7+j*11)%len(studies)], Report: review.Key, Role: graph.Included, Basis: "STATED"}
			graph.CompleteKey(link)
			records = append(records, link)
		}
	}
	return records
}
