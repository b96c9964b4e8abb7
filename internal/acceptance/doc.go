// Package acceptance compares what the program answers with what an independent
// program finds in the same files: counts through GraphQL, for each field and
// operator of each filter, with counts in SQL over the dataset's CSV files.
//
// Which column of which file stands behind a field is written down here once more,
// by hand, and the meaning of an operator is written in SQL. Nothing here may use
// the model table, the matcher or the loader for that; what they get wrong shows.
//
// It has no code of its own besides its tests, and nothing imports it.
package acceptance
