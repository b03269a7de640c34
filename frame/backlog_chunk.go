package frame

import "slices"

// chunk is storage that is filled row by row. A row that a snapshot can see never changes.
type chunk struct {
	cols     []Column // each has storage for capacity rows; the first rows are filled
	capacity int
	rows     int  // the number of filled rows
	shared   bool // a snapshot exists: its rows must not be overwritten, and cols must be copied before a change
}

// newChunk returns an empty chunk with storage for capacity rows.
func newChunk(s Schema, capacity int) *chunk {
	return &chunk{cols: s.columns(capacity), capacity: capacity}
}

// appendRows copies f's rows into the chunk, which must have enough free rows.
func (c *chunk) appendRows(f Frame) {
	for i := range f.cols {
		src := &f.cols[i]
		from := src.offset + f.offset
		to := from + f.rows
		c.cols[i].vector.copyFrom(c.rows, src.vector, from, to)
		if src.missing.nextSet(from, to) < to {
			c.bitmapFor(i).setFrom(c.rows, src.missing, from, to)
		}
	}
	c.rows += f.rows
}

// bitmapFor returns the bitmap of column i. If the column has none, bitmapFor makes one; older snapshots keep the
// column without a bitmap.
func (c *chunk) bitmapFor(i int) *bitmap {
	if c.cols[i].missing == nil {
		if c.shared {
			c.cols = slices.Clone(c.cols)
		}
		c.cols[i].missing = newBitmap(c.capacity)
	}
	return c.cols[i].missing
}

// frame returns the rows [from, to) as a snapshot.
func (c *chunk) frame(from, to int) Frame {
	c.shared = true
	return c.view(from, to)
}

// view returns the rows [from, to) as a temporary frame, which must not be used after the next change of the chunk.
func (c *chunk) view(from, to int) Frame { return Frame{cols: c.cols, offset: from, rows: to - from} }

// discardBefore removes the rows before row number from, and moves the others to the start of the chunk. No snapshot
// may exist.
func (c *chunk) discardBefore(from int) {
	for i := range c.cols {
		col := &c.cols[i]
		col.vector.copyFrom(0, col.vector, from, c.rows)
		if old := col.missing; old != nil {
			col.missing = nil
			if old.nextSet(from, c.rows) < c.rows {
				col.missing = newBitmap(c.capacity)
				col.missing.setFrom(0, old, from, c.rows)
			}
		}
	}
	c.rows -= from
}

// reset empties the chunk for reuse. No snapshot may exist.
func (c *chunk) reset() {
	c.rows = 0
	for i := range c.cols {
		c.cols[i].missing = nil
	}
}
