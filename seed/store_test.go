package seed

import (
	"context"
	"testing"

	"github.com/exitgraph/exitgraph/graph/memstore"
)

func TestAStoreWithTheRecordsHasTheSameReleaseHashAndCounts(t *testing.T) {
	d := mustLoad(t, Files(), Options{})
	hash, counts := d.Hash(), d.Counts()
	store, err := memstore.New(d.Release, d.Records)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	info, err := store.Info(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if info.Hash != hash || info.Revision != d.Revision() || info.Release != d.Release {
		t.Errorf("the store is at %s of %+v, the dataset at %s", info.Hash, info.Release, hash)
	}
	for k, n := range counts {
		if info.Counts[k] != n {
			t.Errorf("the store has %d of %s, the dataset %d", info.Counts[k], k, n)
		}
	}
	i := 0
	for r, err := range store.Scan(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if want := d.Records[i]; r.RecordKind() != want.RecordKind() || r.RecordKey() != want.RecordKey() {
			t.Fatalf("record %d is %s in the store and %s in the dataset", i, r.RecordKey(), want.RecordKey())
		}
		i++
	}
}
