package ops

import (
	"fmt"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/suggest"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// dataFields lists the columns that are not the index.
func dataFields(s frame.Schema) []frame.Field {
	all := s.Fields()
	if _, ok := s.Index(); ok {
		return all[1:]
	}
	return all
}

// fieldNames lists the names of fields, for error messages.
func fieldNames(fields []frame.Field) string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = f.Name
	}
	return strings.Join(all, ", ")
}

// numericFields lists the columns that are not the index. A column that does not hold numbers is an ErrType.
func numericFields(s frame.Schema) ([]frame.Field, error) {
	fields := dataFields(s)
	for _, f := range fields {
		if err := checkNumeric(f); err != nil {
			return nil, err
		}
	}
	return fields, nil
}

// checkNumeric returns an ErrType unless a column holds numbers.
func checkNumeric(f frame.Field) error {
	if f.Type != frame.Float64 && f.Type != frame.Int64 {
		return fmt.Errorf("%w: want numbers, got %q of type %v; Select the columns to work on", ErrType, f.Name, f.Type)
	}
	return nil
}

// errNoColumn returns the error of a name that none of fields has. purpose follows the name in the message.
func errNoColumn(name, purpose string, fields []frame.Field) error {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = f.Name
	}
	return fmt.Errorf("%w %q%s; columns are %s%s", ErrColumn, name, purpose, fieldNames(fields), suggest.DidYouMean(name, all))
}

// checkColumns returns an ErrColumn unless each name is that of a column that is not the index.
func checkColumns(s frame.Schema, wanted ...string) error {
	for _, name := range wanted {
		f, ok := s.Lookup(name)
		if !ok {
			return errNoColumn(name, "", dataFields(s))
		}
		if f.Index {
			return fmt.Errorf("%w %q, which is the index; columns are %s", ErrColumn, name, fieldNames(dataFields(s)))
		}
	}
	return nil
}

// selectedFields lists the named columns, or all but the index if none is named. An unknown name is an ErrColumn.
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

// subSchema returns the schema of the named columns, which must exist.
func subSchema(s frame.Schema, names []string) (frame.Schema, error) {
	fields := make([]frame.Field, len(names))
	for i, name := range names {
		fields[i], _ = s.Lookup(name)
	}
	return frame.NewSchema(fields...)
}

// timeColumn returns a column of f, or its index, as nanoseconds and as a column. Another type than time is an ErrType.
func timeColumn(f frame.Frame, name string) ([]int64, frame.Column, error) {
	s := f.Schema()
	field, ok := s.Lookup(name)
	if !ok {
		return nil, frame.Column{}, errNoColumn(name, "", s.Fields())
	}
	if field.Type != frame.Time {
		return nil, frame.Column{}, fmt.Errorf("%w: want times, got %q of type %v", ErrType, name, field.Type)
	}
	return timesOf(f, name)
}

// columnVectors returns columns of a frame, without a copy.
func columnVectors(f frame.Frame, names []string) ([]kernel.Vector, error) {
	cols := make([]kernel.Vector, len(names))
	for i, name := range names {
		var err error
		if cols[i], err = kernel.VectorOf(f, name); err != nil {
			return nil, err
		}
	}
	return cols, nil
}

// zeroColumn returns a column of n zero values: 0, empty text, false, the Unix epoch.
func zeroColumn(f frame.Field, n int) frame.Column {
	switch f.Type {
	case frame.Int64:
		return frame.Const(f.Name, 0, n)
	case frame.String:
		return frame.Const(f.Name, "", n)
	case frame.Bool:
		return frame.Const(f.Name, false, n)
	case frame.Time:
		return frame.Nanos(f.Name, make([]int64, n))
	}
	return frame.Const(f.Name, 0.0, n)
}

// missingColumn returns a column of n missing values.
func missingColumn(f frame.Field, n int) frame.Column {
	return zeroColumn(f, n).WithValid(make([]bool, n))
}

// zeroRow returns a frame of one row of zero values. It is the input with which a user's function is tried.
func zeroRow(s frame.Schema) (frame.Frame, error) {
	var cols []frame.Column
	for _, f := range s.Fields() {
		cols = append(cols, zeroColumn(f, 1))
	}
	return frame.New(cols...)
}

// withIndexOf returns a frame of these columns and the index of f, if f has one.
func withIndexOf(f frame.Frame, cols []frame.Column) (frame.Frame, error) {
	index, ok := f.Schema().Index()
	if !ok {
		return frame.New(cols...)
	}
	c, err := f.Column(index.Name)
	if err != nil {
		return f, err
	}
	return frame.New(append([]frame.Column{c}, cols...)...)
}
