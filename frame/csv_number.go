package frame

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// numberFormat says how numbers are written: with a decimal point or comma, and with separators of thousands.
type numberFormat struct {
	decimal   byte
	thousands string // the separators; "" if there are none
}

// plainNumbers are numbers as Go and JSON write them.
var plainNumbers = numberFormat{decimal: '.'}

// thousandsSpaces are the spaces that CSVThousands(' ') accepts: space, no-break space, thin space, narrow no-break space.
const thousandsSpaces = " \u00a0\u2009\u202f"

// isPlain reports whether numbers are written as in Go.
func (n numberFormat) isPlain() bool { return n == plainNumbers }

// parseFloat returns the number that a cell holds.
func (n numberFormat) parseFloat(cell string) (float64, bool) {
	text, ok := n.plain(trimCell(cell))
	if !ok || !isDecimal(text) {
		return 0, false
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil
}

// isDecimal is false for what ParseFloat accepts besides decimal numbers: 1_2, which is a code and not 12, and 0x1p-2.
func isDecimal(text string) bool {
	return strings.IndexByte(text, '_') < 0 && strings.IndexByte(text, 'x') < 0 && strings.IndexByte(text, 'X') < 0
}

// parseInt returns the whole number that a cell holds.
func (n numberFormat) parseInt(cell string) (int64, bool) {
	text, ok := n.plain(trimCell(cell))
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseInt(text, 10, 64)
	return v, err == nil
}

// wantInRange says what a number must be that is out of its type's range; "" for other cells.
func (n numberFormat) wantInRange(t Type, cell string) string {
	text, ok := n.plain(trimCell(cell))
	if !ok {
		return ""
	}
	if _, err := strconv.ParseInt(text, 10, 64); t == Int64 && errors.Is(err, strconv.ErrRange) {
		return fmt.Sprintf("in int64's range, %d to %d, or declared float64 or string", math.MinInt64, math.MaxInt64)
	}
	if _, err := strconv.ParseFloat(text, 64); t == Float64 && errors.Is(err, strconv.ErrRange) {
		return fmt.Sprintf("in float64's range, up to %v, or declared string", math.MaxFloat64)
	}
	return ""
}

// plain returns the text of a number as Go writes it. It is false for a point that is not the decimal point, and for
// separators that do not stand between groups of three digits before the decimal point.
func (n numberFormat) plain(text string) (string, bool) {
	if n.isPlain() || !strings.ContainsAny(text, n.thousands+"."+string(rune(n.decimal))) {
		return text, true
	}
	whole, fraction, hasFraction := strings.Cut(text, string(rune(n.decimal)))
	if n.decimal != '.' && (strings.Contains(fraction, ".") || !strings.Contains(n.thousands, ".") && strings.Contains(whole, ".")) {
		return "", false
	}
	whole, ok := n.withoutThousands(whole)
	if !ok {
		return "", false
	}
	if hasFraction {
		whole += "." + fraction
	}
	return whole, true
}

// withoutThousands removes the separators of thousands from a whole number.
func (n numberFormat) withoutThousands(whole string) (string, bool) {
	if !strings.ContainsAny(whole, n.thousands) {
		return whole, true
	}
	digits := strings.TrimLeft(whole, "+-")
	out := []byte(whole[:len(whole)-len(digits)])
	group, groups := 0, 0
	for i, r := range digits {
		switch {
		case r >= '0' && r <= '9':
			out = append(out, byte(r))
			group++
		case strings.ContainsRune(n.thousands, r) && group > 0 && group <= 3 && (groups == 0 || group == 3) && i > 0:
			group, groups = 0, groups+1
		default:
			return "", false
		}
	}
	return string(out), group == 3
}

// digitCount returns the number of digits at the start of a text.
func digitCount(text string) int {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return i
		}
	}
	return len(text)
}

// isThousandsSeparator reports whether CSVThousands accepts r.
func isThousandsSeparator(r rune) bool {
	return r != utf8.RuneError && strings.ContainsRune(".,'’_"+thousandsSpaces, r)
}
