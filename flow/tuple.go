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

func pairOf[A, B any](a Stream[A], b Stream[B]) []inlet[Pair[A, B]] {
	type row = Pair[A, B]
	return []inlet[row]{
		part(a, func(r *row) *A { return &r.First }),
		part(b, func(r *row) *B { return &r.Second }),
	}
}

func tripleOf[A, B, C any](a Stream[A], b Stream[B], c Stream[C]) []inlet[Triple[A, B, C]] {
	type row = Triple[A, B, C]
	return []inlet[row]{
		part(a, func(r *row) *A { return &r.First }),
		part(b, func(r *row) *B { return &r.Second }),
		part(c, func(r *row) *C { return &r.Third }),
	}
}

func quadOf[A, B, C, D any](a Stream[A], b Stream[B], c Stream[C], d Stream[D]) []inlet[Quad[A, B, C, D]] {
	type row = Quad[A, B, C, D]
	return []inlet[row]{
		part(a, func(r *row) *A { return &r.First }),
		part(b, func(r *row) *B { return &r.Second }),
		part(c, func(r *row) *C { return &r.Third }),
		part(d, func(r *row) *D { return &r.Fourth }),
	}
}
