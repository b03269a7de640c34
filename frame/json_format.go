package frame

import (
	"strconv"
	"time"
)

// jsonFormat is the textFormat of JSON lines. A cell is the text of a JSON value, or empty if the key is missing.
func jsonFormat() textFormat {
	parseTime := newTimeParser([]string{time.RFC3339})
	return textFormat{
		parseFloat: func(cell string) (float64, bool) {
			if !startsJSONNumber(cell) {
				return 0, false
			}
			v, err := strconv.ParseFloat(cell, 64)
			return v, err == nil
		},
		parseInt: func(cell string) (int64, bool) {
			v, err := strconv.ParseInt(cell, 10, 64)
			return v, err == nil
		},
		parseBool: func(cell string) (v, ok bool) { return cell == "true", cell == "true" || cell == "false" },
		parseTime: func(cell string) (int64, bool) {
			if text, ok := unquoteJSON(cell); ok {
				return parseTime(text)
			}
			return 0, false
		},
		parseString:     unquoteJSON,
		isMissing:       isJSONMissing,
		isMissingString: isJSONMissing,
		quote:           truncateJSON,
	}
}

// isJSONMissing reports whether a cell represents a missing value.
func isJSONMissing(cell string) bool { return cell == "" || cell == "null" }

// startsJSONNumber reports whether a JSON value is a number.
func startsJSONNumber(cell string) bool { return cell[0] == '-' || cell[0] >= '0' && cell[0] <= '9' }

// maxQuotedBytes is the largest number of bytes of a value that an error quotes.
const maxQuotedBytes = 80

// truncateJSON returns a value in the form in which errors quote it.
func truncateJSON(cell string) string {
	if len(cell) > maxQuotedBytes {
		return cell[:maxQuotedBytes] + "..."
	}
	return cell
}
