package frame

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// csvRowFormat is the rowFormat of separated values.
type csvRowFormat struct {
	cfg       csvConfig
	schema    Schema
	comma     string   // "" before the first row
	names     []string // of a row's cells in order; nil before the first row
	positions []int    // for each cell of a row, its column, or -1
	header    string   // the last header, as text
	begun     bool     // there was a row
	// headersFit says that a header may have a value of the type of each column, so that each row must be compared.
	headersFit bool
	splitter   csvSplitter   // of rows with quotes
	cells      []csvCell     // of the current row
	texts      *csvRowFormat // splits texts into rows; another goroutine may use it than that which decodes rows
}

// csvCell is a cell of the current row.
type csvCell struct {
	text   string
	quoted bool
}

// begin prepares for the first row.
func (f *csvRowFormat) begin(schema Schema, columns []decodeColumn) error {
	f.schema, f.headersFit = schema, true
	for i := range columns {
		c := columns[i]
		if c.Type != String && !slices.ContainsFunc(schema.Names(), func(name string) bool { return c.append(name, false) }) {
			f.headersFit = false
		}
	}
	f.splitter.readErr = io.EOF
	if f.names != nil {
		if err := f.setNames(f.names); err != nil {
			return err
		}
	}
	f.setComma(f.comma)
	texts := *f
	f.texts = &texts
	return nil
}

// setComma sets the separator; "": not known yet.
func (f *csvRowFormat) setComma(comma string) {
	f.comma = comma
	syntax := f.cfg.syntax()
	if comma != "" {
		syntax.comma = comma
	}
	f.splitter.setSyntax(syntax)
}

// setNames sets the names of a row's cells.
func (f *csvRowFormat) setNames(names []string) error {
	if err := checkCSVNames(f.schema.Names(), names); err != nil {
		return err
	}
	positions := make([]int, len(names))
	for i, name := range names {
		positions[i] = slices.IndexFunc(f.schema.fields, func(c Field) bool { return c.Name == name })
	}
	for i, field := range f.schema.fields {
		if !slices.Contains(positions, i) {
			return errNoColumn(field.Name, names)
		}
	}
	f.names, f.positions = names, positions
	return nil
}

func (f *csvRowFormat) layout() []string {
	if f.names == nil {
		return nil
	}
	return append([]string{f.comma}, f.names...)
}

func (f *csvRowFormat) setLayout(layout []string) error {
	if len(layout[0]) == 0 {
		return fmt.Errorf("%w: the separator must not be empty", ErrValue)
	}
	f.setComma(layout[0])
	f.texts.setComma(layout[0])
	f.begun = true
	return f.setNames(slices.Clone(layout[1:]))
}

// decode implements rowFormat.
func (f *csvRowFormat) decode(row string, line int, columns []decodeColumn) (isRow bool, err error) {
	if !f.begun {
		if err := checkRowText(row); err != nil {
			return false, err
		}
		row = strings.TrimPrefix(row, string(byteOrderMark))
	}
	if row, err = decodeRow(row, line, f.cfg.encoding, "CSVEncoding"); err != nil {
		return false, err
	}
	if row == "" || f.cfg.comment != "" && strings.HasPrefix(row, f.cfg.comment) || row == f.header {
		return false, nil
	}
	if len(row) > f.cfg.maxLine {
		return false, fmt.Errorf("%w: line %d must have at most %d bytes (CSVMaxLine)", ErrValue, line, f.cfg.maxLine)
	}
	if f.comma == "" {
		f.setComma(f.findComma(row, line))
	}
	if err := f.cut(row, line); err != nil {
		return false, f.named(err)
	}
	if f.headersFit || !f.begun {
		if header, err := f.learnHeader(row); header || err != nil {
			return false, err
		}
	}
	if f.names == nil {
		if err := f.setNames(f.schema.Names()); err != nil {
			return false, err
		}
	}
	f.begun = true
	if len(f.cells) != len(f.names) {
		return false, f.unlessHeader(row, line, func() error {
			return fmt.Errorf("%w: line %d must have %d fields, got %d", ErrFields, line, len(f.names), len(f.cells))
		})
	}
	for i, column := range f.positions {
		if cell := &f.cells[i]; column >= 0 && !columns[column].append(cell.text, cell.quoted) {
			return false, f.unlessHeader(row, line, func() error { return columns[column].errWrongType(line, cell.text) })
		}
	}
	return true, nil
}

// named returns the error with the column's name in place of its position.
func (f *csvRowFormat) named(err error) error {
	var syntax *csvSyntaxError
	open := errors.As(err, &syntax) && syntax.open
	err = (&csvRows{header: f.names}).named(err)
	if open {
		return fmt.Errorf("%w; a cell with line ends must be in one element", err)
	}
	return err
}

// unlessHeader returns nil if the row, which cannot be decoded, is a header, and otherwise the error.
func (f *csvRowFormat) unlessHeader(row string, line int, makeError func() error) error {
	if header, err := f.learnHeader(row); header || err != nil {
		return err
	}
	if f.cfg.noHeader {
		return makeError()
	}
	names, found, missing := f.cellTexts(), 0, ""
	for _, field := range f.schema.fields {
		if slices.Contains(names, field.Name) {
			found++
		} else {
			missing = field.Name
		}
	}
	if 2*found >= f.schema.Len() {
		return fmt.Errorf("line %d is a header: %w", line, errNoColumn(missing, names))
	}
	return makeError()
}

