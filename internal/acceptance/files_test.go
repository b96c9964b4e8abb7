// SQL is some twenty times slower under the race detector, and nothing here runs at once.
//go:build !race

package acceptance_test

// What stands behind each field of each filter in the files, in SQL. {t} is the
// row at hand.

// table is a kind as a file holds it.
type table struct {
	file   string // without .csv
	fields map[string]column
	ones   map[string]relation // to one record, or none
	manies map[string]relation
}

// column is a field. Exactly one of at and list is set.
type column struct {
	at   []string // expressions; a text has one for each language
	list string   // the table with the values of a row
}

// relation is a way to records of another kind.
type relation struct {
	to      string // the kind
	targets string // to one: the key, or NULL; to many: a query for the keys
}

func at(expressions ...string) column { return column{at: expressions} }

// own is a column of the same name.
func own(names ...string) column {
	c := column{}
	for _, name := range names {
		c.at = append(c.at, `{t}."`+name+`"`)
	}
	return c
}

func list(name string) column { return column{list: name} }

const (
	ofReports   = "SELECT report_id FROM study_reports WHERE study_id = {t}.id"
	ofStudies   = "SELECT study_id FROM study_reports WHERE report_id = {t}.id"
	caveatsOn   = "SELECT id FROM caveats_affects WHERE value = {t}.id"
	yearOfStudy = `(SELECT min(CAST(r.year AS INTEGER)) FROM study_reports sr JOIN reports r ON r.id = sr.report_id
		WHERE sr.study_id = {t}.id AND sr.role = 'PRIMARY')`
	turnedValence = `CASE WHEN {t}.factor_state = 'ABSENCE' AND {t}.valence = 'FACILITATING' THEN 'HINDERING'
		WHEN {t}.factor_state = 'ABSENCE' AND {t}.valence = 'HINDERING' THEN 'FACILITATING' ELSE {t}.valence END`
	samplesOfFinding = `SELECT value FROM findings_sample_ids WHERE id = {t}.id
		UNION SELECT id FROM samples_study_ids WHERE {t}.sample_ids IS NULL AND value = {t}.study_id`
)

