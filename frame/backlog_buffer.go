package frame

// buffer keeps the last rows at the end of one chunk that has as much room again, so that they are contiguous.
type buffer struct {
	schema   Schema
	capacity int
	chunk    *chunk
	evicted  int // rows of the chunk that have been let go
}

// minBufferRows is the room, in rows, that a buffer starts with; it doubles from there.
const minBufferRows = 64

func newBuffer(s Schema, keep int) *buffer {
	return &buffer{schema: s, capacity: keep, chunk: newChunk(s, 0)}
}

func (b *buffer) append(f Frame) {
	b.evicted = max(b.evicted, b.chunk.rows+f.rows-b.capacity)
	if b.chunk.rows+f.rows > b.chunk.capacity {
		b.makeRoom(f.rows)
	}
	b.chunk.appendRows(f)
}

// move makes room for n rows more: in place if nobody can see, else in a fresh chunk. Each row moves about once, as
// there is room for at least as many new rows as there are old ones.
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
