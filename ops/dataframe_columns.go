package ops

import (
	"fmt"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// values lists the columns that are not the index.
func dataFields(s frame.Schema) []frame.Field {
	all := s.Fields()
	if _, ok := s.Index(); ok {
		return all[1:]
	}
	return all
}

func fieldNames(fields []frame.Field) string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = f.Name
	}
	return strings.Join(all, ", ")
}

// numbers lists the columns that are not the index; one that does not hold numbers is an error.
func numericFields(s frame.Schema) ([]frame.Field, error) {
	fields := dataFields(s)
	for _, f := range fields {
		if err := checkNumeric(f); err != nil {
			return nil, err
		}
	}
	return fields, nil
}

func checkNumeric(f frame.Field) error {
	if f.Type != frame.Float64 && f.Type != frame.Int64 {
		return fmt.Errorf("%w: want numbers, got %q of type %v; Select the columns to work on", ErrType, f.Name, f.Type)
	}
	return nil
}

// known says whether the columns are there, as ordinary columns.
func checkColumns(s frame.Schema, wanted ...string) error {
	for _, name := range wanted {
		f, ok := s.Lookup(name)
		if !ok {
			return fmt.Errorf("%w %q; columns are %s", ErrColumn, name, fieldNames(dataFields(s)))
		}
		if f.Index {
			return fmt.Errorf("%w %q, which is the index; columns are %s", ErrColumn, name, fieldNames(dataFields(s)))
		}
	}
	return nil
}

// chosen gives the named columns, or all but the index if none is named.
func selectedFields(s frame.Schema, columns []string) ([]frame.Field, error) {
	if len(columns) == 0 {
		return dataFields(s), nil
	}
	if err := checkColumns(s, columns...); err != nil {
		return nil, err
	}
	fields := make([]frame.Field, len(columns))
	for i, name := range columns {
		fields[i], _ = s.Lookup(name)
	}
	return fields, nil
}

// subSchema gives the named columns.
func subSchema(s frame.Schema, names []string) (frame.Schema, error) {
	fields := make([]frame.Field, len(names))
	for i, name := range names {
		fields[i], _ = s.Lookup(name)
	}
	return frame.NewSchema(fields...)
}

func timeColumn(f frame.Frame, name string) (frame.Column, error) {
	s := f.Schema()
	field, ok := s.Lookup(name)
	if !ok {
		return frame.Column{}, fmt.Errorf("%w %q; columns are %s", ErrColumn, name, fieldNames(s.Fields()))
	}
	if field.Type != frame.Time {
		return frame.Column{}, fmt.Errorf("%w: want times, got %q of type %v", ErrType, name, field.Type)
	}
	return f.Column(name)
}

// vectors gives columns of a frame.
func columnVectors(f frame.Frame, names []string) ([]kernel.Vector, error) {
	cols := make([]kernel.Vector, len(names))
	for i, name := range names {
		var err error
		if cols[i], err = kernel.Of(f, name); err != nil {
			return nil, err
		}
	}
	return cols, nil
}

// blank makes a column of missing values.
func missingColumn(f frame.Field, n int) frame.Column {
	none := make([]bool, n)
	switch f.Type {
	case frame.Int64:
		return frame.Const(f.Name, 0, n).WithValid(none)
	case frame.String:
		return frame.Const(f.Name, "", n).WithValid(none)
	case frame.Bool:
		return frame.Const(f.Name, false, n).WithValid(none)
	case frame.Time:
		return frame.Nanos(f.Name, make([]int64, n)).WithValid(none)
	}
	return frame.Const(f.Name, 0.0, n).WithValid(none)
}

// zeroRow is one row of zero values.
func zeroRow(s frame.Schema) (frame.Frame, error) {
	var cols []frame.Column
	for _, f := range s.Fields() {
		var c frame.Column
		switch f.Type {
		case frame.Float64:
			c = frame.Const(f.Name, 0.0, 1)
		case frame.Int64:
			c = frame.Const(f.Name, 0, 1)
		case frame.String:
			c = frame.Const(f.Name, "", 1)
		case frame.Bool:
			c = frame.Const(f.Name, false, 1)
		case frame.Time:
			c = frame.Nanos(f.Name, []int64{0})
		}
		cols = append(cols, c)
	}
	return frame.New(cols...)
}
