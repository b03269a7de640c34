package frame

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// csvRows is the rowSource of CSV files.
type csvRows struct {
	splitter       *csvSplitter
	header         []string        // the names of all columns of the file
	fieldPositions []int           // for each column of the table, its position in a line
	selected       bool            // the table does not have all columns of the file in their order
	row            []cellSpan      // reused
	missing        []*missingTexts // for each column of the table, what a quoted cell may not be taken for
	remaining      int             // rows that may still be read
	footer         int             // rows at the end that are not read
	ahead          []csvRow        // rows that were read but not returned, such as those that may be the footer
}

// csvRow is a row as the file has it, with the places of its cells.
type csvRow struct {
	text  []byte
	spans []csvSpan
	line  int
	err   error
}

// newCSVRows reads the header. It returns the row source, and an empty table with the columns to read.
func newCSVRows(r io.Reader, cfg csvConfig) (*csvRows, *textTable, error) {
	text, err := decodeText(decompress(r, cfg.maxDecompressed), cfg.encoding, "CSVEncoding")
	if err != nil {
		return nil, nil, err
	}
	rows := &csvRows{splitter: newCSVSplitter(text, cfg.syntax()), remaining: cfg.maxRows, footer: cfg.skipFooter}
	for range cfg.skipLines {
		rows.splitter.skipLine()
	}
	if cfg.comma == "" {
		syntax := cfg.syntax()
		syntax.comma = rows.splitter.findComma(cfg.headerRow, cfg.skipFooter, cfg.numbers.decimal)
		rows.splitter.setSyntax(syntax)
	}
	if rows.header, err = rows.readHeader(cfg); err != nil {
		return nil, nil, err
	}
	t, err := rows.newTable(cfg)
	return rows, t, err
}

// newTable returns the empty table for the columns that the options ask for.
func (r *csvRows) newTable(cfg csvConfig) (*textTable, error) {
	t := &textTable{names: slices.Clone(r.header), declaredTypes: cfg.types, index: cfg.index}
	t.format, t.otherFormats = cfg.formats()
	if cfg.schema.Len() > 0 {
		t.names = cfg.schema.Names()
	}
	if err := cfg.checkNames(r.header); err != nil {
		return nil, err
	}
	if err := checkCSVNames(t.names, r.header); err != nil {
		return nil, err
	}
	if cfg.indexAt >= len(r.header) {
		return nil, fmt.Errorf("CSVIndexAt: %w at position %d, the file has %d", ErrColumn, cfg.indexAt, len(r.header))
	} else if cfg.indexAt >= 0 {
		t.index = r.header[cfg.indexAt]
	}
	if len(cfg.epochs) > 0 {
		t.declaredTypes = withEpochs(cfg.types, cfg.epochs)
	}
	for i, name := range t.names {
		if cfg.schema.Len() > 0 {
			i = slices.Index(r.header, name)
		}
		r.fieldPositions = append(r.fieldPositions, i)
		r.missing = append(r.missing, cfg.missingOf(name))
	}
	t.quoted = make([][]int, len(t.names))
	for i, position := range r.fieldPositions {
		r.selected = r.selected || position != i
	}
	r.selected = r.selected || len(r.fieldPositions) < len(r.header)
	cfg.reports.begin(t)
	return t, nil
}

// next implements rowSource.
func (r *csvRows) next(t *textTable, limit int) error {
	if r.remaining == 0 {
		return io.EOF
	}
	if r.footer > 0 || len(r.ahead) > 0 {
		r.remaining--
		row := r.nextRow()
		return r.addRow(t, row.line, row.text, row.spans, row.err)
	}
	if n := r.addRows(t, min(limit, r.remaining)); n > 0 {
		r.remaining -= n
		return nil
	}
	r.remaining--
	row, err := r.splitter.next()
	return r.addRow(t, r.splitter.rowLine, row, r.splitter.spans, err)
}

