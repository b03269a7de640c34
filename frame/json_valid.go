package frame

import (
	"encoding/json"
	"unsafe"
)

// maxPlainJSONDepth is the depth up to which plainJSONEnd looks into a value.
const maxPlainJSONDepth = 64

// validJSON is json.Valid. It is several times as fast for values that plainJSONEnd knows, and leaves the others to
// package json.
func validJSON(text string) bool {
	start := skipJSONSpace(text, 0)
	if end := plainJSONEnd(text, start, 0); end >= 0 && skipJSONSpace(text, end) == len(text) {
		return true
	}
	return json.Valid(unsafe.Slice(unsafe.StringData(text), len(text))) // only reads
}

// plainJSONEnd returns the end of the valid value that starts at i, or -1 if the value is not valid, has a backslash, or is
// nested deeply.
func plainJSONEnd(text string, i, depth int) int {
	if i >= len(text) || depth > maxPlainJSONDepth {
		return -1
	}
	switch text[i] {
	case '"':
		return plainJSONStringEnd(text, i)
	case '{', '[':
		return plainJSONMembersEnd(text, i, depth)
	case 't':
		return literalEnd(text, i, "true")
	case 'f':
		return literalEnd(text, i, "false")
	case 'n':
		return literalEnd(text, i, "null")
	}
	return jsonNumberEnd(text, i)
}

// plainJSONMembersEnd returns the end of the object or array that starts at i, as plainJSONEnd.
func plainJSONMembersEnd(text string, i, depth int) int {
	isObject, last := text[i] == '{', byte(']')
	if isObject {
		last = '}'
	}
	if i = skipJSONSpace(text, i+1); i < len(text) && text[i] == last {
		return i + 1
	}
	for {
		if isObject {
			if i >= len(text) || text[i] != '"' {
				return -1
			}
			if i = plainJSONStringEnd(text, i); i < 0 {
				return -1
			}
			if i = skipJSONSpace(text, i); i >= len(text) || text[i] != ':' {
				return -1
			}
			i = skipJSONSpace(text, i+1)
		}
		if i = plainJSONEnd(text, i, depth+1); i < 0 {
			return -1
		}
		if i = skipJSONSpace(text, i); i >= len(text) {
			return -1
		}
		switch text[i] {
		case last:
			return i + 1
		case ',':
			i = skipJSONSpace(text, i+1)
		default:
			return -1
		}
	}
}

// plainJSONStringEnd returns the end of the string that starts at i, as plainJSONEnd.
func plainJSONStringEnd(text string, i int) int {
	for i++; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			return i + 1
		case c < ' ' || c == '\\':
			return -1
		}
	}
	return -1
}

// jsonNumberEnd returns the end of the number that starts at i, or -1.
func jsonNumberEnd(text string, i int) int {
	if i < len(text) && text[i] == '-' {
		i++
	}
	n := digitCount(text[i:])
	if n == 0 || n > 1 && text[i] == '0' {
		return -1
	}
	if i += n; i < len(text) && text[i] == '.' {
		if n = digitCount(text[i+1:]); n == 0 {
			return -1
		}
		i += 1 + n
	}
	if i < len(text) && (text[i] == 'e' || text[i] == 'E') {
		if i++; i < len(text) && (text[i] == '+' || text[i] == '-') {
			i++
		}
		if n = digitCount(text[i:]); n == 0 {
			return -1
		}
		i += n
	}
	return i
}

// literalEnd returns the end of a literal at i, or -1 if it is not there.
func literalEnd(text string, i int, literal string) int {
	if end := i + len(literal); end <= len(text) && text[i:end] == literal {
		return end
	}
	return -1
}

// skipJSONSpace returns the position of the first byte from i on that is not white space.
func skipJSONSpace(text string, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r') {
		i++
	}
	return i
}