// learnHeader reports whether the row, which was cut, is a header. If it is, it sets the order of the cells.
func (f *csvRowFormat) learnHeader(row string) (bool, error) {
	if f.cfg.noHeader || !strings.Contains(row, f.schema.fields[0].Name) || !f.isHeader() {
		return false, nil
	}
	f.header, f.begun = strings.Clone(row), true
	names := f.cellTexts()
	for i, name := range names {
		names[i] = strings.Clone(name)
	}
	return true, f.setNames(names)
}

// isHeader reports whether the current row has the names of all columns.
func (f *csvRowFormat) isHeader() bool {
	names := f.cellTexts()
	return !slices.ContainsFunc(f.schema.fields, func(c Field) bool { return !slices.Contains(names, c.Name) })
}

// cellTexts returns the current row's cells as names of columns.
func (f *csvRowFormat) cellTexts() []string {
	texts := make([]string, len(f.cells))
	for i := range f.cells {
		texts[i] = f.cells[i].text
	}
	if len(texts) > 0 {
		texts[0] = strings.TrimPrefix(texts[0], string(byteOrderMark))
	}
	if at := f.cfg.indexAt; at >= 0 && at < len(texts) && texts[at] == "" {
		texts[at] = indexName
	}
	if f.cfg.numberNames {
		numberNames(texts)
	}
	return texts
}

// findComma returns the separator that makes the first row a header, or that cuts it into the right number of cells.
func (f *csvRowFormat) findComma(row string, line int) string {
	candidates := slices.DeleteFunc(slices.Clone(csvCommas), func(comma string) bool { return comma[0] == f.cfg.numbers.decimal })
	want := max(len(f.names), f.schema.Len())
	cuts := func(fits func() bool) string {
		for _, comma := range candidates {
			f.setComma(comma)
			if f.cut(row, line) == nil && fits() {
				return comma
			}
		}
		return ""
	}
	if comma := cuts(f.isHeader); comma != "" && !f.cfg.noHeader {
		return comma
	}
	if comma := cuts(func() bool { return len(f.cells) == want }); comma != "" {
		return comma
	}
	return candidates[0]
}

// cut cuts a row into cells.
func (f *csvRowFormat) cut(row string, line int) error {
	f.cells = f.cells[:0]
	if len(f.splitter.comma) > 1 || f.cfg.quote != 0 && strings.IndexByte(row, f.cfg.quote) >= 0 {
		return f.cutQuoted(row, line)
	}
	comma := f.splitter.comma[0]
	for {
		i := strings.IndexByte(row, comma)
		if i < 0 || len(f.cells) == f.cfg.maxColumns {
			break
		}
		f.cells = append(f.cells, csvCell{text: row[:i]})
		row = row[i+1:]
	}
	if f.cells = append(f.cells, csvCell{text: row}); len(f.cells) > f.cfg.maxColumns {
		return fmt.Errorf("%w: line %d must have at most %d columns (CSVMaxColumns)", ErrFields, line, f.cfg.maxColumns)
	}
	return nil
}

// cutQuoted is cut for a row that may have quotes.
func (f *csvRowFormat) cutQuoted(row string, line int) error {
	s := f.readText(row)
	s.line = line
	_, next, err := s.splitRow()
	if err != nil {
		return err
	}
	if next < len(row) {
		return fmt.Errorf("%w: line %d must be one row, got %s", ErrValue, line, quoteCell(row))
	}
	for _, span := range s.spans {
		cell := csvCell{text: row[span.from:span.to], quoted: span.quoted}
		if span.escaped {
			cell.text = s.unescape(cell.text)
		}
		f.cells = append(f.cells, cell)
	}
	return nil
}

// readText makes the splitter read a text, which it does not copy.
func (f *csvRowFormat) readText(text string) *csvSplitter {
	s := &f.splitter
	s.buf = bytesOf(text) // is only read: readErr is io.EOF
	s.start, s.end, s.line, s.skipLF = 0, len(text), 1, false
	return s
}

// split implements rowFormat.
func (f *csvRowFormat) split(text string, yield func(row string, line int)) {
	if strings.IndexByte(text, '\n') < 0 && strings.IndexByte(text, '\r') < 0 {
		yield(text, 1)
		return
	}
	if f.cfg.quote == 0 || strings.IndexByte(text, f.cfg.quote) < 0 {
		splitLines(text, yield)
		return
	}
	f = f.texts
	if f.comma == "" {
		first, _, _ := strings.Cut(text, "\n")
		f.setComma(f.findComma(strings.TrimSuffix(first, "\r"), 1))
	}
	s := f.readText(text)
	for s.skipIgnoredLines() == nil {
		start, line := s.start, s.line
		_, next, err := s.splitRow()
		if err == nil {
			s.start += next
			s.line++
		} else if !isCSVSyntaxError(err) {
			yield(text[start:], line)
			return
		}
		yield(strings.TrimSuffix(strings.TrimSuffix(text[start:s.start], "\n"), "\r"), line)
	}
}

// splitLines calls yield with each line of a text, and its number.
func splitLines(text string, yield func(row string, line int)) {
	for line := 1; text != ""; line++ {
		row, width := text, 0
		if i := strings.IndexAny(text, "\r\n"); i >= 0 {
			row, width = text[:i], 1
			if strings.HasPrefix(text[i:], "\r\n") {
				width = 2
			}
		}
		text = text[len(row)+width:]
		yield(row, line)
	}
}
