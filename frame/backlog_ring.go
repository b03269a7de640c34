package frame

// A ring's chunks are a 32nd of its rows, so that the chunk being filled, the one being let go and a spare one are less
// than a tenth; and not larger than maxChunkRows rows, so that a backlog of any Cap takes its memory as rows come.
const (
	ringChunks   = 32
	maxChunkRows = 1 << 17
)

// ring keeps the last rows in chunks of one size. Chunks that nobody has seen are used again.
type ring struct {
	schema          Schema
	capacity        int
	chunkRows       int // rows of a chunk
	chunks          []*chunk
	evicted         int // rows of the first chunk that have been let go
	rows            int
	free            []*chunk // to be used again: never more than one or two, as the number of chunks hardly changes
	contiguous      Frame    // what frame copied, until the next add
	contiguousValid bool     // joined is up to date
}

func newRing(s Schema, keep int) *ring {
	return &ring{schema: s, capacity: keep, chunkRows: min(keep/ringChunks, maxChunkRows)}
}

func (r *ring) append(f Frame) {
	r.contiguous, r.contiguousValid = Frame{}, false
	if over := r.rows + f.rows - r.capacity; over > 0 {
		r.evict(over)
	}
	for f.rows > 0 {
		last := r.writableChunk()
		n := min(last.capacity-last.rows, f.rows)
		last.appendRows(f.Slice(0, n))
		r.rows += n
		f = f.Slice(n, f.rows)
	}
}

// drop lets the oldest n rows go.
func (r *ring) evict(n int) {
	r.rows -= n
	r.evicted += n
	gone := r.evicted / r.chunkRows
	r.evicted -= gone * r.chunkRows
	for _, c := range r.chunks[:gone] {
		if !c.shared {
			c.reset()
			r.free = append(r.free, c)
		}
	}
	left := copy(r.chunks, r.chunks[gone:])
	clear(r.chunks[left:])
	r.chunks = r.chunks[:left]
}

// last gives a chunk that has room.
func (r *ring) writableChunk() *chunk {
	if n := len(r.chunks); n > 0 && r.chunks[n-1].rows < r.chunkRows {
		return r.chunks[n-1]
	}
	var c *chunk
	if n := len(r.free); n > 0 {
		c, r.free = r.free[n-1], r.free[:n-1]
	} else {
		c = newChunk(r.schema, r.chunkRows)
	}
	r.chunks = append(r.chunks, c)
	return c
}

func (r *ring) len() int { return r.rows }

func (r *ring) frame() Frame {
	if len(r.chunks) == 0 {
		return r.schema.Empty()
	}
	if len(r.chunks) == 1 {
		return r.chunks[0].frame(r.evicted, r.chunks[0].rows)
	}
	if !r.contiguousValid {
		// All chunks have the ring's schema, so there is nothing that could fail.
		r.contiguous, r.contiguousValid = Must(Concat(r.frames(0, (*chunk).view))), true
	}
	return r.contiguous
}

func (r *ring) spans(from int) []Frame { return r.frames(from, (*chunk).frame) }

func (r *ring) frames(from int, view func(c *chunk, from, to int) Frame) []Frame {
	from += r.evicted
	skip := from / r.chunkRows
	from -= skip * r.chunkRows
	spans := make([]Frame, 0, len(r.chunks)-skip)
	for _, c := range r.chunks[skip:] {
		spans = append(spans, view(c, from, c.rows))
		from = 0
	}
	return spans
}
