package draw

import (
	"strings"
	"unicode"
)

// em is how wide a character is at most, in shares of the type's size. The figures are those of DejaVu Sans, rounded up:
// it is the widest of the sans-serifs that a viewer without Roboto falls back to.
func charWidth(r rune) float64 {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case strings.ContainsRune(" .,:;!|'\"()[]ijlIfrt-/\\", r):
		return 0.47
	case strings.ContainsRune("mwMW@%&#+=<>~^", r):
		return 1
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("{}_*?$`", r):
		return 0.65
	case r < 0x80:
		return 0.79
	case r < 0x2e80 && unicode.IsLower(r):
		return 1.03
	case r < 0x2e80:
		return 1.2
	}
	return 1.3 // ideographs and emoji
}

// boldFactor is how much wider bold type is.
const boldFactor = 1.13

// width is how wide a line is at most, in px, in type of a size.
func textWidth(line string, size float64) float64 {
	var ems float64
	for _, r := range line {
		ems += charWidth(r)
	}
	return ems * size
}

// wrap breaks a text into lines that are no wider than limit: at spaces where there are some. Of a text that takes more
// than most lines the last one ends in an ellipsis. Whatever the text, a line is one: newlines count as spaces.
func wrapText(text string, size, limit float64, maxLines int) []string {
	rest := strings.Join(strings.Fields(text), " ")
	var lines []string
	for rest != "" {
		if textWidth(rest, size) <= limit {
			return append(lines, rest)
		}
		if len(lines) == maxLines-1 {
			return append(lines, strings.TrimSpace(rest[:fitBytes(rest, size, limit-textWidth("…", size))])+"…")
		}
		n := fitBytes(rest, size, limit)
		if space := strings.LastIndexByte(rest[:n+1], ' '); space > 0 {
			n = space
		}
		lines = append(lines, rest[:n])
		rest = strings.TrimSpace(rest[n:])
	}
	return lines
}

// fitting is how many bytes of a text that is too wide fit into limit: whole characters, and one at least.
func fitBytes(text string, size, limit float64) int {
	var ems float64
	for i, r := range text {
		if ems += charWidth(r); ems*size > limit && i > 0 {
			return i
		}
	}
	return len(text)
}