// addRows appends rows that can be cut fast, at most limit, to the table. It returns their number.
func (r *csvRows) addRows(t *textTable, limit int) (rows int) {
	b, width, line := t.openBlock(), len(r.header), r.splitter.line
	first := len(b.spans)
	if first == cap(b.spans) {
		b.spans = slices.Grow(b.spans, first) // less is copied than by append
	}
	text, spans, rows := r.splitter.nextRows(b.spans, uint32(b.open.Len()), width, limit, b.room())
	b.spans = spans
	if rows == 0 {
		return 0
	}
	start := b.add(text)
	if r.selected {
		kept := spans[:first]
		for from := first; from < len(spans); from += width {
			r.row = append(r.row[:0], spans[from:from+width]...)
			for _, position := range r.fieldPositions {
				kept = append(kept, r.row[position])
			}
		}
		b.spans = kept
	}
	if quote := r.splitter.quote; quote != 0 && bytes.IndexByte(text, quote) >= 0 {
		r.noteQuoted(t, b.open.String(), b.spans[first:], start)
	}
	b.rows += rows
	t.lines.add(line, rows)
	return rows
}

// noteQuoted notes the cells of new rows that only their quotes tell from missing values. The text of the rows begins at start.
func (r *csvRows) noteQuoted(t *textTable, text string, spans []cellSpan, start uint32) {
	for i, span := range spans {
		if span.from == start || text[span.from-1] != r.splitter.quote {
			continue
		}
		if col := i % len(t.names); r.missing[col].has(text[span.from:span.to]) {
			t.quoted[col] = append(t.quoted[col], t.lines.rows+i/len(t.names))
		}
	}
}

// addRow appends a row to the table, unless err says that there is none.
func (r *csvRows) addRow(t *textTable, line int, row []byte, spans []csvSpan, err error) error {
	if err != nil {
		return r.named(err)
	}
	if len(spans) != len(r.header) {
		return fmt.Errorf("%w: line %d must have %d fields, got %d", ErrFields, line, len(r.header), len(spans))
	}
	b := t.openBlock()
	start := b.add(row)
	for i, position := range r.fieldPositions {
		span := &spans[position]
		cell := cellSpan{start + span.from, start + span.to}
		if span.quoted {
			content := row[span.from:span.to]
			if span.escaped {
				content = []byte(r.splitter.unescape(string(content)))
				cell.from = b.add(content)
				cell.to = cell.from + uint32(len(content))
			}
			if r.missing[i].has(string(content)) {
				t.quoted[i] = append(t.quoted[i], t.lines.rows)
			}
		}
		b.spans = append(b.spans, cell)
	}
	b.rows++
	t.lines.add(line, 1)
	return nil
}

// nextRow returns the next of the rows that are read ahead. Its err is io.EOF at the footer.
func (r *csvRows) nextRow() csvRow {
	for len(r.ahead) <= r.footer {
		row := r.readAhead()
		if row.err == io.EOF {
			return row
		}
		r.ahead = append(r.ahead, row)
		if row.err != nil && !isCSVSyntaxError(row.err) {
			break // nothing follows
		}
	}
	row := r.ahead[0]
	r.ahead[0] = csvRow{}
	r.ahead = r.ahead[1:]
	return row
}

// readAhead returns the next row of the splitter as one that stays valid.
func (r *csvRows) readAhead() csvRow {
	text, err := r.splitter.next()
	return csvRow{text: bytes.Clone(text), spans: slices.Clone(r.splitter.spans), line: r.splitter.rowLine, err: err}
}

// named returns the error with the column's name in place of its position.
func (r *csvRows) named(err error) error {
	var syntax *csvSyntaxError
	if errors.As(err, &syntax) && syntax.column < len(r.header) {
		return fmt.Errorf("%w: %s", ErrValue, strings.Replace(syntax.Error(),
			fmt.Sprintf("column %d", syntax.column), fmt.Sprintf("column %q", r.header[syntax.column]), 1))
	}
	return err
}

// isCSVSyntaxError reports whether rows after the error can be read.
func isCSVSyntaxError(err error) bool {
	var syntax *csvSyntaxError
	return errors.As(err, &syntax)
}
