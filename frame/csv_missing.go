package frame

import (
	"slices"
	"strings"
)

// defaultMissingTexts are the texts that pandas takes for missing values by default, and NaT, its missing time.
var defaultMissingTexts = []string{
	"", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL",
	"NaN", "NaT", "None", "n/a", "nan", "null",
}

// defaultMissing is the set of defaultMissingTexts.
var defaultMissing = newMissingTexts(defaultMissingTexts)

// missingTexts is a set of texts that stand for a missing value. Looking up a text that is not in it costs about 2 ns.
type missingTexts struct {
	texts       []string
	empty       bool
	byFirstByte [256][]string
}

// newMissingTexts returns the set of the texts.
func newMissingTexts(texts []string) *missingTexts {
	m := &missingTexts{texts: slices.Clone(texts)}
	for _, text := range texts {
		if text == "" {
			m.empty = true
		} else {
			m.byFirstByte[text[0]] = append(m.byFirstByte[text[0]], text)
		}
	}
	return m
}

// has reports whether exactly this text is in the set.
func (m *missingTexts) has(text string) bool {
	if text == "" {
		return m.empty
	}
	for _, missing := range m.byFirstByte[text[0]] {
		if missing == text {
			return true
		}
	}
	return false
}

// hasTrimmed reports whether the text is in the set without the white space around it.
func (m *missingTexts) hasTrimmed(text string) bool { return m.has(trimCell(text)) }

// hasNumbers reports whether one of the texts is a number, such as -999.
func (m *missingTexts) hasNumbers() bool {
	for _, texts := range m.byFirstByte {
		for _, text := range texts {
			if _, ok := quickFloat(text); ok {
				return true
			}
		}
	}
	return false
}

// trimCell is strings.TrimSpace, fast for texts that start and end with another ASCII character.
func trimCell(text string) string {
	if n := len(text); n > 0 && isGraphicASCII(text[0]) && isGraphicASCII(text[n-1]) {
		return text
	}
	return strings.TrimSpace(text)
}

// isGraphicASCII reports whether a byte is an ASCII character that is not white space.
func isGraphicASCII(b byte) bool { return b > ' ' && b < 0x80 }
