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
	lines *csv.Reader
	width int   // fields of the header
	pick  []int // where the table's columns are in a line
	left  int   // rows to read at most
}

// newCSVRows reads the header, and makes the table for its columns.
func newCSVRows(r io.Reader, cfg csvConfig) (*csvRows, *table, error) {
	rows := &csvRows{lines: csv.NewReader(withoutByteOrderMark(r)), left: cfg.rows}
	rows.lines.Comma = cfg.comma
	rows.lines.FieldsPerRecord = -1 // counted below, to say how many there should be
	rows.lines.ReuseRecord = true
	header, err := rows.lines.Read()
	if err == io.EOF {
		return nil, nil, fmt.Errorf("%w: the first line must name the columns, got an empty file", ErrEmpty)
	} else if err != nil {
		return nil, nil, err
	}
	t := &table{dialect: csvDialect(cfg.layouts), names: slices.Clone(header), given: cfg.types, index: cfg.index}
	rows.width = len(header)
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
		rows.pick = append(rows.pick, i)
	}
	t.cells = make([][]string, len(t.names))
	return rows, t, nil
}

func (r *csvRows) next(t *table) error {
	if r.left == 0 {
		return io.EOF
	}
	r.left--
	fields, err := r.lines.Read()
	if err != nil {
		return err
	}
	line, _ := r.lines.FieldPos(0)
	if len(fields) != r.width {
		return fmt.Errorf("%w: line %d must have %d fields, got %d", ErrFields, line, r.width, len(fields))
	}
	for i, at := range r.pick {
		t.cells[i] = append(t.cells[i], fields[at])
	}
	t.lines = append(t.lines, line)
	return nil
}
