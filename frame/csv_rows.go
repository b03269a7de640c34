package frame

import (
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
)

// csvRows is the rowSource of CSV files.
type csvRows struct {
	reader         *csv.Reader
	fieldCount     int   // the number of fields in the header, which each line must have
	fieldPositions []int // for each column of the table, its position in a line
	remaining      int   // the number of rows that may still be read
}

// newCSVRows reads the header. It returns the row source, and an empty table with the columns to read.
func newCSVRows(r io.Reader, cfg csvConfig) (*csvRows, *textTable, error) {
	rows := &csvRows{reader: csv.NewReader(skipByteOrderMark(decompress(r, cfg.maxDecompressed))), remaining: cfg.maxRows}
	rows.reader.Comma = cfg.comma
	rows.reader.FieldsPerRecord = -1 // next checks the number of fields, because its error contains the required number
	rows.reader.ReuseRecord = true
	header, err := rows.reader.Read()
	if err == io.EOF {
		return nil, nil, fmt.Errorf("%w: the first line must name the columns, got an empty file", ErrEmpty)
	} else if err != nil {
		return nil, nil, err
	}
	t := &textTable{format: csvFormat(cfg.layouts), names: slices.Clone(header), declaredTypes: cfg.types, index: cfg.index}
	rows.fieldCount = len(header)
	if cfg.schema.Len() > 0 {
		t.names = cfg.schema.Names()
	}
	for _, name := range slices.Sorted(maps.Keys(cfg.types)) {
		if !slices.Contains(header, name) {
			return nil, nil, fmt.Errorf("%s: %w", cfg.typesOption(), errNoColumn(name, header))
		}
	}
	for i, name := range t.names {
		if cfg.schema.Len() > 0 {
			i = slices.Index(header, name)
		}
		rows.fieldPositions = append(rows.fieldPositions, i)
	}
	t.cells = make([][]string, len(t.names))
	return rows, t, nil
}

// next implements rowSource.
func (r *csvRows) next(t *textTable) error {
	if r.remaining == 0 {
		return io.EOF
	}
	r.remaining--
	fields, err := r.reader.Read()
	if err != nil {
		return err
	}
	line, _ := r.reader.FieldPos(0)
	if len(fields) != r.fieldCount {
		return fmt.Errorf("%w: line %d must have %d fields, got %d", ErrFields, line, r.fieldCount, len(fields))
	}
	for i, position := range r.fieldPositions {
		t.cells[i] = append(t.cells[i], fields[position])
	}
	t.lineNumbers = append(t.lineNumbers, line)
	return nil
}
