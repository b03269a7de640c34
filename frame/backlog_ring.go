package frame

// Each chunk of a ring holds 1/32 of the ring's capacity. So the chunk that is being filled, the chunk that is being
// evicted and a free chunk together are less than a tenth of the capacity. A chunk has at most maxChunkRows rows, so
// that a backlog of any capacity allocates its memory as rows arrive.
const (
	ringChunks   = 32
	maxChunkRows = 1 << 17
)

// ring is a rowStore of chunks of one size. Chunks that no snapshot shares are reused.
type ring struct {
	schema          Schema
	capacity        int
	chunkRows       int // the capacity of a chunk
	chunks          []*chunk
	evicted         int // the number of rows at the start of the first chunk that are no longer kept
	rows            int
	free            []*chunk // chunks to reuse: one or two, because the number of chunks in use rarely changes
	contiguous      Frame    // all rows, copied by the method frame; reused until the next append
	contiguousValid bool     // whether contiguous is up to date
}

// newRing returns an empty ring for the last capacity rows.
func newRing(s Schema, capacity int) *ring {
	return &ring{schema: s, capacity: capacity, chunkRows: min(capacity/ringChunks, maxChunkRows)}
}

func (r *ring) append(f Frame) {
	r.contiguous, r.contiguousValid = Frame{}, false
	if excess := r.rows + f.rows - r.capacity; excess > 0 {
		r.evict(excess)
	}
	for f.rows > 0 {
		last := r.writableChunk()
		n := min(last.capacity-last.rows, f.rows)
		last.appendRows(f.Slice(0, n))
		r.rows += n
		f = f.Slice(n, f.rows)
	}
}

// evict removes the oldest n rows.
func (r *ring) evict(n int) {
	r.rows -= n
	r.evicted += n
	unused := r.evicted / r.chunkRows
	r.evicted -= unused * r.chunkRows
	for _, c := range r.chunks[:unused] {
		if !c.shared {
			c.reset()
			r.free = append(r.free, c)
		}
	}
	used := copy(r.chunks, r.chunks[unused:])
	clear(r.chunks[used:])
	r.chunks = r.chunks[:used]
}

// writableChunk returns the last chunk, or a new one if the last is full.
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
		// Concat cannot fail: all chunks have the ring's schema.
		r.contiguous, r.contiguousValid = Must(Concat(r.frames(0, (*chunk).view))), true
	}
	return r.contiguous
}

func (r *ring) spans(from int) []Frame { return r.frames(from, (*chunk).frame) }

// frames returns the rows from row number from on. view makes a frame from rows of a chunk: a snapshot, or a temporary
// view.
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
