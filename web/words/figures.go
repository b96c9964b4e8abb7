package words

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// figures is how a language writes numbers. The signs come from CLDR, once; numbers
// are then written without it, because a page writes thousands of them.
type figures struct {
	group, point         string
	beforeShare, toShare string // around the number of a share, such as the sign of percent
}

func figuresOf(tag language.Tag) figures {
	printer := message.NewPrinter(tag)
	sample := printer.Sprint(number.Decimal(1234567.5, number.MinFractionDigits(1)))
	group, rest, _ := strings.Cut(strings.TrimPrefix(sample, "1"), "234")
	_, rest, _ = strings.Cut(rest, "567")
	before, after, _ := strings.Cut(printer.Sprint(number.Percent(0.5)), "50")
	return figures{group: group, point: strings.TrimSuffix(rest, "5"), beforeShare: before, toShare: after}
}

// whole writes an integer with its groups of three.
func (f *figures) whole(n int64) string {
	if -1000 < n && n < 1000 {
		return strconv.FormatInt(n, 10)
	}
	var digits [20]byte
	return f.grouped(string(strconv.AppendInt(digits[:0], n, 10)))
}

// grouped puts the signs of groups into the digits of an integer.
func (f *figures) grouped(digits string) string {
	sign := ""
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	if len(digits) < 4 {
		return sign + digits
	}
	var written strings.Builder
	written.Grow(len(sign) + len(digits) + len(digits)/3*len(f.group))
	written.WriteString(sign)
	first := (len(digits)-1)%3 + 1
	written.WriteString(digits[:first])
	for at := first; at < len(digits); at += 3 {
		written.WriteString(f.group)
		written.WriteString(digits[at : at+3])
	}
	return written.String()
}

// noNumber stands for what cannot be written as a number.
const noNumber = "–"

// decimal writes a number with so many digits after the point, as many as it has if
// digits is negative.
func (f *figures) decimal(number float64, digits int) string {
	if math.IsNaN(number) || math.IsInf(number, 0) {
		return noNumber
	}
	whole, fraction, has := strings.Cut(strconv.FormatFloat(number, 'f', digits, 64), ".")
	if number < 0 && strings.Trim(whole+fraction, "-0") == "" {
		whole = strings.TrimPrefix(whole, "-") // no minus before nothing
	}
	if !has {
		return f.grouped(whole)
	}
	return f.grouped(whole) + f.point + fraction
}

// N writes an integer: 1,234 or 1.234. It costs one allocation at most.
func (s *Speaker) N(n int) string { return s.tongue.figures.whole(int64(n)) }

// Decimal writes a number rounded to so many digits after the point. What is no number
// or not finite is a dash.
func (s *Speaker) Decimal(f float64, digits int) string {
	return s.tongue.figures.decimal(f, max(digits, 0))
}

// Percent writes a share in whole percent: 0.54 as "54%". So that a few are never
// shown as none, nor nearly all as all, a share that is not 0 or 1 and would round to
// it is written "<1%" or ">99%".
func (s *Speaker) Percent(share float64) string {
	f := &s.tongue.figures
	percent := share * 100
	rounded := math.Round(percent)
	sign := ""
	switch {
	case math.IsNaN(share) || math.IsInf(share, 0):
		return noNumber
	case percent > 0 && rounded == 0:
		sign, rounded = "<", 1
	case percent < 100 && rounded == 100:
		sign, rounded = ">", 99
	}
	return sign + f.beforeShare + f.decimal(rounded, 0) + f.toShare
}
