package frame

import (
	"fmt"
	"slices"
	"strings"
)

// Field describes a column: its name, its type, and whether it is the index.
type Field struct {
	Name  string
	Type  Type
	Index bool
}

// String returns, for example, "t time (index)".
func (f Field) String() string {
	if f.Index {
		return f.Name + " " + f.Type.String() + " (index)"
	}
	return f.Name + " " + f.Type.String()
}

// Schema describes a frame's columns in order, the index first. It is immutable and holds no rows.
type Schema struct{ fields []Field }

// NewSchema returns a schema of the fields. If there is an index, it becomes the first field. It returns an error if a
// name is empty or used twice ([ErrName]), if two fields are the index ([ErrIndex]), or if a type does not exist
// ([ErrType]).
func NewSchema(fields ...Field) (Schema, error) {
	for _, f := range fields {
		if int(f.Type) >= len(typeNames) {
			return Schema{}, fmt.Errorf("frame.NewSchema: %w: no such type, got %v for column %q", ErrType, f.Type, f.Name)
		}
	}
	cols := Schema{fields: fields}.columns(0)
	if err := checkColumns(cols); err != nil {
		return Schema{}, fmt.Errorf("frame.NewSchema: %w", err)
	}
	return Frame{cols: indexFirst(cols)}.Schema(), nil
}

// Fields returns the fields in order, the index first. The caller may change the slice.
func (s Schema) Fields() []Field { return slices.Clone(s.fields) }

// Len returns the number of columns, the index included.
func (s Schema) Len() int { return len(s.fields) }

// Names returns the columns' names in order, the index first. The caller may change the slice.
func (s Schema) Names() []string {
	names := make([]string, len(s.fields))
	for i, f := range s.fields {
		names[i] = f.Name
	}
	return names
}

// Lookup returns the field of that name, and whether there is one.
func (s Schema) Lookup(name string) (Field, bool) {
	for _, f := range s.fields {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

// Index returns the field that is the index, and whether there is one.
func (s Schema) Index() (Field, bool) {
	if len(s.fields) > 0 && s.fields[0].Index {
		return s.fields[0], true
	}
	return Field{}, false
}

// Equal reports whether both schemas have the same names, types and index, in the same order.
func (s Schema) Equal(other Schema) bool { return slices.Equal(s.fields, other.fields) }

// Check returns nil if the frame has exactly this schema. Otherwise it returns an [ErrSchema] that names the first
// column that differs, and both types. If the numbers of columns differ, the error names both schemas. Check does not
// allocate if the schemas are equal.
func (s Schema) Check(f Frame) error {
	if len(s.fields) == len(f.cols) {
		for i := range f.cols {
			c := &f.cols[i]
			if want := &s.fields[i]; c.name != want.Name || c.typ != want.Type || c.index != want.Index {
				return mismatch(i, c.field(), *want)
			}
		}
		return nil
	}
	return fmt.Errorf("%w: want columns [%v], got [%v]", ErrSchema, s, f.Schema())
}

// mismatch is the ErrSchema for column i.
func mismatch(i int, got, want Field) error {
	if got.Name == want.Name {
		return fmt.Errorf("%w: column %q must be %v, got %v", ErrSchema, got.Name, describeField(want), describeField(got))
	}
	return fmt.Errorf("%w: column %d must be %q (%v), got %q (%v)",
		ErrSchema, i, want.Name, describeField(want), got.Name, describeField(got))
}

// describeField returns a field's type for an error message. The text also says whether the field is the index.
func describeField(f Field) string {
	if f.Index {
		return "the " + f.Type.String() + " index"
	}
	return f.Type.String()
}

// String returns, for example, "t time (index), x float64, count int64".
func (s Schema) String() string {
	parts := make([]string, len(s.fields))
	for i, f := range s.fields {
		parts[i] = f.String()
	}
	return strings.Join(parts, ", ")
}
