package seed

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// small is a sound folder of few rows, for tests that break it.
func small() fstest.MapFS {
	folder := fstest.MapFS{}
	for name, text := range map[string]string{
		"reports.csv": `id,kind,authors,year,title,doi,url,language,peer_reviewed
first-report,ARTICLE,Rossi A.;Bianchi B.,2020,First,10.1000/x,https://example.org/first,en,YES
second-report,REVIEW,,,"Sécond, with a comma",,,it,NO
`,
		"studies.csv": `id,title_short,design,design_basis,trafficking_scope,scope_basis,setting,setting_basis,definition_scope,data_collection_from,data_collection_to,confidence
first,First 2020,QUALITATIVE,STATED,NATIONAL,STATED,INDOOR,STATED,TRAFFICKING,2015,2016,HIGH
`,
		"samples.csv": `id,study_ids,size,size_unit,population,gender,life_stage,life_stage_basis,entry_stage,countries_study,informant
first-sample,first,12,PEOPLE,Women in shelters,WOMEN,ADULT,STATED,NOT_EXTRACTED,IT;FR,LIVED_EXPERIENCE
`,
		"study_reports.csv": `study_id,report_id,role,basis
first,first-report,PRIMARY,STATED
first,second-report,INCLUDED,STATED
`,
		"factors.csv": `id,name_en,name_it,level,broader_id,naming_basis,confidence
support,Support,Sostegno,RELATIONAL,,ADDED,HIGH
housing,Housing,Casa,STRUCTURAL,,ADDED,HIGH
`,
		"phase_models.csv": `id,name,authors,year,scope,structure,description,reference,confidence,is_default
stages,Stages,Verdi C.,2010,leaving,ORDERED_STAGES,Two stages.,Verdi 2010,HIGH,YES
`,
		"phases.csv": `id,model_id,position,parent_id,name_en,definition_basis,confidence
before,stages,1,,Before,STATED,HIGH
after,stages,2,,After,STATED,HIGH
`,
		"findings.csv": `id,study_id,sample_ids,report_id,factor_id,valence,factor_state,valence_basis,phase_id,phase_basis,summary_en,extraction_basis,confidence
finding-1,first,first-sample,first-report,support,FACILITATING,PRESENCE,STATED,before,STATED,Support helped.,ABSTRACT,HIGH
finding-2,,,second-report,housing,HINDERING,ABSENCE,STATED,,NOT_REPORTED,"Without a place to stay,
leaving was hard.",ABSTRACT,HIGH
`,
		"vocabularies.csv": `id,vocabulary,group,term_en,description_en,confidence
term-1,protocol,act,recruitment,An act.,HIGH
`,
		"vocabulary_mappings.csv": `from_kind,from_id,vocabulary_id,relation,basis
REPORT,first-report,term-1,RELATED,STATED
`,
	} {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return folder
}

// with is small with one text of a file replaced. The text must stand there once.
func with(t testing.TB, file, old, replacement string) fstest.MapFS {
	t.Helper()
	folder := small()
	text := string(folder[file].Data)
	if strings.Count(text, old) != 1 {
		t.Fatalf("%q stands %d times in %s", old, strings.Count(text, old), file)
	}
	folder[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, replacement, 1))}
	return folder
}

// faultsOf loads a folder that must not load, and gives its faults as lines.
func faultsOf(t testing.TB, folder fs.FS, o Options) []string {
	t.Helper()
	d, err := Load(folder, o)
	var faults *FaultsError
	if !errors.As(err, &faults) {
		t.Fatalf("the error is %v, want FaultsError", err)
	}
	if d != nil {
		t.Error("something was loaded in spite of faults")
	}
	var lines []string
	for _, f := range faults.List {
		lines = append(lines, f.String())
	}
	return lines
}

func mustLoad(t testing.TB, folder fs.FS, o Options) *Dataset {
	t.Helper()
	d, err := Load(folder, o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
