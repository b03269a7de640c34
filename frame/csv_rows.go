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
	t.cells, t.quoted = make([][]cellSpan, len(t.names)), make([][]int, len(t.names))
	cfg.reports.begin(t)
	return t, nil
}

// next implements rowSource.
func (r *csvRows) next(t *textTable) error {
	if r.remaining == 0 {
		return io.EOF
	}
	r.remaining--
	if r.footer > 0 || len(r.ahead) > 0 {
		row := r.nextRow()
		return r.addRow(t, row.line, row.text, row.spans, row.err)
	}
	row, err := r.splitter.next()
	return r.addRow(t, r.splitter.rowLine, row, r.splitter.spans, err)
}

// addRow appends a row to the table, unless err says that there is none.
func (r *csvRows) addRow(t *textTable, line int, row []byte, spans []csvSpan, err error) error {
	if err != nil {
		return r.named(err)
	}
	if len(spans) != len(r.header) {
		return fmt.Errorf("%w: line %d must have %d fields, got %d", ErrFields, line, len(r.header), len(spans))
	}
	text := t.addRow(line, row)
	for i, position := range r.fieldPositions {
		span := &spans[position]
		cell := span.cellSpan
		if span.quoted {
			content := text[span.from:span.to]
			if span.escaped {
				content = r.splitter.unescape(content)
				cell = t.rows.extend(content)
			}
			if r.missing[i].has(content) {
				t.quoted[i] = append(t.quoted[i], len(t.lineNumbers)-1)
			}
		}
		t.cells[i] = appendDoubling(t.cells[i], cell)
	}
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
