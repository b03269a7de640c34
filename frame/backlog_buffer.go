package frame

// buffer is a rowStore of one chunk, which has storage for up to twice the capacity. The rows that are kept are the
// last rows of the chunk, so they are contiguous.
type buffer struct {
	schema   Schema
	capacity int
	chunk    *chunk
	evicted  int // the number of rows at the start of the chunk that are no longer kept
}

// minBufferRows is the number of rows for which a buffer first allocates storage. The number is doubled as rows arrive.
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

// makeRoom makes room for n more rows. If no snapshot shares the chunk and the chunk is large enough, it moves the kept
// rows to the start of the chunk. Otherwise it copies them to a new chunk. The free part is then at least as large as
// the kept part, so on average each row is moved about once.
func (b *buffer) makeRoom(n int) {
	kept := b.chunk.rows - b.evicted
	capacity := min(2*b.capacity, max(2*(kept+n), minBufferRows))
	if !b.chunk.shared && b.chunk.capacity >= capacity {
		b.chunk.discardBefore(b.evicted)
	} else {
		next := newChunk(b.schema, capacity)
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
