package frame

import (
	"strconv"
	"strings"
)

// csvDialect is how values stand in CSV files. White space around a value means nothing, but in a String column.
func csvDialect(layouts []string) dialect {
	return dialect{
		float: func(s string) (float64, bool) {
			v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
			return v, err == nil
		},
		whole: func(s string) (int64, bool) {
			v, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
			return v, err == nil
		},
		truth:   csvBool,
		moment:  timeParser(layouts),
		text:    func(s string) (string, bool) { return s, true },
		blank:   func(s string) bool { return csvMissing(strings.TrimSpace(s)) },
		missing: csvMissing,
		shown:   strconv.Quote,
	}
}

// csvMissing says that a text is one of those that mean a missing value.
func csvMissing(text string) bool {
	switch text {
	case "", "NA", "NaN", "null":
		return true
	}
	return false
}

func csvBool(s string) (v, ok bool) {
	switch strings.TrimSpace(s) {
	case "true", "True", "TRUE":
		return true, true
	case "false", "False", "FALSE":
		return false, true
	}
	return false, false
}
