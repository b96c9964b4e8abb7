package seed

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/exitgraph/exitgraph/graph"
)

func TestRecordsComeInTheOrderOfScanWithDistinctKeys(t *testing.T) {
	d := mustLoad(t, Files(), Options{})
	for i, r := range d.Records[1:] {
		before := d.Records[i]
		if r.RecordKind() < before.RecordKind() || r.RecordKind() == before.RecordKind() && r.RecordKey() <= before.RecordKey() {
			t.Fatalf("%s %s comes after %s %s", r.RecordKind(), r.RecordKey(), before.RecordKind(), before.RecordKey())
		}
	}
}

func TestTheHashDoesNotDependOnTheOrderOfRowsAndColumns(t *testing.T) {
	want := mustLoad(t, small(), Options{})
	if len(want.Hash()) != 64 || want.Revision() != want.Hash()[:12] {
		t.Fatalf("hash %q, revision %q", want.Hash(), want.Revision())
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		folder := small()
		for name := range folder {
			if name == "findings.csv" {
				continue // its cells have line breaks, which the shuffle of lines would tear
			}
			lines := strings.Split(strings.TrimSpace(string(folder[name].Data)), "\n")
			random.Shuffle(len(lines)-1, func(i, j int) { lines[i+1], lines[j+1] = lines[j+1], lines[i+1] })
			folder[name] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
		}
		folder["vocabulary_mappings.csv"] = &fstest.MapFile{Data: []byte("basis,relation,vocabulary_id,from_id\nSTATED,RELATED,term-1,first-report\n")}
		if got := mustLoad(t, folder, Options{}); got.Hash() != want.Hash() {
			t.Fatal("the hash changed with the order of rows")
		}
	}
	changed := mustLoad(t, with(t, "factors.csv", "Sostegno", "Appoggio"), Options{})
	if changed.Hash() == want.Hash() {
		t.Error("the hash did not change with the content")
	}
}

// TestWhatSpreadsheetsWriteIsAccepted loads the same data as a spreadsheet saves
// it.
func TestWhatSpreadsheetsWriteIsAccepted(t *testing.T) {
	want := mustLoad(t, small(), Options{}).Hash()
	folder := small()
	for name, file := range folder {
		text := append([]byte(byteOrderMark), bytes.ReplaceAll(file.Data, []byte("\n"), []byte("\r\n"))...)
		folder[name] = &fstest.MapFile{Data: text}
	}
	if got := mustLoad(t, folder, Options{}).Hash(); got != want {
		t.Error("the content changed")
	}
	folder["factors.csv"].Data = bytes.Replace(folder["factors.csv"].Data, []byte("id,"), []byte("ID,"), 1)
	if got := faultsOf(t, folder, Options{}); !strings.HasPrefix(got[0], "factors.csv:1:1: ID: ") {
		t.Errorf("the byte order mark moves the column: %q", got[0])
	}
}

func TestLanguagesAreReadInTheOrderOfTheColumns(t *testing.T) {
	folder := small()
	folder["factors.csv"] = &fstest.MapFile{Data: []byte(`id,name_it,name,name_pt-BR,level,naming_basis,confidence
support,Sostegno,Support,,RELATIONAL,ADDED,HIGH
housing,Casa,,Moradia,STRUCTURAL,ADDED,HIGH
`)}
	want := map[string]graph.Text{
		"support": {{Lang: "it", Value: "Sostegno"}, {Lang: "en", Value: "Support"}},
		"housing": {{Lang: "it", Value: "Casa"}, {Lang: "pt-BR", Value: "Moradia"}},
	}
	for _, r := range mustLoad(t, folder, Options{}).Records {
		if f, ok := r.(*graph.Factor); ok && !slices.Equal(f.Label, want[f.Key]) {
			t.Errorf("%s: got %v, want %v", f.Key, f.Label, want[f.Key])
		}
	}
}

