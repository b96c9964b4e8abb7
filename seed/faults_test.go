package seed

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestEachFaultSaysWhereWhatAndHowToMendIt breaks one text of one file at a time
// and expects the faults word for word: file:line:column: heading: message.
// Remedy.
func TestEachFaultSaysWhereWhatAndHowToMendIt(t *testing.T) {
	const inQuotes = `Put the whole cell in quotation marks and double each one inside it, as in "she said ""yes""".`
	for _, tt := range []struct {
		rule           string
		file, old, new string
		want           []string
	}{
		{"unknown value, nearly right", "findings.csv", "FACILITATING", "FACILITATE",
			[]string{`findings.csv:2:51: valence: "FACILITATE" is not a value of this field. Did you mean "FACILITATING"? Use one of FACILITATING, HINDERING, AMBIVALENT, UNSIGNED.`}},
		{"unknown value, far off", "findings.csv", "FACILITATING", "GOOD",
			[]string{`findings.csv:2:51: valence: "GOOD" is not a value of this field. Use one of FACILITATING, HINDERING, AMBIVALENT, UNSIGNED.`}},
		{"value of another field's part of a vocabulary", "study_reports.csv", "first-report,PRIMARY,STATED", "first-report,PRIMARY,ADDED",
			[]string{`study_reports.csv:2:28: basis: "ADDED" is not a value of this field. Use one of STATED, RECONSTRUCTED.`}},
		{"too few cells", "findings.csv", "ABSTRACT,HIGH\nfinding-2", "ABSTRACT\nfinding-2",
			[]string{`findings.csv:2: the row has 12 cells and the file 13 headings. Put cells that hold commas in quotation marks, and leave no cell out.`}},
		{"too many cells", "factors.csv", "Sostegno", "Sostegno, aiuto",
			[]string{`factors.csv:2: the row has 8 cells and the file 7 headings. Put cells that hold commas in quotation marks, and leave no cell out.`}},
		{"one cell", "factors.csv", "\nhousing,", "\nx\nhousing,",
			[]string{`factors.csv:3: the row has 1 cell and the file 7 headings. Put cells that hold commas in quotation marks, and leave no cell out.`}},
		{"stray bytes in the place of a row", "factors.csv", "\nhousing,", "\n\xff\xfe\nhousing,",
			[]string{`factors.csv:3: the row is not valid UTF-8. Save the file as UTF-8, and take out what is no text.`}},
		{"empty row", "factors.csv", "\nhousing", "\n,,,,,,\nhousing",
			[]string{`factors.csv:3: the row is empty. Take it out.`}},
		{"misspelt heading", "findings.csv", "valence,factor_state", "vlaence,factor_state",
			[]string{`findings.csv:1:44: vlaence: "vlaence" is not a heading of this file. Did you mean "valence"? Rename the column, or take it out.`}},
		{"unknown heading", "factors.csv", "name_it", "remarks of Ada",
			[]string{`factors.csv:1:12: remarks of Ada: "remarks of Ada" is not a heading of this file. Rename the column, or take it out.`}},
		{"heading in capitals", "factors.csv", "level", "Level",
			[]string{`factors.csv:1:20: Level: "Level" is not a heading of this file. Did you mean "level"? Rename the column, or take it out.`}},
		{"language that there is not", "factors.csv", "name_it", "name_xx",
			[]string{`factors.csv:1:12: name_xx: "name_xx" is not a heading of this file. Did you mean "name_en"? Rename the column, or take it out.`}},
		{"two columns of one language", "factors.csv", "name_it", "name",
			[]string{`factors.csv:1:12: name: two columns hold the same. Keep one of them.`}},
		{"two equal headings", "factors.csv", "name_it", "level",
			[]string{`factors.csv:1:18: level: two columns hold the same. Keep one of them.`}},
		{"last cell left out", "studies.csv", ",HIGH", "",
			[]string{`studies.csv:2: the row has 11 cells and the file 12 headings. Put cells that hold commas in quotation marks, and leave no cell out.`}},
		{"separated by semicolons", "factors.csv", "id,name_en,name_it,level,broader_id,naming_basis,confidence", "id;name_en;name_it;level;broader_id;naming_basis;confidence",
			[]string{`factors.csv:1:1: the cells are not separated by commas. Save the file as CSV with commas as separators, in UTF-8.`}},
		{"NUL", "findings.csv", "Support helped.", "Support\x00 helped.",
			[]string{`findings.csv:2:94: summary_en: the text holds a control character. Save the file as UTF-8 and remove the character.`}},
		{"no UTF-8", "factors.csv", "Sostegno", "Sosteg\xff",
			[]string{`factors.csv:2:17: name_it: the text is not valid UTF-8. Save the file as UTF-8 and remove the character.`}},
		{"quotation mark never closed", "findings.csv", "Support helped.", `"Support helped.`,
			[]string{`findings.csv:2: a quotation mark of the row that begins here is not closed, or closed too early. ` + inQuotes}},
		{"quotation mark never closed in the last row", "studies.csv", "INDOOR,STATED,TRAFFICKING,2015,2016,HIGH\n", "INDOOR,STATED,TRAFFICKING,2015,2016,HIGH\nx,\"unterminated\n",
			[]string{`studies.csv:3:3: the quotation mark that begins this cell is never closed. Put a second one at the end of the cell, or take this one out.`}},
		{"quotation mark never closed on a later line of its row", "factors.csv", "housing,Housing,Casa,STRUCTURAL,,ADDED,HIGH\n", "housing,\"Housing\n\"\"è\"\"\",\"Casa\n\n",
			[]string{`factors.csv:4:8: the quotation mark that begins this cell is never closed. Put a second one at the end of the cell, or take this one out.`}},
		{"text after a closed cell in the last row", "studies.csv", "2015,2016,HIGH\n", "2015,2016,\"HIGH\" x",
			[]string{`studies.csv:2:94: a quotation mark stands in the middle of a cell. ` + inQuotes}},
		{"quotation mark inside a cell", "findings.csv", "Support helped.", `Support "helped".`,
			[]string{`findings.csv:2:102: a quotation mark stands in the middle of a cell. ` + inQuotes}},
		{"blanks around a value", "factors.csv", "Sostegno", " Sostegno",
			[]string{`factors.csv:2:17: name_it: there are blanks around the value. Remove blanks and line breaks before and after it.`}},
		{"blanks that are not ASCII", "factors.csv", "Sostegno", "Sostegno\u00a0",
			[]string{`factors.csv:2:17: name_it: there are blanks around the value. Remove blanks and line breaks before and after it.`}},
		{"missing value", "findings.csv", "Support helped.", "",
			[]string{`findings.csv:2:94: summary_en: a value is required. Fill it in.`}},
		{"missing reference of a link", "study_reports.csv", "first,first-report", ",first-report",
			[]string{`study_reports.csv:2:1: study_id: a value is required. Fill it in.`}},
		{"no number", "reports.csv", "2020", "about 2020",
			[]string{`reports.csv:2:42: year: "about 2020" is not a whole number. Give a whole number from 1900 to 2100 in plain digits, or leave the cell empty where that is allowed.`}},
		{"number with a sign", "samples.csv", ",12,", ",+12,",
			[]string{`samples.csv:2:20: size: "+12" is not a whole number. Give a whole number from 1 to 2000000000 in plain digits, or leave the cell empty where that is allowed.`}},
		{"number 0, which would read as absence", "samples.csv", ",12,", ",0,",
			[]string{`samples.csv:2:20: size: "0" is out of range. Give a whole number from 1 to 2000000000 in plain digits, or leave the cell empty where that is allowed.`}},
		{"number too large for a machine", "reports.csv", "2020", "20200000000000000000000",
			[]string{`reports.csv:2:42: year: "20200000000000000000000" is out of range. Give a whole number from 1900 to 2100 in plain digits, or leave the cell empty where that is allowed.`}},
		{"blank after a semicolon", "reports.csv", "Rossi A.;", "Rossi A.; ",
			[]string{`reports.csv:2:22: authors: there are blanks around "Bianchi B.". Separate values with a semicolon alone.`}},
		{"semicolon at the end", "samples.csv", "IT;FR", "IT;",
			[]string{`samples.csv:2:81: countries_study: a value of the list is empty. Separate values with one semicolon, and put none at the ends.`}},
		{"value twice in a list", "samples.csv", "IT;FR", "IT;IT",
			[]string{`samples.csv:2:81: countries_study: "IT" stands twice. Name each value once.`}},
		{"no country", "samples.csv", "IT;FR", "IT;ZZ",
			[]string{`samples.csv:2:81: countries_study: "ZZ" is not a country code of ISO 3166-1 alpha-2, such as IT. Correct it, or leave the cell empty where that is allowed.`}},
		{"no language", "reports.csv", ",it,", ",italiano,",
			[]string{`reports.csv:3:49: language: "italiano" is not a language tag of BCP 47, such as en or pt-BR. Correct it, or leave the cell empty where that is allowed.`}},
		{"no DOI", "reports.csv", "10.1000/x", "https://doi.org/10.1000/x",
			[]string{`reports.csv:2:53: doi: "https://doi.org/10.1000/x" is not a DOI without resolver, such as 10.1000/xyz123. Correct it, or leave the cell empty where that is allowed.`}},
		{"neither yes nor no", "phase_models.csv", "YES", "true",
			[]string{`phase_models.csv:2:80: is_default: "true" is not a value of this field. Write YES or NO.`}},
		{"yes and no left out", "phase_models.csv", "YES", "",
			[]string{`phase_models.csv:2:80: is_default: a value is required. Write YES or NO.`}},
		{"no key", "vocabularies.csv", "term-1", "Term 1",
			[]string{
				`vocabularies.csv:2:1: id: "Term 1" is not a key. Use lower-case words and digits joined by hyphens, 200 characters at most.`,
				`vocabulary_mappings.csv:2:21: vocabulary_id: there is no VocabularyTerm "term-1". Did you mean "Term 1"? Add the record, or correct the key.`,
			}},
		{"key twice in a file", "factors.csv", "housing,Housing", "support,Housing",
			[]string{
				`factors.csv:3:1: id: "support" stands twice, first on line 2. Take one of the two rows out, or correct it.`,
				`findings.csv:3:27: factor_id: there is no Factor "housing". Add the record, or correct the key.`,
			}},
		{"key twice in two files", "phases.csv", "after", "support",
			[]string{`phases.csv:3:1: id: "support" is taken: it stands in factors.csv on line 2. Choose a key that is unique across all files.`}},
		{"link twice", "study_reports.csv", "second-report,INCLUDED", "first-report,PRIMARY",
			[]string{`study_reports.csv:3:1: study_id: "first/first-report/PRIMARY" stands twice, first on line 2. Take one of the two rows out, or correct it.`}},
		{"unknown reference", "findings.csv", "first-sample", "frist-sample",
			[]string{`findings.csv:2:17: sample_ids: there is no Sample "frist-sample". Did you mean "first-sample"? Add the record, or correct the key.`}},
		{"unknown reference after a cell with accents", "reports.csv", "second-report,REVIEW,,,\"Sécond, with a comma\",,,it", "second-report,REVIEW,,,\"Sécond, with a comma\",,,i t",
			[]string{`reports.csv:3:49: language: "i t" is not a language tag of BCP 47, such as en or pt-BR. Correct it, or leave the cell empty where that is allowed.`}},
		{"fault after a cell with line breaks", "findings.csv", "leaving was hard.\",ABSTRACT", "leaving was hard.\",ABSTRACTS",
			[]string{`findings.csv:4:20: extraction_basis: "ABSTRACTS" is not a value of this field. Did you mean "ABSTRACT"? Use one of FULL_TEXT, ABSTRACT, SECONDARY_REVIEW, RECONSTRUCTED.`}},
		{"rule between two fields", "studies.csv", "2015,2016", "2016,2015",
			[]string{`studies.csv:2:84: data_collection_to: data collection ends before it begins. Correct one of the two years.`}},
		{"rule between two records", "findings.csv", "housing,HINDERING,ABSENCE,STATED,,NOT_REPORTED", "housing,HINDERING,ABSENCE,STATED,,STATED",
			[]string{`findings.csv:3:61: phase_basis: phase and its basis do not fit: a phase is STATED or INFERRED, no phase is NOT_REPORTED. Correct one of the two.`}},
		{"rule of the whole", "phase_models.csv", "YES", "NO",
			[]string{`phase_models.csv:2:80: is_default: no model is the default. Mark exactly one model as the default.`}},
		{"kind of another record", "vocabulary_mappings.csv", "REPORT", "VOCABULARY_TERM",
			[]string{`vocabulary_mappings.csv:2:1: from_kind: VOCABULARY_TERM is not the kind of "first-report", which is a REPORT. Write REPORT, or correct from_id.`}},
		{"no kind", "vocabulary_mappings.csv", "REPORT", "REPROT",
			[]string{`vocabulary_mappings.csv:2:1: from_kind: "REPROT" is not a kind of record. Did you mean "REPORT"? Use one of REPORT, VOCABULARY_TERM.`}},
		{"kind left out", "vocabulary_mappings.csv", "REPORT", "",
			[]string{`vocabulary_mappings.csv:2:1: from_kind: a value is required. Name the kind of the record, or take the column out.`}},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			got := faultsOf(t, with(t, tt.file, tt.old, tt.new), Options{})
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

func TestFaultsOfFilesSayWhatToDo(t *testing.T) {
	text := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	for _, tt := range []struct {
		rule   string
		change func(fstest.MapFS)
		want   []string
	}{
		{"a file that evidence is counted from is missing", func(f fstest.MapFS) { delete(f, "samples.csv") },
			[]string{`samples.csv: the file is missing. Add it; a line of headings is enough where there are no rows.`}},
		{"a file with a misspelt name", func(f fstest.MapFS) { f["caveat.csv"] = text("id\n") },
			[]string{`caveat.csv: the file is not one of a dataset. Rename it to caveats.csv, or move it out of the folder.`}},
		{"a file with a name that would move the cursor", func(f fstest.MapFS) { f["\x1b[2J.csv"] = text("id\n") },
			[]string{"\ufffd[2J.csv: the file is not one of a dataset. Move it out of the folder: the files of a dataset are studies.csv, reports.csv, samples.csv, factors.csv, phase_models.csv, phases.csv, findings.csv, caveats.csv, vocabularies.csv, study_reports.csv, factor_classifications.csv, phase_transitions.csv, phase_mappings.csv, vocabulary_mappings.csv."}},
		{"a file with a name in capitals", func(f fstest.MapFS) { f["CAVEATS.CSV"] = text("id\n") },
			[]string{`CAVEATS.CSV: the file is not one of a dataset. Rename it to caveats.csv, or move it out of the folder.`}},
		{"a folder in the place of a file", func(f fstest.MapFS) {
			delete(f, "factors.csv")
			f["factors.csv/notes.txt"] = text("x")
		}, []string{`factors.csv: this is not a plain file. Put a file in its place.`}},
		{"an empty file", func(f fstest.MapFS) { f["caveats.csv"] = text("\n") },
			[]string{`caveats.csv: the file is empty. Put the headings into its first line.`}},
		{"a required column is missing", func(f fstest.MapFS) {
			f["factors.csv"] = text("id,name_en,level,naming_basis\n")
		}, []string{`factors.csv:1: the column confidence is missing. Add it; every row needs a value there.`}},
		{"a file in UTF-16", func(f fstest.MapFS) { f["caveats.csv"] = text("\xff\xfei\x00d\x00") },
			[]string{`caveats.csv: the file is in UTF-16. Save it as CSV in UTF-8.`}},
		{"columns are missing", func(f fstest.MapFS) { f["caveats.csv"] = text("id,report_id,topic\n") },
			[]string{
				`caveats.csv:1: the column statement_a_en is missing. Add it; every row needs a value there.`,
				`caveats.csv:1: the column assessment_en is missing. Add it; every row needs a value there.`,
			}},
		{"a folder without a dataset", func(f fstest.MapFS) {
			clear(f)
			f["holiday.jpg"] = text("x")
		}, []string{`the folder holds no dataset. Name a folder with files such as findings.csv.`}},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			folder := small()
			tt.change(folder)
			if got := faultsOf(t, folder, Options{}); !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

func TestFaultsOfSeveralFilesAreToldTogetherInOrder(t *testing.T) {
	folder := with(t, "findings.csv", "HINDERING", "BAD")
	folder["samples.csv"] = with(t, "samples.csv", ",12,", ",twelve,")["samples.csv"]
	folder["phases.csv"] = with(t, "phases.csv", "after,stages", "after,stagse")["phases.csv"]
	got := faultsOf(t, folder, Options{})
	want := []string{"samples.csv:2:20: size", "phases.csv:3:7: model_id", "findings.csv:3:35: valence"}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("got %q, want it to begin with %q", got[i], want[i])
		}
	}
}

func TestARowIsNotBlamedForWhatAnotherOneLacks(t *testing.T) {
	// The finding names a sample of its study, but which studies the sample has could
	// not be read.
	got := faultsOf(t, with(t, "samples.csv", "first-sample,first,", "first-sample,first;,"), Options{})
	want := `samples.csv:2:14: study_ids: a value of the list is empty. Separate values with one semicolon, and put none at the ends.`
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOnlyFiftyFaultsAreToldAndTheOthersAreCounted(t *testing.T) {
	// Half of them are faults of form, half of content.
	folder := small()
	text := string(folder["factors.csv"].Data)
	for i := range 70 {
		text += fmt.Sprintf("factor-%d, Blank,,RELATIONAL,,ADDED,HIGH\n", i)
		text += fmt.Sprintf("other-%d,Name,,PERSONAL,,ADDED,HIGH\n", i)
	}
	folder["factors.csv"] = &fstest.MapFile{Data: []byte(text)}
	_, err := Load(folder, Options{})
	var faults *FaultsError
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	if len(faults.List) != 50 || faults.More != 90 {
		t.Errorf("%d faults are told and %d counted, want 50 and 90", len(faults.List), faults.More)
	}
	message := err.Error()
	if !strings.HasPrefix(message, "the dataset has 140 faults, so nothing was loaded\n") || !strings.HasSuffix(message, "\nand 90 more") {
		t.Errorf("the error reads %q", message)
	}
}

func TestASingleFaultIsToldAsOne(t *testing.T) {
	_, err := Load(with(t, "factors.csv", "Sostegno", " Sostegno"), Options{})
	want := "the dataset has a fault, so nothing was loaded\nfactors.csv:2:17: name_it: there are blanks around the value. Remove blanks and line breaks before and after it."
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
