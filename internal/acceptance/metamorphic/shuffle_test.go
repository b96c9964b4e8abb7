package metamorphic_test

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"math/rand/v2"
	"path"
	"testing"
	"testing/fstest"

	"github.com/exitgraph/exitgraph/seed"
)

func TestShufflingTheRowsOfTheDatasetChangesNoByteOfAnyAnswer(t *testing.T) {
	data := builtin(t)
	before := siteOf(t, data.Release, data.Records)
	dice := diceOf(t)
	for range 2 {
		folder, moved := shuffled(t, dice)
		if moved < 300 {
			t.Fatalf("only %d rows stand elsewhere, which proves too little", moved)
		}
		again, err := seed.Load(folder, seed.Options{IgnoreChecksums: true})
		if err != nil {
			t.Fatal(err)
		}
		// A store takes records in any order too, whatever the loader makes of rows.
		dice.Shuffle(len(again.Records), func(i, j int) {
			again.Records[i], again.Records[j] = again.Records[j], again.Records[i]
		})
		after := siteOf(t, again.Release, again.Records)
		if before.info.Hash != after.info.Hash {
			t.Errorf("the hash of the release was %s and is %s", before.info.Hash, after.info.Hash)
		}
		for _, d := range documents(t) {
			if want, got := before.ask(t, d.text, d.variables), after.ask(t, d.text, d.variables); !bytes.Equal(want, got) {
				t.Errorf("%s: the answer was\n%s\nand is\n%s", d.name, want, got)
			}
		}
	}
}

// shuffled gives the built-in folder with the rows of each table in another order, and
// how many rows stand elsewhere.
func shuffled(t *testing.T, dice *rand.Rand) (fstest.MapFS, int) {
	t.Helper()
	out, moved := fstest.MapFS{}, 0
	err := fs.WalkDir(seed.Files(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(seed.Files(), name)
		if err != nil {
			return err
		}
		if path.Ext(name) == ".csv" {
			rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
			if err != nil {
				return err
			}
			body := rows[1:]
			for i, j := range dice.Perm(len(body)) {
				if i < j {
					moved++
					body[i], body[j] = body[j], body[i]
				}
			}
			var b bytes.Buffer
			if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
				return err
			}
			text = b.Bytes()
		}
		out[name] = &fstest.MapFile{Data: text}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out, moved
}
