package frame

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// nextRows cuts rows of the buffer into cells: at most limit rows, of at most size bytes in all. It is a faster way to do what
// next does, with the same results, for rows that are complete in the buffer, have width cells without escaped quotes and line
// ends, and end with LF or CR LF. It stops before the first other row. It appends the spans of the cells to spans, counts them
// from base, and returns the text of the rows, which is valid until the next call.
func (s *csvSplitter) nextRows(spans []cellSpan, base uint32, width, limit, size int) (text []byte, _ []cellSpan, rows int) {
	data := s.unread()
	data = data[:min(len(data), size)]
	if s.skipLF || len(s.comma) > 1 || !s.startsPlainRow(data) {
		return nil, spans, 0
	}
	first, end := len(spans), 0
	spans, end, rows = s.cutRows(data, spans, base, width, limit)
	if text = data[:end]; !s.anyBytes && !utf8.Valid(text) {
		at, _ := notUTF8(text, "") // next finds the error of the row
		end = bytes.LastIndexByte(text[:at], '\n') + 1
		text, rows = text[:end], bytes.Count(text[:end], []byte("\n"))
		spans = spans[:first+rows*width]
	}
	s.start += end
	s.line += rows
	return text, spans, rows
}

// startsPlainRow reports whether data does not start with an empty line or with what could be a comment.
func (s *csvSplitter) startsPlainRow(data []byte) bool {
	return len(data) > 0 && data[0] != '\n' && data[0] != '\r' && (s.comment == "" || data[0] != s.comment[0])
}

// cutRows is nextRows for text in any encoding. It looks at eight bytes at once. end is the end of the last row.
func (s *csvSplitter) cutRows(data []byte, spans []cellSpan, base uint32, width, limit int) (_ []cellSpan, end, rows int) {
	comma, quote, maxLine := s.comma[0], s.quote, s.maxLine
	if quote == 0 {
		quote = '\n' // no other byte ends a cell
	}
	commas, quotes := everyByte*uint64(comma), everyByte*uint64(quote)
	const lineFeeds, returns = everyByte * '\n', everyByte * '\r'
	from, closing := 0, 0  // the start of the cell, and how many quotes follow it
	complete := len(spans) // the number of spans of complete rows
next:
	for i := 0; i+8 <= len(data); {
		word := binary.LittleEndian.Uint64(data[i:])
		found := zeroBytes(word^commas) | zeroBytes(word^quotes) | zeroBytes(word^lineFeeds) | zeroBytes(word^returns)
		for ; found != 0; found &= found - 1 {
			at := i + bits.TrailingZeros64(found)/8
			switch b := data[at]; {
			case b == comma:
				if len(spans)-complete >= width {
					return spans[:complete], end, rows
				}
				spans = append(spans, cellSpan{base + uint32(from), base + uint32(at-closing)})
				from, closing = at+1, 0
			case b == '\n':
				to := at - closing
				if at > from && data[at-1] == '\r' {
					to--
				}
				if len(spans)-complete != width-1 || at+1-end > maxLine {
					return spans[:complete], end, rows
				}
				spans = append(spans, cellSpan{base + uint32(from), base + uint32(to)})
				from, closing, end, complete = at+1, 0, at+1, len(spans)
				if rows++; rows == limit || !s.startsPlainRow(data[end:]) {
					return spans, end, rows
				}
			case b == '\r' && at+1 < len(data) && data[at+1] == '\n':
			case b == quote && at == from && closing == 0:
				n := s.quotedBytes(data[at+1:])
				if n < 0 {
					return spans[:complete], end, rows
				}
				from, closing = at+1, 1
				i = from + n + 1
				continue next
			default:
				return spans[:complete], end, rows
			}
		}
		i += 8
	}
	return spans[:complete], end, rows
}

// quotedBytes returns the number of bytes before the first quote of data. It is negative if that quote does not end a cell, or
// comes after a line end.
func (s *csvSplitter) quotedBytes(data []byte) int {
	n := bytes.IndexByte(data, s.quote)
	if n < 0 || bytes.IndexByte(data[:n], '\n') >= 0 || bytes.IndexByte(data[:n], '\r') >= 0 {
		return -1
	}
	switch rest := data[n+1:]; {
	case len(rest) > 0 && (rest[0] == '\n' || rest[0] == s.comma[0]):
	case len(rest) > 1 && rest[0] == '\r' && rest[1] == '\n':
	default:
		return -1
	}
	return n
}
