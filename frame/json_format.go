package frame

import (
	"strconv"
	"time"
)

// jsonDialect is how values stand in JSON lines: cells are JSON values, or empty where a key is missing.
func jsonDialect() dialect {
	parseTime := timeParser([]string{time.RFC3339})
	return dialect{
		float: func(cell string) (float64, bool) {
			if !jsonNumber(cell) {
				return 0, false
			}
			v, err := strconv.ParseFloat(cell, 64)
			return v, err == nil
		},
		whole: func(cell string) (int64, bool) {
			v, err := strconv.ParseInt(cell, 10, 64)
			return v, err == nil
		},
		truth: func(cell string) (v, ok bool) { return cell == "true", cell == "true" || cell == "false" },
		moment: func(cell string) (int64, bool) {
			if text, ok := jsonText(cell); ok {
				return parseTime(text)
			}
			return 0, false
		},
		text:    jsonText,
		blank:   jsonMissing,
		missing: jsonMissing,
		shown:   jsonShown,
	}
}

func jsonMissing(cell string) bool { return cell == "" || cell == "null" }

func jsonNumber(cell string) bool { return cell[0] == '-' || cell[0] >= '0' && cell[0] <= '9' }

// longestShown is how much of a value an error shows.
const longestShown = 80

func jsonShown(cell string) string {
	if len(cell) > longestShown {
		return cell[:longestShown] + "..."
	}
	return cell
}
