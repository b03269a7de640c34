package frame

// buffer is a rowStore of one chunk, which has room for twice the capacity. The rows that are kept are its last rows,
// so they are contiguous.
type buffer struct {
	schema   Schema
	capacity int
	chunk    *chunk
	evicted  int // rows at the start of the chunk that are no longer kept
}

// minBufferRows is the room, in rows, that a buffer starts with. It doubles from there.
const minBufferRows = 64

// newBuffer returns an empty buffer for the last capacity rows.
func newBuffer(s Schema, capacity int) *buffer {
	return &buffer{schema: s, capacity: capacity, chunk: newChunk(s, 0)}
}

func (b *buffer) append(f Frame) {
	b.evicted = max(b.evicted, b.chunk.rows+f.rows-b.capacity)
	if b.chunk.rows+f.rows > b.chunk.capacity {
		b.makeRoom(f.rows)
	}
	b.chunk.appendRows(f)
}

// makeRoom makes room for n more rows: in place if no snapshot shares the chunk, else in a new chunk. There is room for
// at least as many new rows as old ones, so each row moves about once.
func (b *buffer) makeRoom(n int) {
	kept := b.chunk.rows - b.evicted
	room := min(2*b.capacity, max(2*(kept+n), minBufferRows))
	if !b.chunk.shared && b.chunk.capacity >= room {
		b.chunk.discardBefore(b.evicted)
	} else {
		next := newChunk(b.schema, room)
		next.appendRows(b.chunk.view(b.evicted, b.chunk.rows))
		b.chunk = next
	}
	b.evicted = 0
}

func (b *buffer) len() int { return b.chunk.rows - b.evicted }

func (b *buffer) frame() Frame { return b.chunk.frame(b.evicted, b.chunk.rows) }

func (b *buffer) spans(from int) []Frame {
	if from >= b.len() {
		return nil
	}
	return []Frame{b.chunk.frame(b.evicted+from, b.chunk.rows)}
}
