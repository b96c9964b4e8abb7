package seed

import (
	"embed"
	"io/fs"
)

//go:embed data/*.csv data/datapackage.json data/README.md
var data embed.FS

// Files gives the folder of the built-in dataset as it was published: the CSV
// files, datapackage.json and README.md with the data dictionary.
func Files() fs.FS {
	folder, err := fs.Sub(data, "data")
	if err != nil {
		panic(err) // not a valid path: the name is a constant of ours
	}
	return folder
}

// Builtin loads the built-in dataset. Each call makes records of its own, which
// the caller owns. An error means that the program was built from changed files.
func Builtin() (*Dataset, error) {
	return Load(Files(), Options{})
}
