package frame

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// csvFormat is the textFormat of the cells of CSV files. White space around a value is ignored, except in a String
// column.
func csvFormat(numbers numberFormat, times timeParser, missing *missingTexts) textFormat {
	f := textFormat{
		parseFloat:      numbers.parseFloat,
		parseInt:        numbers.parseInt,
		parseBool:       parseCSVBool,
		parseTime:       times.nanos,
		parseString:     func(s string) (string, bool) { return s, true },
		isMissing:       missing.hasTrimmed,
		isMissingString: missing.has,
		quote:           quoteCell,
		numbers:         numbers,
		want:            numbers.wantInRange,
		timeStatus: func(cell string) timeStatus {
			_, status := times.parse(cell)
			return status
		},
	}
	if numbers.isPlain() && !missing.hasNumbers() {
		f.quickInt, f.quickFloat = quickInt, quickFloat
	}
	return f
}

// defaultCSVFormat is the format that ReadCSV uses without options.
func defaultCSVFormat() textFormat {
	return csvFormat(plainNumbers, timeParser{}, defaultMissing)
}

// parseCSVBool accepts the spellings of Go and JSON, of Python, and of spreadsheets.
func parseCSVBool(s string) (v, ok bool) {
	switch strings.TrimSpace(s) {
	case "true", "True", "TRUE":
		return true, true
	case "false", "False", "FALSE":
		return false, true
	}
	return false, false
}

// quoteCell returns a cell as errors quote it: shortened if it is long.
func quoteCell(cell string) string {
	if len(cell) <= maxQuotedBytes {
		return fmt.Sprintf("%q", cell)
	}
	end := maxQuotedBytes
	for end > 0 && !utf8.RuneStart(cell[end]) {
		end--
	}
	return fmt.Sprintf("%q...", cell[:end])
}