var tables = map[string]table{
	"Study": {
		file: "studies",
		fields: map[string]column{
			"key": own("id"), "title": own("title_short"), "year": at(yearOfStudy),
			"design": own("design"), "designBasis": own("design_basis"), "method": own("method"),
			"traffickingScope": own("trafficking_scope"), "traffickingScopeBasis": own("scope_basis"),
			"setting": own("setting"), "settingBasis": own("setting_basis"), "venues": list("studies_venues"),
			"definitionScope":   own("definition_scope"),
			"dataCollectedFrom": own("data_collection_from"), "dataCollectedTo": own("data_collection_to"),
			"confidence": own("confidence"), "notes": own("notes"),
		},
		manies: map[string]relation{
			"samples":        {"Sample", "SELECT id FROM samples_study_ids WHERE value = {t}.id"},
			"reports":        {"Report", ofReports},
			"includedIn":     {"Report", ofReports + " AND role = 'INCLUDED'"},
			"primaryReports": {"Report", ofReports + " AND role = 'PRIMARY'"},
			"findings":       {"Finding", "SELECT id FROM findings WHERE study_id = {t}.id"},
			"caveats":        {"Caveat", caveatsOn},
		},
	},
	"Report": {
		file: "reports",
		fields: map[string]column{
			"key": own("id"), "kind": own("kind"), "authors": list("reports_authors"), "year": own("year"),
			"title": own("title"), "container": own("container"), "volume": own("volume"), "issue": own("issue"),
			"pages": own("pages"), "doi": own("doi"), "url": own("url"), "language": own("language"),
			"peerReviewed": own("peer_reviewed"), "notes": own("notes"),
		},
		manies: map[string]relation{
			"studies":  {"Study", ofStudies + " AND role = 'PRIMARY'"},
			"includes": {"Study", ofStudies + " AND role = 'INCLUDED'"},
			"related":  {"Study", ofStudies + " AND role = 'RELATED'"},
			"findings": {"Finding", "SELECT id FROM findings WHERE report_id = {t}.id"},
			"caveats":  {"Caveat", "SELECT id FROM caveats WHERE report_id = {t}.id UNION " + caveatsOn},
		},
	},
	"Sample": {
		file: "samples",
		fields: map[string]column{
			"key": own("id"), "size": own("size"), "sizeUnit": own("size_unit"), "sizeText": own("size_text"),
			"population": own("population"), "gender": own("gender"), "lifeStage": own("life_stage"),
			"lifeStageBasis": own("life_stage_basis"), "entryStage": own("entry_stage"),
			"countriesOfStudy": list("samples_countries_study"), "countriesOfOrigin": list("samples_countries_origin"),
			"countriesOfDestination": list("samples_countries_destination"), "informant": own("informant"), "notes": own("notes"),
		},
		manies: map[string]relation{
			"studies": {"Study", "SELECT value FROM samples_study_ids WHERE id = {t}.id"},
			"overlapsWith": {"Sample", `SELECT value FROM samples_overlaps_with WHERE id = {t}.id
				UNION SELECT id FROM samples_overlaps_with WHERE value = {t}.id`},
		},
	},
	"Factor": {
		file: "factors",
		fields: map[string]column{
			"key": own("id"), "label": own("name_en", "name_it"), "level": own("level"),
			"definition": own("definition_en", "definition_it"), "namingBasis": own("naming_basis"),
			"confidence": own("confidence"), "notes": own("notes"),
		},
		ones: map[string]relation{"broader": {"Factor", "{t}.broader_id"}},
		manies: map[string]relation{
			"narrower": {"Factor", "SELECT id FROM factors WHERE broader_id = {t}.id"},
			"findings": {"Finding", "SELECT id FROM findings WHERE factor_id = {t}.id"},
			"caveats":  {"Caveat", caveatsOn},
		},
	},
	"PhaseModel": {
		file: "phase_models",
		fields: map[string]column{
			"key": own("id"), "name": own("name"), "authors": list("phase_models_authors"), "year": own("year"),
			"scope": own("scope"), "structure": own("structure"), "description": own("description", "description_it"),
			"reference": own("reference"), "doi": own("doi"), "confidence": own("confidence"),
			"isDefault": at("{t}.is_default = 'YES'"),
		},
		ones:   map[string]relation{"report": {"Report", "{t}.report_id"}},
		manies: map[string]relation{"phases": {"Phase", "SELECT id FROM phases WHERE model_id = {t}.id AND parent_id IS NULL"}},
	},
	"Phase": {
		file: "phases",
		fields: map[string]column{
			"key": own("id"), "equivalentTo": own("id"), // both widened by compiler.phases
			"position": own("position"), "label": own("name_en", "name_it"), "definition": own("definition_en", "definition_it"),
			"definitionBasis": own("definition_basis"), "confidence": own("confidence"),
		},
		ones:   map[string]relation{"model": {"PhaseModel", "{t}.model_id"}, "parent": {"Phase", "{t}.parent_id"}},
		manies: map[string]relation{"parts": {"Phase", "SELECT id FROM phases WHERE parent_id = {t}.id"}},
	},
	"Finding": {
		file: "findings",
		fields: map[string]column{
			"key": own("id"), "locator": own("locator"), "valence": own("valence"), "factorState": own("factor_state"),
			"factorValence": at(turnedValence), "valenceBasis": own("valence_basis"), "phaseBasis": own("phase_basis"),
			"summary": own("summary_en", "summary_it"), "extractionBasis": own("extraction_basis"), "confidence": own("confidence"),
			"samplesNamed": at("{t}.sample_ids IS NOT NULL"), "status": at("'CURRENT'"), "notes": own("notes"),
		},
		ones: map[string]relation{
			"factor": {"Factor", "{t}.factor_id"}, "phase": {"Phase", "{t}.phase_id"}, "study": {"Study", "{t}.study_id"},
			"report": {"Report", "{t}.report_id"}, "supersededBy": {"Finding", "NULL"}, // the files have no such column yet
		},
		manies: map[string]relation{"samples": {"Sample", samplesOfFinding}, "caveats": {"Caveat", caveatsOn}},
	},
	"Caveat": {
		file: "caveats",
		fields: map[string]column{
			"key": own("id"), "topic": own("topic", "topic_it"), "statementA": own("statement_a", "statement_a_it"),
			"statementB": own("statement_b", "statement_b_it"), "assessment": own("assessment", "assessment_it"),
		},
		ones: map[string]relation{"report": {"Report", "{t}.report_id"}},
	},
	"VocabularyTerm": {
		file: "vocabularies",
		fields: map[string]column{
			"key": own("id"), "vocabulary": own("vocabulary"), "group": own("group"), "term": own("term_en"),
			"description": own("description_en"), "url": own("url"), "confidence": own("confidence"),
		},
	},
}

// phaseTables follow from the files: which phase lies within which, and which
// phases of other models mean the same.
var phaseTables = []string{
	`CREATE TABLE phase_within AS WITH RECURSIVE w(whole, part, n) AS (
		SELECT id, id, 0 FROM phases
		UNION ALL SELECT w.whole, p.id, w.n + 1 FROM w JOIN phases p ON p.parent_id = w.part)
		SELECT * FROM w`,
	`CREATE TABLE phase_same AS
		SELECT from_phase_id AS a, to_phase_id AS b FROM phase_mappings WHERE relation IN ('EXACT', 'CLOSE')
		UNION SELECT to_phase_id, from_phase_id FROM phase_mappings WHERE relation IN ('EXACT', 'CLOSE')`,
	// A part uses its own mappings into a model where it has any, else those of the
	// nearest whole that has.
	`CREATE TABLE phase_reach AS
		SELECT w.part AS phase, t.model_id AS model, t.id AS target, w.n AS n
		FROM phase_within w JOIN phase_same s ON s.a = w.whole JOIN phases t ON t.id = s.b
		WHERE w.n = (SELECT min(v.n) FROM phase_within v JOIN phase_same r ON r.a = v.whole JOIN phases u ON u.id = r.b
			WHERE v.part = w.part AND u.model_id = t.model_id)`,
	`CREATE TABLE phase_equivalent AS
		SELECT whole AS asked, part AS found FROM phase_within
		UNION SELECT x.id, r.phase FROM phases x
			JOIN phase_within w ON w.whole = x.id
			JOIN phase_reach r ON r.model = x.model_id AND r.target = w.part
			JOIN phases p ON p.id = r.phase AND p.model_id <> x.model_id`,
}
