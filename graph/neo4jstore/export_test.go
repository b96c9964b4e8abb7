package neo4jstore

import (
	"context"
	"slices"
)

// SmallPortions makes loads take the ways of large ones with few records.
func (s *Store) SmallPortions() { s.portions = portions{atOnce: 200, part: 100} }

// OtherPortions does so with parts of another size, as another program may.
func (s *Store) OtherPortions() { s.portions = portions{atOnce: 200, part: 220} }

// Whole says whether all nodes and relationships are there that the records imply.
func (s *Store) Whole(ctx context.Context) (bool, error) {
	records, err := content(ctx, s.asking("check"), nil)
	if err != nil {
		return false, err
	}
	there, err := census(ctx, s.asking("check"), inSight)
	return slices.Equal(there, worldOf(records).census()), err
}
