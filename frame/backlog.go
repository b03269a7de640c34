package frame

import "fmt"

// ringThreshold is the number of rows above which a Backlog is a ring of chunks: there, spare room for as many rows again is
// more memory than contiguous rows are worth.
const ringThreshold = 100_000

// Backlog keeps the last rows of a stream of frames. Frames taken from it are snapshots: they stay valid and unchanged
// whatever is appended later.
//
// Up to 100,000 rows it is one buffer with as much spare room again (2x the payload at most), and Frame copies nothing;
// when the buffer is full, its last rows move to a fresh one, and old snapshots keep the old one alive. Above, it is a ring
// of chunks of a 32nd of the rows (1.1x at most): Spans and Since copy nothing, and Frame copies once for each Append.
// Rows are numbered from 0 in the order they came, for good: a reader can ask what is new since it last looked.
//
// Append, and every other method, must be called by one goroutine at a time; snapshots may be read by any at any time.
type Backlog struct {
	capacity int
	schema   Schema
	store    rowStore
	next     int64
}

// store is how rows are kept: a buffer or a ring.
type rowStore interface {
	// add appends a frame of at most the kept number of rows, all checked.
	append(f Frame)
	len() int
	// spans gives the rows from the given one on, as snapshots.
	spans(from int) []Frame
	// frame gives all rows as one snapshot.
	frame() Frame
}

// NewBacklog makes an empty backlog for the last so many rows of frames of the schema. It panics if rows is not positive.
// Memory is taken as rows come.
func NewBacklog(rows int, schema Schema) *Backlog {
	if rows <= 0 {
		panic(fmt.Sprintf("frame.NewBacklog: rows must be positive, got %d", rows))
	}
	b := &Backlog{capacity: rows, schema: schema}
	b.Clear()
	return b
}

// Append adds a frame's rows and lets the oldest go beyond Cap; of a longer frame it keeps the last rows. A frame of
// another schema is an [ErrSchema], and changes nothing. Cost: amortised O(f.Len()), and no allocation for most calls.
func (b *Backlog) Append(f Frame) error {
	if err := b.schema.Check(f); err != nil {
		return fmt.Errorf("frame.Backlog.Append: %w", err)
	}
	b.next += int64(f.rows)
	if f.rows > 0 {
		b.store.append(f.Tail(min(f.rows, b.capacity)))
	}
	return nil
}

// Frame gives all rows as one frame. Cost: nothing up to 100,000 rows of Cap; above, one copy for each Append.
func (b *Backlog) Frame() Frame { return b.store.frame() }

// Spans gives all rows as frames of consecutive rows, oldest first, none of them empty. It copies no rows.
func (b *Backlog) Spans() []Frame { return b.store.spans(0) }

// Since gives the rows numbered row and later, as Spans does; complete says that none of them has been let go already.
//
// A reader that has seen everything keeps Next() as its row; rows below First() that it had are evicted.
func (b *Backlog) Since(row int64) (spans []Frame, complete bool) {
	first := b.First()
	if row >= b.next {
		return nil, row == b.next
	}
	return b.store.spans(int(max(row, first) - first)), row >= first
}

// First gives the number of the oldest row that is kept; it is Next if there is none.
func (b *Backlog) First() int64 { return b.next - int64(b.store.len()) }

// Next gives the number that the next appended row will have: how many rows have ever been appended.
func (b *Backlog) Next() int64 { return b.next }

// Len gives the number of rows kept now.
func (b *Backlog) Len() int { return b.store.len() }

// Cap gives the number of rows kept at most.
func (b *Backlog) Cap() int { return b.capacity }

// Schema gives the schema of its frames.
func (b *Backlog) Schema() Schema { return b.schema }

// Clear lets all rows go. Row numbers go on: First becomes Next.
func (b *Backlog) Clear() {
	if b.capacity > ringThreshold {
		b.store = newRing(b.schema, b.capacity)
	} else {
		b.store = newBuffer(b.schema, b.capacity)
	}
}
