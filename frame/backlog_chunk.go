package frame

import "slices"

// chunk is storage that is filled row by row. What is written never changes while a snapshot could see it.
type chunk struct {
	cols     []Column // all of the room
	capacity int
	rows     int  // rows written
	shared   bool // a snapshot has been given out: the chunk must not be used again, and cols are shared
}

func newChunk(s Schema, room int) *chunk { return &chunk{cols: s.columns(room), capacity: room} }

// write appends f's rows, for which there must be room.
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

// missing gives a column's bitmap. The first missing value makes it; snapshots given out before keep the columns without.
func (c *chunk) bitmapFor(i int) *bitmap {
	if c.cols[i].missing == nil {
		if c.shared {
			c.cols = slices.Clone(c.cols)
		}
		c.cols[i].missing = newBitmap(c.capacity)
	}
	return c.cols[i].missing
}

// frame gives rows as a snapshot.
func (c *chunk) frame(from, to int) Frame {
	c.shared = true
	return c.view(from, to)
}

// peek gives rows as a frame that must be forgotten before the next write.
func (c *chunk) view(from, to int) Frame { return Frame{cols: c.cols, offset: from, rows: to - from} }

// discardBefore moves the rows from the given one on to the start. No snapshot may have been given out.
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

// reset makes the chunk empty, to be used again. No snapshot may have been given out.
func (c *chunk) reset() {
	c.rows = 0
	for i := range c.cols {
		c.cols[i].missing = nil
	}
}
