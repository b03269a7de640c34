package frame

import (
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"slices"
)

// csvRows is the rows of a CSV file.
type csvRows struct {
	reader         *csv.Reader
	fieldCount     int   // fields of the header
	fieldPositions []int // where the table's columns are in a line
	remaining      int   // rows to read at most
}

// newCSVRows reads the header, and makes the table for its columns.
func newCSVRows(r io.Reader, cfg csvConfig) (*csvRows, *textTable, error) {
	rows := &csvRows{reader: csv.NewReader(skipByteOrderMark(r)), remaining: cfg.maxRows}
	rows.reader.Comma = cfg.comma
	rows.reader.FieldsPerRecord = -1 // counted below, to say how many there should be
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
			return nil, nil, fmt.Errorf("CSVTypes: %w, got %q; columns are %q", ErrColumn, name, header)
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
	for i, at := range r.fieldPositions {
		t.cells[i] = append(t.cells[i], fields[at])
	}
	t.lineNumbers = append(t.lineNumbers, line)
	return nil
}
