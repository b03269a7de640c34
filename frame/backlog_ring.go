package frame

// A ring's chunks are a 32nd of its rows, so that the chunk being filled, the one being let go and a spare one are less
// than a tenth; and not larger than maxRoom rows, so that a backlog of any Cap takes its memory as rows come.
const (
	ringChunks = 32
	maxRoom    = 1 << 17
)

// ring keeps the last rows in chunks of one size. Chunks that nobody has seen are used again.
type ring struct {
	schema Schema
	keep   int
	room   int // rows of a chunk
	chunks []*chunk
	from   int // rows of the first chunk that have been let go
	rows   int
	spare  []*chunk // to be used again: never more than one or two, as the number of chunks hardly changes
	joined Frame    // what frame copied, until the next add
	fresh  bool     // joined is up to date
}

func newRing(s Schema, keep int) *ring {
	return &ring{schema: s, keep: keep, room: min(keep/ringChunks, maxRoom)}
}

func (r *ring) add(f Frame) {
	r.joined, r.fresh = Frame{}, false
	if over := r.rows + f.rows - r.keep; over > 0 {
		r.drop(over)
	}
	for f.rows > 0 {
		last := r.last()
		n := min(last.room-last.rows, f.rows)
		last.write(f.Slice(0, n))
		r.rows += n
		f = f.Slice(n, f.rows)
	}
}

// drop lets the oldest n rows go.
func (r *ring) drop(n int) {
	r.rows -= n
	r.from += n
	gone := r.from / r.room
	r.from -= gone * r.room
	for _, c := range r.chunks[:gone] {
		if !c.seen {
			c.reset()
			r.spare = append(r.spare, c)
		}
	}
	left := copy(r.chunks, r.chunks[gone:])
	clear(r.chunks[left:])
	r.chunks = r.chunks[:left]
}

// last gives a chunk that has room.
func (r *ring) last() *chunk {
	if n := len(r.chunks); n > 0 && r.chunks[n-1].rows < r.room {
		return r.chunks[n-1]
	}
	var c *chunk
	if n := len(r.spare); n > 0 {
		c, r.spare = r.spare[n-1], r.spare[:n-1]
	} else {
		c = newChunk(r.schema, r.room)
	}
	r.chunks = append(r.chunks, c)
	return c
}

func (r *ring) size() int { return r.rows }

func (r *ring) frame() Frame {
	if len(r.chunks) == 0 {
		return r.schema.Empty()
	}
	if len(r.chunks) == 1 {
		return r.chunks[0].frame(r.from, r.chunks[0].rows)
	}
	if !r.fresh {
		// All chunks have the ring's schema, so there is nothing that could fail.
		r.joined, r.fresh = Must(Concat(r.frames(0, (*chunk).peek))), true
	}
	return r.joined
}

func (r *ring) spans(from int) []Frame { return r.frames(from, (*chunk).frame) }

func (r *ring) frames(from int, give func(c *chunk, from, to int) Frame) []Frame {
	from += r.from
	skip := from / r.room
	from -= skip * r.room
	spans := make([]Frame, 0, len(r.chunks)-skip)
	for _, c := range r.chunks[skip:] {
		spans = append(spans, give(c, from, c.rows))
		from = 0
	}
	return spans
}
