package ipc

import (
	"fmt"
	"slices"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/suggest"
)

// indexKey is the key in a schema's metadata under which the name of the index is stored.
const indexKey = "streamgage.index"

// frameType returns the column type for an Arrow type, and whether there is one.
func frameType(t arrow.DataType) (frame.Type, bool) {
	switch t.ID() {
	case arrow.FLOAT64, arrow.FLOAT32, arrow.FLOAT16, arrow.NULL:
		return frame.Float64, true
	case arrow.INT8, arrow.INT16, arrow.INT32, arrow.INT64, arrow.UINT8, arrow.UINT16, arrow.UINT32, arrow.UINT64:
		return frame.Int64, true
	case arrow.STRING, arrow.LARGE_STRING, arrow.STRING_VIEW:
		return frame.String, true
	case arrow.BOOL:
		return frame.Bool, true
	case arrow.TIMESTAMP, arrow.DATE32, arrow.DATE64:
		return frame.Time, true
	case arrow.DICTIONARY:
		return frameType(t.(*arrow.DictionaryType).ValueType)
	}
	return 0, false
}

// chooseFields returns the fields to read: the index first, and then the requested columns in the requested order.
func (c readerConfig) chooseFields(s *arrow.Schema) ([]frame.Field, error) {
	index := c.index
	if index == "" {
		if i := s.Metadata().FindKey(indexKey); i >= 0 {
			index = s.Metadata().Values()[i]
		}
	}
	names := slices.Clone(c.columns)
	if names == nil {
		for _, f := range s.Fields() {
			names = append(names, f.Name)
		}
	}
	if index != "" {
		names = append([]string{index}, slices.DeleteFunc(names, func(name string) bool { return name == index })...)
	}
	if len(names) == 0 {
		return nil, frame.ErrEmpty
	}
	fields := make([]frame.Field, len(names))
	for i, name := range names {
		t, err := fieldType(s, name)
		if err != nil {
			return nil, err
		}
		fields[i] = frame.Field{Name: name, Type: t, Index: name == index}
	}
	return fields, nil
}

// fieldType returns the column type for the named field.
func fieldType(s *arrow.Schema, name string) (frame.Type, error) {
	found := s.FieldIndices(name)
	if len(found) == 0 {
		names := fieldNames(s)
		return 0, fmt.Errorf("%w %q in %v%s", frame.ErrColumn, name, names, suggest.DidYouMean(name, names))
	}
	if len(found) > 1 {
		return 0, fmt.Errorf("%w, got %q for columns %d and %d", frame.ErrName, name, found[0], found[1])
	}
	in := s.Field(found[0]).Type
	t, ok := frameType(in)
	if !ok {
		return 0, fmt.Errorf("%w: a frame cannot hold the column %q of type %v; ipc.Columns can leave it out", frame.ErrType, name, in)
	}
	return t, nil
}

// fieldNames returns the names of all fields.
func fieldNames(s *arrow.Schema) []string {
	names := make([]string, s.NumFields())
	for i := range names {
		names[i] = s.Field(i).Name
	}
	return names
}

// arrowSchema returns the Arrow schema of the files to which frames of schema s are written.
func arrowSchema(s frame.Schema) *arrow.Schema {
	fields := make([]arrow.Field, s.Len())
	for i, f := range s.Fields() {
		fields[i] = arrow.Field{Name: f.Name, Type: arrowType(f.Type), Nullable: true}
	}
	index, ok := s.Index()
	if !ok {
		return arrow.NewSchema(fields, nil)
	}
	metadata := arrow.NewMetadata([]string{indexKey}, []string{index.Name})
	return arrow.NewSchema(fields, &metadata)
}

// arrowType returns the Arrow type as which a column type is written.
func arrowType(t frame.Type) arrow.DataType {
	switch t {
	case frame.Float64:
		return arrow.PrimitiveTypes.Float64
	case frame.Int64:
		return arrow.PrimitiveTypes.Int64
	case frame.String:
		return arrow.BinaryTypes.String
	case frame.Bool:
		return arrow.FixedWidthTypes.Boolean
	default:
		return arrow.FixedWidthTypes.Timestamp_ns // UTC
	}
}
