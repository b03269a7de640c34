package frame

import (
	"strconv"
	"unicode/utf8"
)

// jsonFormat is the textFormat of JSON. A cell is the text of a JSON value, or empty if the key is missing.
func jsonFormat(times timeParser) textFormat {
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
				return times.nanos(text)
			}
			return 0, false
		},
		timeStatus: func(cell string) timeStatus {
			text, ok := unquoteJSON(cell)
			if !ok {
				return notTime
			}
			_, status := times.parse(text)
			return status
		},
		parseString:     unquoteJSON,
		quickInt:        quickInt,
		quickFloat:      quickFloat,
		isMissing:       isJSONMissing,
		isMissingString: isJSONMissing,
		quote:           truncateJSON,
		want:            plainNumbers.wantInRange,
		numbers:         plainNumbers,
		unquote: func(cell string) string {
			text, _ := unquoteJSON(cell)
			return text
		},
	}
}

// withArrays returns the format with a parseString that accepts arrays, as their text.
func (f textFormat) withArrays() textFormat {
	parse := f.parseString
	f.parseString = func(cell string) (string, bool) {
		if cell[0] == '[' {
			return cell, true
		}
		return parse(cell)
	}
	return f
}

// withAnyText returns the format with a parseString that accepts numbers, true and false, as their text.
func (f textFormat) withAnyText() textFormat {
	parse := f.parseString
	f.parseString = func(cell string) (string, bool) {
		if startsJSONNumber(cell) || cell == "true" || cell == "false" {
			return cell, true
		}
		return parse(cell)
	}
	return f
}

// withNumbersInQuotes returns the format with numbers that may stand in quotes.
func (f textFormat) withNumbersInQuotes() textFormat {
	parseFloat, parseInt := f.parseFloat, f.parseInt
	f.parseFloat = func(cell string) (float64, bool) {
		if text, ok := unquoteJSON(cell); ok {
			return plainNumbers.parseFloat(text)
		}
		return parseFloat(cell)
	}
	f.parseInt = func(cell string) (int64, bool) {
		if text, ok := unquoteJSON(cell); ok {
			return plainNumbers.parseInt(text)
		}
		return parseInt(cell)
	}
	return f
}

// isJSONMissing reports whether a cell stands for a missing value.
func isJSONMissing(cell string) bool { return cell == "" || cell == "null" || cell == "NaN" }

// startsJSONNumber reports whether a JSON value is a number. It may be infinite.
func startsJSONNumber(cell string) bool {
	return cell[0] == '-' || cell[0] >= '0' && cell[0] <= '9' || cell[0] == 'I'
}

// maxQuotedBytes is the length up to which an error quotes a value.
const maxQuotedBytes = 80

// truncateJSON returns a value as errors quote it. A character is not cut in two.
func truncateJSON(cell string) string {
	if len(cell) <= maxQuotedBytes {
		return cell
	}
	end := maxQuotedBytes
	for end > maxQuotedBytes-utf8.UTFMax && !utf8.RuneStart(cell[end]) {
		end--
	}
	return cell[:end] + "..."
}
