package frame

import (
	"bytes"
	"errors"
	"io"
)

// jsonStream cuts JSON text into values. It holds one value in memory at a time.
type jsonStream struct {
	reader    io.Reader
	buf       []byte // buf[pos:end] has been read and not cut off yet
	pos, end  int
	line      int // of buf[pos], from 1
	maxRecord int // bytes of one value
	err       error
}

// The errors of jsonStream, without the place and the text: the caller adds them.
var (
	errJSONCut    = errors.New("the text ends in the middle of a value")
	errJSONLong   = errors.New("the value is too long")
	errJSONSyntax = errors.New("there is no value")
)

// newJSONStream returns a stream of the values in r.
func newJSONStream(r io.Reader, maxRecord int) *jsonStream {
	return &jsonStream{reader: r, buf: make([]byte, 64<<10), line: 1, maxRecord: maxRecord}
}

// fill reads more text after buf[pos:end], which may move to the start of a larger buffer.
func (s *jsonStream) fill() error {
	if s.err != nil {
		return s.err
	}
	if s.end == len(s.buf) {
		buf := s.buf
		if s.end-s.pos > len(buf)/2 {
			buf = make([]byte, 2*len(buf))
		}
		s.end = copy(buf, s.buf[s.pos:s.end])
		s.buf, s.pos = buf, 0
	}
	for range 100 { // a reader may return nothing, but not for ever
		n, err := s.reader.Read(s.buf[s.end:])
		s.end += n
		s.err = err
		if n > 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	s.err = io.ErrNoProgress
	return s.err
}

// peek skips white space and returns the next byte, or io.EOF.
func (s *jsonStream) peek() (byte, error) {
	for {
		for ; s.pos < s.end; s.pos++ {
			switch b := s.buf[s.pos]; b {
			case '\n':
				s.line++
			case ' ', '\t', '\r':
			default:
				return b, nil
			}
		}
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
}

// peekAfter returns the byte after the one that peek returned, white space between them left out, or 0 if there is none.
func (s *jsonStream) peekAfter() byte {
	for n := 1; ; {
		for ; n < s.end-s.pos; n++ {
			if b := s.buf[s.pos+n]; b != ' ' && b != '\t' && b != '\r' && b != '\n' {
				return b
			}
		}
		if n > s.maxRecord || s.fill() != nil {
			return 0
		}
	}
}

// skip drops the byte that peek returned.
func (s *jsonStream) skip() { s.pos++ }

// rest returns the next bytes as an error quotes them, at least those that have been read.
func (s *jsonStream) rest() string {
	for s.end-s.pos <= maxQuotedBytes && s.fill() == nil {
	}
	text := s.buf[s.pos:s.end]
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return truncateJSON(string(text[:min(len(text), maxQuotedBytes+1)]))
}

// The classes of bytes that value looks for.
const (
	jsonPlain byte = iota
	jsonQuote
	jsonOpen
	jsonClose
	jsonDelimiter
)

// jsonClasses has the class of each byte outside of strings.
var jsonClasses = [256]byte{'"': jsonQuote, '{': jsonOpen, '[': jsonOpen, '}': jsonClose, ']': jsonClose,
	',': jsonDelimiter, ':': jsonDelimiter, ' ': jsonDelimiter, '\t': jsonDelimiter, '\r': jsonDelimiter, '\n': jsonDelimiter}

// value cuts off the value that begins at the byte that peek returned. The text is valid until the next call. It may not
// be valid JSON, but its brackets and quotes are closed. After an error the text has not been cut off.
func (s *jsonStream) value() ([]byte, error) {
	n, depth, inString := 0, 0, false
	for {
		text := s.buf[s.pos:s.end]
		for n < len(text) {
			if inString {
				i := stringEnd(text[n:])
				if i < 0 { // the rest of the string has not been read
					n = len(bytes.TrimRight(text, `\`))
					break
				}
				n += i
				inString = false
				if depth == 0 {
					return s.cut(n)
				}
				continue
			}
			switch jsonClasses[text[n]] {
			case jsonQuote:
				inString = true
			case jsonOpen:
				depth++
			case jsonClose:
				if depth == 0 {
					return s.cut(n)
				}
				if depth--; depth == 0 {
					return s.cut(n + 1)
				}
			case jsonDelimiter:
				if depth == 0 {
					return s.cut(n)
				}
			}
			n++
		}
		if len(text) > s.maxRecord {
			return nil, errJSONLong
		}
		switch err := s.fill(); {
		case err == io.EOF && depth == 0 && !inString:
			return s.cut(n)
		case err == io.EOF:
			return nil, errJSONCut
		case err != nil:
			return nil, err
		}
	}
}

// cut cuts off the next n bytes.
func (s *jsonStream) cut(n int) ([]byte, error) {
	if n == 0 {
		return nil, errJSONSyntax
	}
	if n > s.maxRecord {
		return nil, errJSONLong
	}
	text := s.buf[s.pos : s.pos+n]
	s.pos += n
	s.line += bytes.Count(text, newline)
	return text, nil
}

var newline = []byte("\n")

// stringEnd returns the number of bytes up to the end of a string, the quote included, or -1 if the quote is not in text.
// text begins inside the string, and not after a backslash.
func stringEnd(text []byte) int {
	for n := 0; ; {
		i := bytes.IndexByte(text[n:], '"')
		if i < 0 {
			return -1
		}
		backslashes := 0
		for j := n + i - 1; j >= n && text[j] == '\\'; j-- {
			backslashes++
		}
		if n += i + 1; backslashes%2 == 0 {
			return n
		}
	}
}
