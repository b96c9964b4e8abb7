package storetest

import (
	"slices"
	"strconv"
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

var (
	designs = []share[graph.StudyDesign]{
		{"QUALITATIVE", 50}, {"QUANTITATIVE", 20}, {"MIXED_METHODS", 20}, {"NOT_REPORTED", 4}, {"NOT_EXTRACTED", 6},
	}
	settings = []share[graph.ExploitationSetting]{
		{"INDOOR", 22}, {"OUTDOOR", 16}, {"MIXED", 12}, {"NOT_REPORTED", 10}, {"NOT_EXTRACTED", 40},
	}
	routes = []share[graph.TraffickingScope]{
		{"NATIONAL", 15}, {"TRANSNATIONAL", 20}, {"MIXED", 10}, {"NOT_REPORTED", 5}, {"NOT_EXTRACTED", 50},
	}
	lifeStages = []share[graph.LifeStage]{
		{"MINOR", 8}, {"YOUNG_ADULT", 10}, {"ADULT", 40}, {"MIXED", 10}, {"NOT_REPORTED", 5}, {"NOT_EXTRACTED", 17}, {"NOT_APPLICABLE", 10},
	}
	genders    = []share[graph.SampleGender]{{"WOMEN", 52}, {"MEN", 4}, {"MIXED", 9}, {"NOT_EXTRACTED", 35}}
	informants = []share[graph.Informant]{
		{"LIVED_EXPERIENCE", 70}, {"PRACTITIONER", 14}, {"CASE_RECORDS", 4}, {"MIXED", 6}, {"NOT_EXTRACTED", 6},
	}
	reportKinds = []share[graph.ReportKind]{
		{"ARTICLE", 60}, {"THESIS", 18}, {"CONFERENCE_PAPER", 8}, {"REPORT", 8}, {"PROGRAMME_EVALUATION", 4}, {"OTHER", 2},
	}
	peerReviewed = []share[graph.Reported]{{"YES", 55}, {"NO", 32}, {"NOT_EXTRACTED", 13}}
	languages    = []share[string]{{"en", 86}, {"es", 5}, {"it", 3}, {"fr", 3}, {"de", 2}, {"pt", 1}}
)

// methods are in the titles of studies, one in ten of each.
var methods = []string{"Interviews", "Survey", "Case files", "Narratives", "Follow-up", "Panel", "Archive", "Observation", "Testimonies", "cohort"}

// basisOf says where a value of a study or a sample comes from.
func basisOf(value string) graph.Basis {
	switch value {
	case "NOT_REPORTED", "NOT_EXTRACTED", "NOT_APPLICABLE":
		return graph.Basis(value)
	}
	return "STATED"
}

func (w *large) study(i int) graph.Record {
	s := *w.protos[graph.KindStudy].(*graph.Study)
	d := w.dice
	s.Key = name("study-", i)
	s.Title = pick(d.Rand, methods) + " on leaving, " + s.Key
	s.Design, s.DesignBasis = among(d, designs), "STATED"
	if s.Design == "NOT_EXTRACTED" {
		s.DesignBasis = "NOT_EXTRACTED"
	}
	s.Setting = among(d, settings)
	s.SettingBasis = basisOf(string(s.Setting))
	s.TraffickingScope = among(d, routes)
	s.TraffickingScopeBasis = basisOf(string(s.TraffickingScope))
	if d.chance(88) {
		s.Method = w.sentence(w.english, 43)
	}
	return &s
}

func (w *large) report(i int) graph.Record {
	r := *w.protos[graph.KindReport].(*graph.Report)
	d := w.dice
	r.Key, r.Kind = name("report-", i), among(d, reportKinds)
	w.publish(&r)
	return &r
}

func (w *large) review(i int) graph.Record {
	r := *w.protos[graph.KindReport].(*graph.Report)
	// Reviews have numbers after those of the reports of studies.
	w.dice.at(w.seed, graph.KindReport, w.Studies+i)
	r.Key, r.Kind = name("review-", i), "REVIEW"
	w.publish(&r)
	return &r
}

func (w *large) publish(r *graph.Report) {
	d := w.dice
	r.Title = w.sentence(w.english, 99)
	r.Container = w.sentence(w.english, 35)
	r.Authors = []string{w.word(w.english) + ", A.", w.word(w.english) + ", B."}
	r.Language, r.PeerReviewed = among(d, languages), among(d, peerReviewed)
	if d.chance(95) {
		r.Year = 2025 - d.skewed(46, 1.6)
	}
}

func (w *large) sample(i int) graph.Record {
	s := *w.protos[graph.KindSample].(*graph.Sample)
	d := w.dice
	s.Key, s.Studies = name("sample-", i), []string{name("study-", i)}
	// Some people took part in a second study.
	if other := (7*i + 1) % w.Studies; i%10 == 0 && other != i {
		s.Studies = append(s.Studies, name("study-", other))
	}
	s.Size, s.SizeUnit = 0, graph.UnitUnknown
	if d.chance(75) {
		s.Size, s.SizeUnit = 3+d.skewed(400, 2.5), graph.UnitPeople
	}
	s.Population = w.sentence(w.english, 60)
	s.Gender, s.Informant = among(d, genders), among(d, informants)
	s.LifeStage = among(d, lifeStages)
	s.LifeStageBasis = basisOf(string(s.LifeStage))
	if d.chance(97) {
		n := len(w.countries)
		s.CountriesOfStudy = []string{w.countries[n-1-d.skewed(n, 2)]}
		if other := w.countries[d.IntN(n)]; d.chance(8) && other != s.CountriesOfStudy[0] {
			s.CountriesOfStudy = append(s.CountriesOfStudy, other)
		}
	}
	return &s
}

// includedIn lists the reviews that include a study. Reviews beside each other are
// about the same, and share studies.
func (w *large) includedIn(study int) []int {
	w.reviewsOf = w.reviewsOf[:0]
	if w.Reviews == 0 {
		return nil
	}
	d := w.others.at(w.seed, graph.KindStudyReport, study)
	topic := d.IntN(w.Reviews)
	for len(w.reviewsOf) < 8 && d.Float64() < w.inclusions/(1+w.inclusions) {
		if r := (topic + d.IntN(8)) % w.Reviews; !slices.Contains(w.reviewsOf, r) {
			w.reviewsOf = append(w.reviewsOf, r)
		}
	}
	return w.reviewsOf
}

// links makes the links of studies to their reports and to reviews.
func (w *large) links(yield func(graph.Record) bool) {
	for i := range inKeyOrder(w.Studies) {
		study := name("study-", i)
		l := *w.protos[graph.KindStudyReport].(*graph.StudyReport)
		l.Study, l.Report, l.Role, l.Basis = study, name("report-", i), graph.Primary, "STATED"
		graph.CompleteKey(&l)
		if !yield(&l) {
			return
		}
		reviews := slices.Clone(w.includedIn(i))
		slices.SortFunc(reviews, func(a, b int) int { // as their keys go
			return strings.Compare(strconv.Itoa(a), strconv.Itoa(b))
		})
		for _, r := range reviews {
			l := l
			l.Report, l.Role, l.Basis = name("review-", r), graph.Included, "STATED"
			graph.CompleteKey(&l)
			if !yield(&l) {
				return
			}
		}
	}
}
