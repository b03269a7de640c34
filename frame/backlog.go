package frame

import "fmt"

// ringThreshold is the capacity in rows above which a Backlog is a ring of chunks instead of one buffer. A buffer needs
// storage for twice its capacity, which is too much memory for a large backlog.
const ringThreshold = 100_000

// Backlog keeps the last rows of a stream of frames. Frames that it returns are snapshots: they never change, and stay
// valid after later appends.
//
// With a capacity of up to 100,000 rows it is one buffer with storage for twice the capacity, and Frame copies nothing.
// When the buffer is full, its last rows are copied to a new buffer, and older snapshots keep the old one in memory.
// With a larger capacity it is a ring of chunks, each for 1/32 of the capacity (in all at most 1.1 times the memory of
// the rows). Then Spans and Since copy nothing, and Frame copies all rows once after each Append. Rows are numbered
// from 0 in the order of their arrival, and keep their numbers. So a reader can request the rows that are new since its
// last read.
//
// Append and all other methods must be called by one goroutine at a time. Any goroutine may read snapshots at any time.
type Backlog struct {
	capacity int
	schema   Schema
	store    rowStore
	next     int64 // the number of the next row
}

// rowStore holds the rows of a Backlog: a buffer or a ring.
type rowStore interface {
	// append adds a frame with the store's schema and at most capacity rows, and evicts the oldest rows.
	append(f Frame)
	// len returns the number of rows.
	len() int
	// spans returns the kept rows from row number from on, as snapshots. 0 is the oldest kept row.
	spans(from int) []Frame
	// frame returns all rows as one snapshot.
	frame() Frame
}

// NewBacklog returns an empty backlog that keeps the last rows of frames of the schema. rows is its capacity. It panics
// if rows is not positive. Memory is allocated as rows arrive.
func NewBacklog(rows int, schema Schema) *Backlog {
	if rows <= 0 {
		panic(fmt.Sprintf("frame.NewBacklog: rows must be positive, got %d", rows))
	}
	b := &Backlog{capacity: rows, schema: schema}
	b.Clear()
	return b
}

// Append adds a frame's rows and evicts the oldest rows beyond Cap. If the frame is longer than Cap, only its last rows
// are kept. A frame of another schema is an [ErrSchema] and changes nothing. Cost: amortised O(f.Len()); most calls do
// not allocate.
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

// Frame returns all rows as one frame. Cost: up to a Cap of 100,000 rows it copies nothing. With a larger Cap it copies
// all rows once after each Append.
func (b *Backlog) Frame() Frame { return b.store.frame() }

// Spans returns all rows as frames of consecutive rows, oldest first. No frame is empty. It copies no rows.
func (b *Backlog) Spans() []Frame { return b.store.spans(0) }

// Since returns the rows from number row on, in the form of Spans. complete reports whether all of these rows are still
// kept.
//
// To read only new rows, a reader passes the value that Next had at its last read. Rows below First have been evicted.
func (b *Backlog) Since(row int64) (spans []Frame, complete bool) {
	first := b.First()
	if row >= b.next {
		return nil, row == b.next
	}
	return b.store.spans(int(max(row, first) - first)), row >= first
}

// First returns the number of the oldest row that is kept, or Next if there is none.
func (b *Backlog) First() int64 { return b.next - int64(b.store.len()) }

// Next returns the number that the next appended row will have. It equals the number of all rows that were appended so
// far.
func (b *Backlog) Next() int64 { return b.next }

// Len returns the number of rows that are kept now.
func (b *Backlog) Len() int { return b.store.len() }

// Cap returns the largest number of rows that are kept.
func (b *Backlog) Cap() int { return b.capacity }

// Schema returns the schema of the backlog's frames.
func (b *Backlog) Schema() Schema { return b.schema }

// Clear evicts all rows. Row numbers continue: First becomes Next.
func (b *Backlog) Clear() {
	if b.capacity > ringThreshold {
		b.store = newRing(b.schema, b.capacity)
	} else {
		b.store = newBuffer(b.schema, b.capacity)
	}
}
