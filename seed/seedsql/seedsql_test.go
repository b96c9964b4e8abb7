package seedsql

import (
	"testing"
)

func TestEachFileIsATableWithTheRowsTheDataDictionaryNames(t *testing.T) {
	db := Open(t)
	for table, want := range map[string]int{
		"reports": 93, "studies": 72, "samples": 78, "study_reports": 93, "factors": 70,
		"factor_classifications": 34, "phase_models": 12, "phases": 46, "phase_transitions": 29,
		"phase_mappings": 33, "findings": 182, "caveats": 24, "vocabularies": 129, "vocabulary_mappings": 3,
	} {
		var got int
		if err := db.QueryRow("SELECT count(*) FROM " + table).Scan(&got); err != nil {
			t.Errorf("%s: %v", table, err)
		} else if got != want {
			t.Errorf("%s has %d rows, want %d", table, got, want)
		}
	}
}

func TestSQLFindsTheCountsOfTheReadMe(t *testing.T) {
	db := Open(t)
	for question, want := range map[string]int{
		"SELECT count(*) FROM findings WHERE valence = 'FACILITATING'":                                                          95,
		"SELECT count(*) FROM findings WHERE study_id IS NULL":                                                                  18,
		"SELECT count(*) FROM findings WHERE phase_id IS NOT NULL":                                                              120,
		"SELECT count(*) FROM samples WHERE size IS NOT NULL":                                                                   58,
		"SELECT count(*) FROM studies WHERE id NOT IN (SELECT study_id FROM findings WHERE study_id IS NOT NULL)":               15,
		"SELECT count(DISTINCT value) FROM samples_study_ids WHERE value IN ('wilson-nochajski-2016','wilson-nochajski-2018')":  2,
		"SELECT count(*) FROM samples_study_ids WHERE id = 'wilson-nochajski-india-sample'":                                     2,
		"SELECT count(*) FROM findings_sample_ids f LEFT JOIN samples s ON s.id = f.value WHERE s.id IS NULL":                   0,
		`SELECT count(DISTINCT "group") > 1 FROM vocabularies`:                                                                  1,
		"SELECT count(*) FROM factor_classifications_study_ids WHERE factor_id = 'spirituality' AND report_id = 'ferrari-2021'": 1,
		"SELECT max(CAST(year AS INTEGER)) - min(CAST(year AS INTEGER)) > 10 FROM reports":                                      1,
		"SELECT count(*) FROM caveats_affects WHERE id = 'caveat-01' AND value IN ('ngo-services-role', 'stigma-labelling')":    2,
		"SELECT count(*) FROM samples_countries_study WHERE length(value) <> 2":                                                 0,
	} {
		var got int
		if err := db.QueryRow(question).Scan(&got); err != nil {
			t.Errorf("%s: %v", question, err)
		} else if got != want {
			t.Errorf("%s: got %d, want %d", question, got, want)
		}
	}
}

func TestSeveralQueriesMayRunAtOnce(t *testing.T) {
	db := Open(t)
	rows, err := db.Query("SELECT DISTINCT valence FROM findings")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	total := 0
	for rows.Next() {
		var valence string
		var n int
		if err := rows.Scan(&valence); err != nil {
			t.Fatal(err)
		}
		if err := db.QueryRow("SELECT count(*) FROM findings WHERE valence = ?", valence).Scan(&n); err != nil {
			t.Fatal(err)
		}
		total += n
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if total != 182 {
		t.Errorf("got %d findings, want 182", total)
	}
}
