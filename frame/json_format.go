package frame

import (
	"strconv"
	"time"
)

// jsonFormat is how values stand in JSON lines: cells are JSON values, or empty where a key is missing.
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

func isJSONMissing(cell string) bool { return cell == "" || cell == "null" }

func startsJSONNumber(cell string) bool { return cell[0] == '-' || cell[0] >= '0' && cell[0] <= '9' }

// maxQuotedBytes is how much of a value an error shows.
const maxQuotedBytes = 80

func truncateJSON(cell string) string {
	if len(cell) > maxQuotedBytes {
		return cell[:maxQuotedBytes] + "..."
	}
	return cell
}
