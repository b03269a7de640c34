package frame

// buffer keeps the last rows at the end of one chunk that has as much room again, so that they are contiguous.
type buffer struct {
	schema Schema
	keep   int
	chunk  *chunk
	from   int // rows of the chunk that have been let go
}

// firstRoom is the room, in rows, that a buffer starts with; it doubles from there.
const firstRoom = 64

func newBuffer(s Schema, keep int) *buffer {
	return &buffer{schema: s, keep: keep, chunk: newChunk(s, 0)}
}

func (b *buffer) add(f Frame) {
	b.from = max(b.from, b.chunk.rows+f.rows-b.keep)
	if b.chunk.rows+f.rows > b.chunk.room {
		b.move(f.rows)
	}
	b.chunk.write(f)
}

// move makes room for n rows more: in place if nobody can see, else in a fresh chunk. Each row moves about once, as
// there is room for at least as many new rows as there are old ones.
func (b *buffer) move(n int) {
	kept := b.chunk.rows - b.from
	room := min(2*b.keep, max(2*(kept+n), firstRoom))
	if !b.chunk.seen && b.chunk.room >= room {
		b.chunk.keepFrom(b.from)
	} else {
		next := newChunk(b.schema, room)
		next.write(b.chunk.peek(b.from, b.chunk.rows))
		b.chunk = next
	}
	b.from = 0
}

func (b *buffer) size() int { return b.chunk.rows - b.from }

func (b *buffer) frame() Frame { return b.chunk.frame(b.from, b.chunk.rows) }

func (b *buffer) spans(from int) []Frame {
	if from >= b.size() {
		return nil
	}
	return []Frame{b.chunk.frame(b.from+from, b.chunk.rows)}
}
