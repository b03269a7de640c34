package ops

import (
	"encoding/binary"
	"math"

	"github.com/streamgage/streamgage/frame"
)

func appendInts(dst []byte, values ...int64) []byte {
	for _, v := range values {
		dst = binary.AppendVarint(dst, v)
	}
	return dst
}

// appendFrame writes the rows of a frame to a state; whoever reads them knows its schema.
func appendFrame(dst []byte, f frame.Frame) ([]byte, error) {
	dst = binary.AppendUvarint(dst, uint64(f.Len()))
	for _, name := range f.Schema().Names() {
		col, err := f.Column(name)
		if err != nil {
			return nil, err
		}
		if dst, err = appendColumn(dst, f, col); err != nil {
			return nil, err
		}
	}
	return dst, nil
}

func appendColumn(dst []byte, f frame.Frame, col frame.Column) ([]byte, error) {
	switch col.Type() {
	case frame.Float64:
		values, err := f.Floats(col.Name())
		for _, v := range values {
			dst = binary.BigEndian.AppendUint64(dst, math.Float64bits(v))
		}
		return dst, err
	case frame.String:
		values, err := f.Strings(col.Name())
		for _, v := range values {
			dst = appendText(dst, v)
		}
		return appendValid(dst, col), err
	}
	in := reading{col: col}
	err := in.readInts(f, col.Name())
	return appendValid(appendInts(dst, in.ints...), col), err
}

// appendValid writes a byte for each value, or a single one where all are there.
func appendValid(dst []byte, col frame.Column) []byte {
	if !col.HasMissing() {
		return append(dst, 0)
	}
	dst = append(dst, 1)
	for i := range col.Len() {
		there := byte(0)
		if col.Valid(i) {
			there = 1
		}
		dst = append(dst, there)
	}
	return dst
}

// frame reads a frame.
func (r *stateReader) frame(s frame.Schema) (frame.Frame, error) {
	rows := r.count()
	var cols []frame.Column
	for _, field := range s.Fields() {
		c := r.column(field, rows)
		if field.Index {
			c = c.AsIndex()
		}
		cols = append(cols, c)
	}
	if r.err != nil {
		return frame.Frame{}, r.err
	}
	return frame.New(cols...)
}

func (r *stateReader) column(field frame.Field, rows int) frame.Column {
	out := newResults(output{name: field.Name, typ: field.Type}, rows)
	for range rows {
		switch field.Type {
		case frame.Float64:
			out.floats = append(out.floats, math.Float64frombits(r.word()))
		case frame.String:
			out.texts = append(out.texts, r.text())
		default:
			out.ints = append(out.ints, r.int())
		}
	}
	if field.Type == frame.Float64 || r.uint() == 0 {
		return out.column()
	}
	valid := make([]bool, rows)
	for i := range valid {
		valid[i] = r.uint() != 0
	}
	return out.column().WithValid(valid)
}

// word reads 8 bytes.
func (r *stateReader) word() uint64 {
	if len(r.src) < 8 {
		r.src, r.err = nil, errShort
		return 0
	}
	v := binary.BigEndian.Uint64(r.src)
	r.src = r.src[8:]
	return v
}
