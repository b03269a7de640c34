package frame

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// cutJSONMember returns the first member of s and the text after it. s is the rest of an object after its opening brace
// or after a member, and must be valid JSON. key includes its quotes. key is "" if there is no member left.
func cutJSONMember(s string) (key, value, rest string) {
	s = skipJSONDelimiters(s)
	if s[0] == '}' {
		return "", "", ""
	}
	end := jsonStringEnd(s)
	key, s = s[:end], s[end:]
	s = skipJSONDelimiters(s)
	end = jsonValueEnd(s)
	return key, s[:end], s[end:]
}

// cutJSONElement cuts the first element off the rest of an array, which must be valid JSON. value is "" if there is no
// element left.
func cutJSONElement(s string) (value, rest string) {
	s = skipJSONDelimiters(s)
	if s[0] == ']' {
		return "", ""
	}
	end := jsonValueEnd(s)
	return s[:end], s[end:]
}

// skipJSONDelimiters returns s without the white space, commas and colons at its start.
func skipJSONDelimiters(s string) string {
	for i := range len(s) {
		if jsonClasses[s[i]] != jsonDelimiter {
			return s[i:]
		}
	}
	return ""
}

// jsonStringEnd returns the length of the string at the start of s.
func jsonStringEnd(s string) int {
	for i := 1; ; i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
}

// jsonValueEnd returns the length of the value at the start of s.
func jsonValueEnd(s string) int {
	depth := 0
	for i := 0; ; i++ {
		switch s[i] {
		case '"':
			i += jsonStringEnd(s[i:]) - 1
			if depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 {
				return i
			} else if depth == 0 {
				return i + 1
			}
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
		}
	}
}

// unquoteJSON returns the text of a JSON string. It returns false if the value is not a string.
func unquoteJSON(quoted string) (string, bool) {
	if quoted[0] != '"' {
		return "", false
	}
	if inside := quoted[1 : len(quoted)-1]; !strings.Contains(inside, `\`) && utf8.ValidString(inside) {
		return inside, true
	}
	var s string
	err := json.Unmarshal([]byte(quoted), &s)
	return s, err == nil
}

// errJSONNotUTF8 is the ErrValue for a record that is valid JSON, but not UTF-8.
func errJSONNotUTF8(place string, record []byte) error {
	at, rule := notUTF8(record, "JSONEncoding")
	if record[0] == '{' {
		for rest := string(record[1:]); ; {
			key, value, after := cutJSONMember(rest)
			if key == "" {
				break
			}
			if rest = after; len(record)-len(rest) > at {
				return fmt.Errorf("%w: %s, key %s %s, got %s", ErrValue, place, truncateJSON(key), rule, quoteCell(value))
			}
		}
	}
	return fmt.Errorf("%w: %s %s, got %s", ErrValue, place, rule, quoteCell(string(record)))
}
