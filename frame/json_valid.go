package frame

import (
	"encoding/binary"
	"math/bits"
)

// maxJSONNesting is the depth of nested values that jsonValidator accepts, as in encoding/json.
const maxJSONNesting = 10_000

// readableJSON is validJSON that accepts NaN, Infinity and -Infinity, too, as Python's json writes them and pandas reads them.
func readableJSON(text []byte) bool { return jsonValidator{text: text, notFinite: true}.valid() }

// validJSON is json.Valid: it reports whether a text is one JSON value, with white space around it or not. It takes a third of
// the time, because it goes over a text by its structure and not by the states of an automaton.
func validJSON(text []byte) bool { return jsonValidator{text: text}.valid() }

// jsonValidator goes over a JSON text. Its methods consume what they find, and are false if it is not valid.
type jsonValidator struct {
	text      []byte
	pos       int
	notFinite bool // whether numbers may be NaN, Infinity and -Infinity
}

// valid reports whether the text is one value.
func (v jsonValidator) valid() bool { return v.value(0) && v.skipSpace() == len(v.text) }

// skipSpace consumes white space and returns the position after it.
func (v *jsonValidator) skipSpace() int {
	for v.pos < len(v.text) {
		switch v.text[v.pos] {
		case ' ', '\t', '\r', '\n':
			v.pos++
		default:
			return v.pos
		}
	}
	return v.pos
}

// next consumes a byte and the white space before it, and returns it, or 0 at the end.
func (v *jsonValidator) next() byte {
	if v.skipSpace() == len(v.text) {
		return 0
	}
	v.pos++
	return v.text[v.pos-1]
}

// value consumes a value inside of depth others.
func (v *jsonValidator) value(depth int) bool {
	if depth > maxJSONNesting {
		return false
	}
	switch b := v.next(); b {
	case '{':
		return v.members(depth + 1)
	case '[':
		return v.elements(depth + 1)
	case '"':
		return v.restOfString()
	case 't':
		return v.word("rue")
	case 'f':
		return v.word("alse")
	case 'n':
		return v.word("ull")
	case 'N':
		return v.notFinite && v.word("aN")
	case 'I':
		return v.notFinite && v.word("nfinity")
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		v.pos--
		return v.number()
	}
	return false
}

// members consumes an object after its brace.
func (v *jsonValidator) members(depth int) bool {
	b := v.next()
	if b == '}' {
		return depth <= maxJSONNesting
	}
	for {
		if b != '"' || !v.restOfString() || v.next() != ':' || !v.value(depth) {
			return false
		}
		switch v.next() {
		case '}':
			return true
		case ',':
			b = v.next()
		default:
			return false
		}
	}
}

// elements consumes an array after its bracket.
func (v *jsonValidator) elements(depth int) bool {
	if at := v.skipSpace(); at < len(v.text) && v.text[at] == ']' {
		v.pos++
		return depth <= maxJSONNesting
	}
	for {
		if !v.value(depth) {
			return false
		}
		switch v.next() {
		case ']':
			return true
		case ',':
		default:
			return false
		}
	}
}

// word consumes the rest of true, false or null.
func (v *jsonValidator) word(rest string) bool {
	end := v.pos + len(rest)
	if end > len(v.text) || string(v.text[v.pos:end]) != rest {
		return false
	}
	v.pos = end
	return true
}

// restOfString consumes a string after its first quote. It looks at eight bytes at once where there are as many.
func (v *jsonValidator) restOfString() bool {
	for v.pos < len(v.text) {
		if v.pos+8 <= len(v.text) {
			word := binary.LittleEndian.Uint64(v.text[v.pos:])
			special := zeroBytes(word^everyByte*'"') | zeroBytes(word^everyByte*'\\') | zeroBytes(word&(everyByte*0xe0))
			if special == 0 {
				v.pos += 8
				continue
			}
			v.pos += bits.TrailingZeros64(special) / 8
		}
		b := v.text[v.pos]
		v.pos++
		switch {
		case b == '"':
			return true
		case b < ' ':
			return false
		case b == '\\' && !v.escape():
			return false
		}
	}
	return false
}

// escape consumes an escape sequence after its backslash.
func (v *jsonValidator) escape() bool {
	if v.pos == len(v.text) {
		return false
	}
	v.pos++
	switch v.text[v.pos-1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return true
	case 'u':
		for range 4 {
			if v.pos == len(v.text) || !isHexDigit(v.text[v.pos]) {
				return false
			}
			v.pos++
		}
		return true
	}
	return false
}

// isHexDigit reports whether a byte is a hexadecimal digit.
func isHexDigit(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F'
}

// number consumes a number.
func (v *jsonValidator) number() bool {
	if v.is('-') {
		v.pos++
	}
	switch {
	case v.notFinite && v.is('I'):
		return v.word("Infinity")
	case v.is('0'):
		v.pos++
	case !v.digits():
		return false
	}
	if v.is('.') {
		v.pos++
		if !v.digits() {
			return false
		}
	}
	if v.is('e') || v.is('E') {
		if v.pos++; v.is('+') || v.is('-') {
			v.pos++
		}
		return v.digits()
	}
	return true
}

// is reports whether the next byte is b.
func (v *jsonValidator) is(b byte) bool { return v.pos < len(v.text) && v.text[v.pos] == b }

// digits consumes one digit or more.
func (v *jsonValidator) digits() bool {
	start := v.pos
	for v.pos < len(v.text) && v.text[v.pos]-'0' <= 9 {
		v.pos++
	}
	return v.pos > start
}
