package draw

import (
	"strings"
	"unicode"
)

// charWidth returns an upper bound of the width of a character, as a multiple of the font size. The bounds are the
// widths in DejaVu Sans, rounded up. DejaVu Sans is the widest of the sans-serif fonts that a viewer without Roboto
// uses.
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

// boldFactor is the width of a bold character divided by that of a regular one.
const boldFactor = 1.13

// textWidth returns an upper bound of the width of a line, in px, for a font size in px.
func textWidth(line string, size float64) float64 {
	var ems float64
	for _, r := range line {
		ems += charWidth(r)
	}
	return ems * size
}

// wrapText breaks a text into lines that are at most limit px wide, at spaces if possible. If the text needs more than
// maxLines lines, the last line ends with an ellipsis. Newlines in the text count as spaces.
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

// fitBytes returns the number of bytes of a text that fit into limit px. They are whole characters, and at least one character.
func fitBytes(text string, size, limit float64) int {
	var ems float64
	for i, r := range text {
		if ems += charWidth(r); ems*size > limit && i > 0 {
			return i
		}
	}
	return len(text)
}
