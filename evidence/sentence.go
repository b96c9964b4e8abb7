package evidence

import (
	"fmt"
	"strconv"
	"strings"
)

// What sentences are made of.

// mostListed is how many items a sentence names before it counts the rest.
const mostListed = 20

// listed joins items, the first of them where there are many.
func listed(items []string, with string) string {
	if more := len(items) - mostListed; more > 1 {
		items = append(items[:mostListed:mostListed], fmt.Sprintf("and %d more", more))
	}
	return strings.Join(items, with)
}

// allQuoted puts each item in quotes, shortened where it is longer than any key.
func allQuoted(items []string) []string {
	const longest = 100
	out := make([]string, len(items))
	for i, item := range items {
		if letters := []rune(item); len(letters) > longest {
			item = string(letters[:longest]) + "…"
		}
		out[i] = strconv.Quote(item)
	}
	return out
}

// counted is a number with the word for one or the word for several.
func counted[N int | int32](n N, one, several string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, several)
}

// many is a number with its noun, which takes an s or changes its y.
func many[N int | int32](n N, noun string) string {
	if stem, y := strings.CutSuffix(noun, "y"); y {
		return counted(n, noun, stem+"ies")
	}
	return counted(n, noun, noun+"s")
}

// percent rounds a share to whole percents, and never to none or to all where it is
// neither.
func percent(part, whole int) string {
	switch rounded := (200*part + whole) / (2 * whole); {
	case part > 0 && rounded == 0:
		return "under 1 %"
	case part < whole && rounded == 100:
		return "over 99 %"
	default:
		return fmt.Sprintf("%d %%", rounded)
	}
}
