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

// record makes an Arrow record of a frame. Numbers and times are not copied.
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

// nullBitmap has a bit for each row, set where there is a value: nil if there is one everywhere.
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

// buffers gives a column's values as Arrow lays them out.
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

func singleBuffer(b []byte) []*memory.Buffer { return []*memory.Buffer{memory.NewBufferBytes(b)} }

func packBits(values []bool) []byte {
	bits := make([]byte, bitutil.BytesForBits(int64(len(values))))
	for i, v := range values {
		if v {
			bitutil.SetBit(bits, i)
		}
	}
	return bits
}

// stringBuffers lays strings out one after the other, behind where each begins and ends.
func stringBuffers(c frame.Column, values []string) ([]*memory.Buffer, error) {
	size := 0
	for i, s := range values {
		if c.Valid(i) {
			size += len(s)
		}
	}
	if size > math.MaxInt32 {
		return nil, fmt.Errorf("%w: one frame's text in a column must be under 2 GiB, got %d bytes in column %q; send smaller frames",
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
