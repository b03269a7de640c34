package frame

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// csvSyntax says how lines are cut into cells.
type csvSyntax struct {
	comma      string
	quote      byte   // 0: quotes are text
	comment    string // "" if there are no comment lines
	maxLine    int    // bytes of a row
	maxColumns int
	anyBytes   bool // text need not be UTF-8
}

// csvSplitter cuts a file into rows of cells. It differs from encoding/csv in three ways: a CR alone ends a line, CR LF
// inside a quoted cell stays CR LF, and it says which cells were quoted.
//
// buf[start:end] is what is read and not yet consumed. A row is consumed as a whole, so positions inside it count from
// start and stay valid when the buffer moves or grows.
type csvSplitter struct {
	csvSyntax
	reader     io.Reader
	readErr    error // why there is no more data; io.EOF at the end
	buf        []byte
	start, end int
	skipLF     bool      // the last line ended with a CR, and a LF that follows belongs to it
	line       int       // number of the line at start
	rowLine    int       // number of the line in which the row of the last read starts
	special    [256]bool // bytes that can end an unquoted cell
	spans      []csvSpan // the cells of the row
	cells      []string  // reused by each read
}

// csvSpan is the part of a row that holds a cell, without its quotes.
type csvSpan struct {
	cellSpan
	quoted, escaped bool // escaped: the cell holds quotes, which are doubled
}

// plainSpan returns the span of a cell without quotes.
func plainSpan(from, to int) csvSpan { return csvSpan{cellSpan: cellSpan{uint32(from), uint32(to)}} }

// csvSyntaxError is a row that breaks the rules of quotes. The rows after it can be read.
type csvSyntaxError struct {
	line, column int // column counts from 0
	rule, cell   string
	open         bool // the quote that is missing may come later in the file
}

func (e *csvSyntaxError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s, got %s", e.line, e.column, e.rule, quoteCell(e.cell))
}

func (e *csvSyntaxError) Unwrap() error { return ErrValue }

// csvBufferBytes is the size of a splitter's first buffer.
const csvBufferBytes = 128 << 10

// newCSVSplitter returns a splitter of r.
func newCSVSplitter(r io.Reader, syntax csvSyntax) *csvSplitter {
	s := &csvSplitter{reader: r, line: 1, buf: make([]byte, csvBufferBytes)}
	s.setSyntax(syntax)
	return s
}

// setSyntax replaces the syntax for the rows that follow.
func (s *csvSplitter) setSyntax(syntax csvSyntax) {
	s.csvSyntax = syntax
	s.special = [256]bool{'\n': true, '\r': true}
	s.special[syntax.comma[0]] = true
	if syntax.quote != 0 {
		s.special[syntax.quote] = true
	}
}

// unread returns what is read and not yet consumed.
func (s *csvSplitter) unread() []byte { return s.buf[s.start:s.end] }

// fill reads more data and returns all that is not consumed. It returns the same as before if there is no more data,
// and sets readErr then. It does not read a row beyond maxLine.
func (s *csvSplitter) fill() []byte {
	if s.readErr != nil {
		return s.unread()
	}
	if s.end-s.start > s.maxLine {
		s.readErr = s.errLongLine()
		return s.unread()
	}
	if s.start > 0 {
		s.end = copy(s.buf, s.unread())
		s.start = 0
	}
	if n := len(s.buf); s.end == n {
		more := min(n, max(csvBufferBytes, s.maxLine+1-n)) // reads no more of a row that is too long
		s.buf = append(s.buf, make([]byte, more)...)
	}
	for range 100 {
		n, err := s.reader.Read(s.buf[s.end:])
		s.end += n
		if err != nil {
			s.readErr = err
		}
		if n > 0 || err != nil {
			return s.unread()
		}
	}
	s.readErr = io.ErrNoProgress
	return s.unread()
}

// errLongLine is the error for a row of more than maxLine bytes.
func (s *csvSplitter) errLongLine() error {
	return fmt.Errorf("%w: line %d must have at most %d bytes (CSVMaxLine)", ErrValue, s.line, s.maxLine)
}

// next cuts the next row into spans, and returns its text, to which they refer, or io.EOF. Both are valid until the next call.
// Empty lines and comment lines are skipped. After a csvSyntaxError the next line can be read.
func (s *csvSplitter) next() (row []byte, err error) {
	if err := s.skipIgnoredLines(); err != nil {
		return nil, err
	}
	contentEnd, next, err := s.splitRow()
	if err != nil {
		return nil, err
	}
	row = s.buf[s.start : s.start+contentEnd]
	s.start += next
	s.line++
	if !s.anyBytes && !utf8.Valid(row) {
		return nil, s.errNotUTF8(row)
	}
	return row, nil
}

// errNotUTF8 is the error for a row that is not UTF-8.
func (s *csvSplitter) errNotUTF8(row []byte) error {
	at, rule := notUTF8(row, "CSVEncoding")
	column := 0
	for column < len(s.spans)-1 && at >= int(s.spans[column].to) {
		column++
	}
	span := s.spans[column]
	return &csvSyntaxError{line: s.rowLine, column: column, rule: "text " + rule, cell: string(row[span.from:span.to])}
}

