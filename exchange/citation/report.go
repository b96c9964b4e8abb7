package citation

import (
	"regexp"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// Report makes the reference of a report. Where it appeared (Report.container) is
// one text in the data, and what that text is follows from the kind: a journal, a
// book, an event, a university, an institution or a publisher.
func Report(r *graph.Report) Item {
	i := Item{
		Key: key(r.Key), Type: typeOf(r), Authors: parseNames(r.Authors), Title: line(r.Title), Year: r.Year,
		Volume: line(r.Volume), Issue: line(r.Issue), Pages: line(r.Pages),
		DOI: line(r.DOI), URL: line(r.URL), Language: line(r.Language), Note: line(r.Notes),
	}
	where := line(r.Container)
	switch i.Type {
	case Article, Magazine, Chapter, Paper:
		i.Container = where
	case Thesis:
		i.Genre, i.Publisher = degree(where)
	default:
		i.Publisher = where
	}
	return i
}

// typeOf gives the type of a report. An evaluation may be an article or a report of
// its own: one with a volume, or in a journal that peer-reviews, is an article.
func typeOf(r *graph.Report) Type {
	switch r.Kind {
	case "ARTICLE", "REVIEW":
		return Article
	case "PROGRAMME_EVALUATION":
		if r.Volume != "" || r.PeerReviewed == "YES" {
			return Article
		}
		return Technical
	case "THESIS":
		return Thesis
	case "BOOK_CHAPTER":
		return Chapter
	case "REPORT":
		return Technical
	case "CONFERENCE_PAPER":
		return Paper
	case "JOURNALISM":
		return Magazine
	}
	return Document
}

// degrees are the beginnings of a text such as "PhD dissertation, Arizona State
// University". Of any other text we do not know where the degree ends.
var degrees = regexp.MustCompile(`(?i)^((?:(?:PhD|DSW|PsyD|EdD|MA|MSc|MSW|BA|BSc|Master's|Doctoral|Bachelor's) )?(?:dissertation|thesis)), (.+)$`)

// degree takes apart the degree and the university of a thesis.
func degree(where string) (genre, university string) {
	if parts := degrees.FindStringSubmatch(where); parts != nil {
		return parts[1], parts[2]
	}
	return "", where
}

// isMasters says that a thesis was written for a degree below the doctorate.
func isMasters(genre string) bool {
	return strings.HasPrefix(genre, "M") || strings.HasPrefix(genre, "B")
}
