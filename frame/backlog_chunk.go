package frame

import "slices"

// chunk is storage that is filled row by row. What is written never changes while a snapshot could see it.
type chunk struct {
	cols []Column // all of the room
	room int
	rows int  // rows written
	seen bool // a snapshot has been given out: the chunk must not be used again, and cols are shared
}

func newChunk(s Schema, room int) *chunk { return &chunk{cols: s.columns(room), room: room} }

// write appends f's rows, for which there must be room.
func (c *chunk) write(f Frame) {
	for i := range f.cols {
		src := &f.cols[i]
		from := src.from + f.from
		to := from + f.rows
		c.cols[i].vec.write(c.rows, src.vec, from, to)
		if src.missing.next(from, to) < to {
			c.missing(i).mark(c.rows, src.missing, from, to)
		}
	}
	c.rows += f.rows
}

// missing gives a column's bitmap. The first missing value makes it; snapshots given out before keep the columns without.
func (c *chunk) missing(i int) *bitmap {
	if c.cols[i].missing == nil {
		if c.seen {
			c.cols = slices.Clone(c.cols)
		}
		c.cols[i].missing = newBitmap(c.room)
	}
	return c.cols[i].missing
}

// frame gives rows as a snapshot.
func (c *chunk) frame(from, to int) Frame {
	c.seen = true
	return c.peek(from, to)
}

// peek gives rows as a frame that must be forgotten before the next write.
func (c *chunk) peek(from, to int) Frame { return Frame{cols: c.cols, from: from, rows: to - from} }

// keepFrom moves the rows from the given one on to the start. No snapshot may have been given out.
func (c *chunk) keepFrom(from int) {
	for i := range c.cols {
		col := &c.cols[i]
		col.vec.write(0, col.vec, from, c.rows)
		if old := col.missing; old != nil {
			col.missing = nil
			if old.next(from, c.rows) < c.rows {
				col.missing = newBitmap(c.room)
				col.missing.mark(0, old, from, c.rows)
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