// read returns the cells of the next row. They are valid until the next read.
func (s *csvSplitter) read() ([]string, error) {
	row, err := s.next()
	if err != nil {
		return nil, err
	}
	text := string(row)
	s.cells = s.cells[:0]
	for _, span := range s.spans {
		cell := text[span.from:span.to]
		if span.escaped {
			cell = s.unescape(cell)
		}
		s.cells = append(s.cells, cell)
	}
	return s.cells, nil
}

// unescape returns a cell without the second of each two quotes.
func (s *csvSplitter) unescape(cell string) string {
	return strings.ReplaceAll(cell, string([]byte{s.quote, s.quote}), string(rune(s.quote)))
}

// splitRow finds the cells of the row at start: their spans. contentEnd is where the row ends, and next is where the next
// one starts. It does not consume the row, unless the row breaks the rules of quotes.
func (s *csvSplitter) splitRow() (contentEnd, next int, err error) {
	s.rowLine, s.spans = s.line, s.spans[:0]
	for more := true; more; {
		if contentEnd, next, more = s.splitPlain(next); !more {
			break
		}
		if len(s.spans) == s.maxColumns {
			return 0, 0, fmt.Errorf("%w: line %d must have at most %d columns (CSVMaxColumns)", ErrFields, s.rowLine, s.maxColumns)
		}
		if contentEnd, next, more, err = s.scanCell(next); err != nil {
			return 0, 0, err
		}
	}
	if next > s.maxLine {
		return 0, 0, s.errLongLine()
	}
	return contentEnd, next, nil
}

// scanCell appends the span of the cell that starts at from. contentEnd is where the cell ends, its quotes included,
// next is where the next cell or line starts, and more says whether the row has a next cell.
func (s *csvSplitter) scanCell(from int) (contentEnd, next int, more bool, err error) {
	data := s.unread()
	if from == len(data) {
		data = s.fill()
	}
	if from < len(data) && s.quote != 0 && data[from] == s.quote {
		return s.scanQuoted(from)
	}
	i := from
	for {
		for i < len(data) && !s.special[data[i]] {
			i++
		}
		if i == len(data) {
			if data = s.fill(); i < len(data) {
				continue
			}
		}
		width, more, ends := s.cellEnd(i)
		if ends {
			s.spans = append(s.spans, plainSpan(from, i))
			return i, i + width, more, s.failure(width)
		}
		if data = s.unread(); s.quote != 0 && data[i] == s.quote {
			return 0, 0, false, s.syntaxError(from, "a cell with a quote must be quoted, or CSVQuote set")
		}
		i++ // this was a part of the comma, which has several bytes
	}
}

// scanQuoted is scanCell for a cell that starts with a quote.
func (s *csvSplitter) scanQuoted(from int) (contentEnd, next int, more bool, err error) {
	data := s.unread()
	i, escaped := from+1, false
	for {
		n := bytes.IndexByte(data[i:], s.quote)
		if n < 0 {
			i = len(data)
			if data = s.fill(); i < len(data) {
				continue
			}
			if err := s.failure(0); err != nil {
				return 0, 0, false, err
			}
			err := s.syntaxError(from, "a quoted cell must end with a quote")
			err.open = true
			return 0, 0, false, err
		}
		if i += n + 1; i == len(data) {
			data = s.fill()
		}
		if i == len(data) || data[i] != s.quote {
			break
		}
		escaped = true
		i++
	}
	width, more, ends := s.cellEnd(i)
	if !ends {
		return 0, 0, false, s.syntaxError(from, "a closing quote must end the cell, or CSVQuote be set")
	}
	span := plainSpan(from+1, i-1)
	span.quoted, span.escaped = true, escaped
	s.line += countLineEnds(s.unread()[span.from:span.to])
	s.spans = append(s.spans, span)
	return i, i + width, more, s.failure(width)
}

// cellEnd reports whether the cell ends at i, by how many bytes, and whether another cell follows in the row.
func (s *csvSplitter) cellEnd(i int) (width int, more, ends bool) {
	data := s.unread()
	if i == len(data) {
		return 0, false, true
	}
	switch data[i] {
	case '\n':
		return 1, false, true
	case '\r':
		if i+1 == len(data) {
			s.skipLF = true
		} else if data[i+1] == '\n' {
			return 2, false, true
		}
		return 1, false, true
	case s.comma[0]:
		for len(data) < i+len(s.comma) && s.readErr == nil {
			data = s.fill()
		}
		if bytes.HasPrefix(data[i:], []byte(s.comma)) {
			return len(s.comma), true, true
		}
	}
	return 0, false, false
}

// failure returns the error that cut a row off. width is that of the row's or cell's end: 0 where the data ends.
func (s *csvSplitter) failure(width int) error {
	if width > 0 || s.readErr == io.EOF {
		return nil
	}
	return s.readErr
}

// syntaxError returns the error for the cell at from, and skips to the next line.
func (s *csvSplitter) syntaxError(from int, rule string) *csvSyntaxError {
	data := s.unread()[from:]
	cell := data[:min(len(data), maxQuotedBytes+1)]
	if i := bytes.IndexAny(cell, "\r\n"); i >= 0 {
		cell = cell[:i]
	}
	err := &csvSyntaxError{line: s.line, column: len(s.spans), rule: rule, cell: string(cell)}
	s.start += from
	s.skipLine()
	return err
}
