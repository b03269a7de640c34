package flow

// Pair holds one element of each of two streams.
type Pair[A, B any] struct {
	First  A
	Second B
}

// Triple holds one element of each of three streams.
type Triple[A, B, C any] struct {
	First  A
	Second B
	Third  C
}

// Quad holds one element of each of four streams.
type Quad[A, B, C, D any] struct {
	First  A
	Second B
	Third  C
	Fourth D
}

// pairOf returns the inputs of a join whose rows are Pairs.
func pairOf[A, B any](a Stream[A], b Stream[B]) []joinInput[Pair[A, B]] {
	type row = Pair[A, B]
	return []joinInput[row]{
		fieldInput(a, func(r *row) *A { return &r.First }),
		fieldInput(b, func(r *row) *B { return &r.Second }),
	}
}

// tripleOf returns the inputs of a join whose rows are Triples.
func tripleOf[A, B, C any](a Stream[A], b Stream[B], c Stream[C]) []joinInput[Triple[A, B, C]] {
	type row = Triple[A, B, C]
	return []joinInput[row]{
		fieldInput(a, func(r *row) *A { return &r.First }),
		fieldInput(b, func(r *row) *B { return &r.Second }),
		fieldInput(c, func(r *row) *C { return &r.Third }),
	}
}

// quadOf returns the inputs of a join whose rows are Quads.
func quadOf[A, B, C, D any](a Stream[A], b Stream[B], c Stream[C], d Stream[D]) []joinInput[Quad[A, B, C, D]] {
	type row = Quad[A, B, C, D]
	return []joinInput[row]{
		fieldInput(a, func(r *row) *A { return &r.First }),
		fieldInput(b, func(r *row) *B { return &r.Second }),
		fieldInput(c, func(r *row) *C { return &r.Third }),
		fieldInput(d, func(r *row) *D { return &r.Fourth }),
	}
}