func TestColumnsWithADefaultMayBeThereToo(t *testing.T) {
	folder := small()
	text := string(folder["findings.csv"].Data)
	text = strings.Replace(text, "confidence\n", "confidence,status,superseded_by_id\n", 1)
	text = strings.Replace(text, "helped.,ABSTRACT,HIGH\n", "helped.,ABSTRACT,HIGH,SUPERSEDED,finding-2\n", 1)
	text = strings.Replace(text, "hard.\",ABSTRACT,HIGH\n", "hard.\",ABSTRACT,HIGH,,\n", 1)
	folder["findings.csv"] = &fstest.MapFile{Data: []byte(text)}
	want := map[string]graph.FindingStatus{"finding-1": graph.Superseded, "finding-2": graph.Current}
	for _, r := range mustLoad(t, folder, Options{}).Records {
		if f, ok := r.(*graph.Finding); ok && f.Status != want[f.Key] {
			t.Errorf("%s is %s, want %s", f.Key, f.Status, want[f.Key])
		}
	}
}

func TestOnlyTheFilesThatEvidenceIsCountedFromMustBeThere(t *testing.T) {
	folder := small()
	for _, name := range []string{"vocabularies.csv", "vocabulary_mappings.csv"} {
		delete(folder, name)
	}
	if got := mustLoad(t, folder, Options{}).Counts()[graph.KindVocabularyTerm]; got != 0 {
		t.Errorf("%d terms", got)
	}
	for _, k := range needed {
		folder := small()
		delete(folder, graph.ModelOf(k).File)
		if got := faultsOf(t, folder, Options{}); len(got) != 1 || !strings.HasPrefix(got[0], graph.ModelOf(k).File+": the file is missing") {
			t.Errorf("without %s: %q", graph.ModelOf(k).File, got)
		}
	}
}

func TestFilesOfOtherSortsAreLeftAlone(t *testing.T) {
	folder := small()
	folder["notes.txt"] = &fstest.MapFile{Data: []byte("x")}
	folder["old/findings.csv"] = &fstest.MapFile{Data: []byte("x")}
	folder["folder.csv/x"] = &fstest.MapFile{Data: []byte("x")}
	mustLoad(t, folder, Options{})
}

func TestAFolderOnDiskIsReadThroughSymbolicLinks(t *testing.T) {
	stored, shown := t.TempDir(), t.TempDir()
	for name, file := range small() {
		if err := os.WriteFile(filepath.Join(stored, name), file.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(stored, name), filepath.Join(shown, name)); err != nil {
			t.Fatal(err)
		}
	}
	d := mustLoad(t, os.DirFS(shown), Options{Name: "our-data"})
	if want := mustLoad(t, small(), Options{}).Hash(); d.Hash() != want {
		t.Error("the content differs from that of the same files in memory")
	}
	if d.Release.Name != "our-data" || d.Release.Date < "2026" {
		t.Errorf("the release is %+v", d.Release)
	}
}

func TestAFolderThatCannotBeListedIsNoFaultOfItsContent(t *testing.T) {
	_, err := Load(os.DirFS(filepath.Join(t.TempDir(), "nowhere")), Options{})
	var faults *FaultsError
	if !errors.Is(err, fs.ErrNotExist) || errors.As(err, &faults) {
		t.Errorf("got %v", err)
	}
}

func TestProgressTellsEveryFileWithItsRows(t *testing.T) {
	got := map[string]int{}
	mustLoad(t, small(), Options{Progress: func(file string, rows int) { got[file] = rows }})
	if len(got) != len(small()) || got["findings.csv"] != 2 || got["study_reports.csv"] != 2 {
		t.Errorf("got %v", got)
	}
}

