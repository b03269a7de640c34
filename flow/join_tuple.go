package flow

// Pair is one element of each of two streams.
type Pair[A, B any] struct {
	First  A
	Second B
}

// Triple is one element of each of three streams.
type Triple[A, B, C any] struct {
	First  A
	Second B
	Third  C
}

// Quad is one element of each of four streams.
type Quad[A, B, C, D any] struct {
	First  A
	Second B
	Third  C
	Fourth D
}

func pairOf[A, B any](a Stream[A], b Stream[B]) []joinInput[Pair[A, B]] {
	type row = Pair[A, B]
	return []joinInput[row]{
		fieldInput(a, func(r *row) *A { return &r.First }),
		fieldInput(b, func(r *row) *B { return &r.Second }),
	}
}

func tripleOf[A, B, C any](a Stream[A], b Stream[B], c Stream[C]) []joinInput[Triple[A, B, C]] {
	type row = Triple[A, B, C]
	return []joinInput[row]{
		fieldInput(a, func(r *row) *A { return &r.First }),
		fieldInput(b, func(r *row) *B { return &r.Second }),
		fieldInput(c, func(r *row) *C { return &r.Third }),
	}
}

func quadOf[A, B, C, D any](a Stream[A], b Stream[B], c Stream[C], d Stream[D]) []joinInput[Quad[A, B, C, D]] {
	type row = Quad[A, B, C, D]
	return []joinInput[row]{
		fieldInput(a, func(r *row) *A { return &r.First }),
		fieldInput(b, func(r *row) *B { return &r.Second }),
		fieldInput(c, func(r *row) *C { return &r.Third }),
		fieldInput(d, func(r *row) *D { return &r.Fourth }),
	}
}
