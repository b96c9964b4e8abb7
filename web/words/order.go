package words

import (
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Order gives the alphabetical order of the language, as of an index: small and capital
// letters are the same. The function is for one goroutine; making it costs some
// microseconds.
func (s *Speaker) Order() func(x, y string) int {
	return collate.New(language.Make(s.Lang()), collate.IgnoreCase).CompareString
}