func TestHostileFoldersMeetALimit(t *testing.T) {
	tight := limits{fileBytes: 500_000, packageBytes: 100, rows: 3, rowBytes: 2000, columns: 20, cellBytes: 100, values: 5}
	large := strings.Repeat("x", 101)
	for _, tt := range []struct {
		rule, file, text, want string
	}{
		{"size of a file", "caveats.csv", strings.Repeat("x", 500_001), "caveats.csv: the file is larger than 500000 bytes. Split the dataset, or shorten the file."},
		{"size of the description", packageFile, strings.Repeat(" ", 101), "datapackage.json: the file is larger than 100 bytes. Split the dataset, or shorten the file."},
		{"rows", "vocabularies.csv", "id,vocabulary,group,term_en,description_en,confidence\na,v,g,t,d,LOW\nb,v,g,t,d,LOW\nc,v,g,t,d,LOW\nd,v,g,t,d,LOW\n",
			"vocabularies.csv: the file has more than 3 rows. Split the dataset, or shorten the file."},
		{"length of a row", "factors.csv", "id,name_en,level,naming_basis,confidence\na,\"A,RELATIONAL,ADDED,HIGH\n" + strings.Repeat("b,B,RELATIONAL,ADDED,HIGH\n", 10_000),
			"factors.csv:1: a row after this line is longer than 2000 bytes. Look for a quotation mark that is not closed, or shorten the row."},
		{"length of the headings", "factors.csv", "\"id" + strings.Repeat("x", 200_000), "factors.csv: the first row is longer than 2000 bytes. Look for a quotation mark that is not closed, or shorten the row."},
		{"columns", "caveats.csv", strings.Repeat(",", 20), "caveats.csv:1: the file has more than 20 columns. Take out what the format does not have."},
		{"length of a cell", "vocabularies.csv", "id,vocabulary,group,term_en,description_en,confidence\nterm-1,v,g,t," + large + ",LOW\n",
			"vocabularies.csv:2:14: description_en: the cell is longer than 100 bytes. Shorten it."},
		{"values in a cell", "samples.csv", "id,study_ids,size_unit,population,gender,life_stage,life_stage_basis,entry_stage,informant\nfirst-sample,a;b;c;d;e;f,UNKNOWN,p,WOMEN,ADULT,STATED,ADULT,MIXED\n",
			"samples.csv:2:14: study_ids: the cell holds 6 values, more than 5. Name fewer values."},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			folder := small()
			folder[tt.file] = &fstest.MapFile{Data: []byte(tt.text)}
			_, err := load(folder, Options{}, tight)
			var faults *FaultsError
			if !errors.As(err, &faults) || len(faults.List) != 1 || faults.List[0].String() != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// growing is a file that gives more than it said it has.
type growing struct{ fs.File }

func (growing) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

type growingFolder struct{ fstest.MapFS }

func (f growingFolder) Open(name string) (fs.File, error) {
	file, err := f.MapFS.Open(name)
	if name == "caveats.csv" && err == nil {
		return growing{file}, nil
	}
	return file, err
}

func TestAFileThatGrowsWhileItIsReadMeetsTheLimit(t *testing.T) {
	folder := growingFolder{small()}
	folder.MapFS["caveats.csv"] = &fstest.MapFile{Data: []byte("id\n")}
	tight := usualLimits
	tight.fileBytes = 100_000
	_, err := load(folder, Options{}, tight)
	if err == nil || !strings.Contains(err.Error(), "caveats.csv: the file is larger than 100000 bytes") {
		t.Errorf("got %v", err)
	}
}

// locked is a folder with a file that cannot be opened, and one that breaks off
// while it is read.
type locked struct{ fstest.MapFS }

func (f locked) Open(name string) (fs.File, error) {
	switch name {
	case "phases.csv":
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	case "factors.csv":
		file, err := f.MapFS.Open(name)
		return broken{file}, err
	}
	return f.MapFS.Open(name)
}

func (f locked) Stat(name string) (fs.FileInfo, error) { return f.MapFS.Stat(name) }

type broken struct{ fs.File }

func (broken) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }

func TestFilesThatCannotBeReadAreFaults(t *testing.T) {
	got := faultsOf(t, locked{small()}, Options{})
	const remedy = ". Check that it is there and that you may read it."
	want := []string{
		"factors.csv: the file cannot be read: the disk is gone" + remedy,
		"phases.csv: the file cannot be read: " + fs.ErrPermission.Error() + remedy,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLongValuesAreNotRepeatedInFull(t *testing.T) {
	long := strings.Repeat("à", 5000)
	for _, change := range [][3]string{
		{"findings.csv", "FACILITATING", long},
		{"findings.csv", "first-sample", long},
		{"findings.csv", "valence,", long + ","},
		{"reports.csv", "2020", long},
		{"reports.csv", "10.1000/x", long},
	} {
		for _, fault := range faultsOf(t, with(t, change[0], change[1], change[2]), Options{}) {
			if len(fault) > 800 {
				t.Errorf("%s: a fault of %d bytes", change[1], len(fault))
			}
		}
	}
}
