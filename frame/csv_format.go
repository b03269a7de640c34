package frame

import (
	"strconv"
	"strings"
)

// csvFormat is the textFormat of CSV files. White space around a value is ignored, except in a String column. layouts
// are the layouts of times.
func csvFormat(layouts []string) textFormat {
	return textFormat{
		parseFloat: func(s string) (float64, bool) {
			v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
			return v, err == nil
		},
		parseInt: func(s string) (int64, bool) {
			v, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
			return v, err == nil
		},
		parseBool:       parseCSVBool,
		parseTime:       newTimeParser(layouts),
		parseString:     func(s string) (string, bool) { return s, true },
		isMissing:       func(s string) bool { return isCSVMissing(strings.TrimSpace(s)) },
		isMissingString: isCSVMissing,
		quote:           strconv.Quote,
	}
}

// isCSVMissing reports whether a cell represents a missing value.
func isCSVMissing(text string) bool {
	switch text {
	case "", "NA", "NaN", "null":
		return true
	}
	return false
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
