package frame

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// cutJSONMember cuts the first member off the inside of an object that is known to be valid. Where there is none, key is
// empty: with its quotes a key never is.
func cutJSONMember(s string) (key, value, rest string) {
	s = strings.TrimLeft(s, ", \t\r\n")
	if s[0] == '}' {
		return "", "", ""
	}
	end := jsonStringEnd(s)
	key, s = s[:end], s[end:]
	s = strings.TrimLeft(s, ": \t\r\n")
	end = jsonValueEnd(s)
	return key, s[:end], s[end:]
}

// jsonStringEnd gives the length of the string that s begins with.
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

// jsonValueEnd gives the length of the value that s begins with.
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

// unquoteJSON gives the text of a string with its quotes.
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
