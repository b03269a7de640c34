package ipc

import (
	"fmt"
	"math"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/bitutil"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/streamgage/streamgage/frame"
)

// newRecord converts a frame to an Arrow record. Numbers and times are not copied.
func newRecord(s *arrow.Schema, f frame.Frame) (arrow.RecordBatch, error) {
	cols := make([]arrow.Array, s.NumFields())
	for i := range cols {
		name := s.Field(i).Name
		c, err := f.Column(name)
		if err != nil {
			return nil, err
		}
		values, err := columnBuffers(f, c)
		if err != nil {
			return nil, err
		}
		nulls, n := nullBitmap(c)
		data := array.NewData(s.Field(i).Type, f.Len(), append([]*memory.Buffer{nulls}, values...), nil, n, 0)
		cols[i] = array.MakeFromData(data)
	}
	return array.NewRecordBatch(s, cols, int64(f.Len())), nil
}

// nullBitmap returns Arrow's validity bitmap, in which the bit of each row with a value is set, and the number of
// missing values. The bitmap is nil if no value is missing.
func nullBitmap(c frame.Column) (*memory.Buffer, int) {
	if !c.HasMissing() {
		return nil, 0
	}
	bits, missing := make([]byte, bitutil.BytesForBits(int64(c.Len()))), 0
	for row := range c.Len() {
		if c.Valid(row) {
			bitutil.SetBit(bits, row)
		} else {
			missing++
		}
	}
	return memory.NewBufferBytes(bits), missing
}

// columnBuffers returns a column's values in Arrow's layout.
func columnBuffers(f frame.Frame, c frame.Column) ([]*memory.Buffer, error) {
	switch c.Type() {
	case frame.Float64:
		v, err := f.Floats(c.Name())
		return singleBuffer(arrow.Float64Traits.CastToBytes(v)), err
	case frame.Int64:
		v, err := f.Ints(c.Name())
		return singleBuffer(arrow.Int64Traits.CastToBytes(v)), err
	case frame.Time:
		v, err := f.Times(c.Name())
		return singleBuffer(arrow.Int64Traits.CastToBytes(v)), err
	case frame.Bool:
		v, err := f.Bools(c.Name())
		return singleBuffer(packBits(v)), err
	default:
		v, err := f.Strings(c.Name())
		if err != nil {
			return nil, err
		}
		return stringBuffers(c, v)
	}
}

// singleBuffer returns the list of buffers for a type whose values are in one buffer.
func singleBuffer(b []byte) []*memory.Buffer { return []*memory.Buffer{memory.NewBufferBytes(b)} }

// packBits returns the values as bits.
func packBits(values []bool) []byte {
	bits := make([]byte, bitutil.BytesForBits(int64(len(values))))
	for i, v := range values {
		if v {
			bitutil.SetBit(bits, i)
		}
	}
	return bits
}

// stringBuffers returns two buffers: the offsets at which the strings begin and end, and the concatenated bytes of the
// strings.
func stringBuffers(c frame.Column, values []string) ([]*memory.Buffer, error) {
	size := 0
	for i, s := range values {
		if c.Valid(i) {
			size += len(s)
		}
	}
	if size > math.MaxInt32 {
		return nil, fmt.Errorf(
			"%w: one frame's text in a column must be under 2 GiB, got %d bytes in column %q; send smaller frames",
			frame.ErrValue, size, c.Name())
	}
	ends, text := make([]int32, 1, len(values)+1), make([]byte, 0, size)
	for i, s := range values {
		if c.Valid(i) {
			text = append(text, s...)
		}
		ends = append(ends, int32(len(text)))
	}
	return []*memory.Buffer{memory.NewBufferBytes(arrow.Int32Traits.CastToBytes(ends)), memory.NewBufferBytes(text)}, nil
}
