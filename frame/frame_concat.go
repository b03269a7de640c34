package frame

import "fmt"

// Concat joins frames of one schema: the rows of the first frame, then those of the second, and so on. Without frames
// it returns the zero Frame. A single frame is returned unchanged.
//
// All frames must have the same columns in the same order, of the same types, with the same index. Otherwise Concat
// returns an [ErrSchema] that names the first frame that differs, its column and both types. No frame is skipped, and
// no value is converted or filled in. Cost: one allocation per column, and a copy of the rows at memory speed.
func Concat(frames []Frame) (Frame, error) {
	switch len(frames) {
	case 0:
		return Frame{}, nil
	case 1:
		return frames[0], nil
	}
	first := &frames[0]
	rows := 0
	for i := range frames {
		if !sameFields(first.cols, frames[i].cols) {
			return Frame{}, fmt.Errorf("frame.Concat: frame %d differs from frame 0: %w", i, first.Schema().Check(frames[i]))
		}
		rows += frames[i].rows
	}
	cols := make([]Column, len(first.cols))
	for j := range cols {
		cols[j] = concatColumn(frames, j, rows)
	}
	return Frame{cols: cols, rows: rows}, nil
}

// concatColumn joins column number col of all frames. rows is the sum of the frames' lengths.
func concatColumn(frames []Frame, col, rows int) Column {
	out := frames[0].cols[col]
	out.vector = out.vector.concat(frames, col, rows)
	out.missing, out.offset, out.length = nil, 0, rows
	at := 0
	for i := range frames {
		f := &frames[i]
		c := &f.cols[col]
		if c.missing != nil {
			if out.missing == nil {
				out.missing = newBitmap(rows)
			}
			out.missing.setFrom(at, c.missing, c.offset+f.offset, c.offset+f.offset+f.rows)
		}
		at += f.rows
	}
	return out
}

// sameFields does the same as Schema.Equal for columns. It makes no schemas, so it does not allocate.
func sameFields(a, b []Column) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		x, y := &a[i], &b[i]
		if x.typ != y.typ || x.index != y.index || x.name != y.name {
			return false
		}
	}
	return true
}
