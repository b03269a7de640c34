package frame

// scalar lists the types of stored values. A Time column stores int64.
type scalar interface {
	float64 | int64 | string | bool
}

// vector is the storage of a column of any type. Its methods are called once per column; only equalAt is called once
// per row.
type vector interface {
	// concat returns a new vector with the values of column number col of all frames. rows is the sum of their lengths.
	concat(frames []Frame, col, rows int) vector
	// copyFrom copies src[from:to] to position at. src may be the same vector, and the ranges may overlap.
	copyFrom(at int, src vector, from, to int)
	// take returns a new vector with the value at from+row for each of the rows.
	take(from int, rows []int) vector
	// equalAt reports whether v[i] equals w[j]. NaN equals NaN.
	equalAt(i int, w vector, j int) bool
}

// typedVector is the vector of values of type T.
type typedVector[T scalar] []T

func (v typedVector[T]) concat(frames []Frame, col, rows int) vector {
	out := make(typedVector[T], rows)
	at := 0
	for i := range frames {
		f := &frames[i]
		c := &f.cols[col]
		from := c.offset + f.offset
		at += copy(out[at:], c.vector.(typedVector[T])[from:from+f.rows])
	}
	return out
}

func (v typedVector[T]) copyFrom(at int, src vector, from, to int) {
	copy(v[at:], src.(typedVector[T])[from:to])
}

func (v typedVector[T]) take(from int, rows []int) vector {
	out := make(typedVector[T], len(rows))
	for i, row := range rows {
		out[i] = v[from+row]
	}
	return out
}

func (v typedVector[T]) equalAt(i int, w vector, j int) bool {
	a, b := v[i], w.(typedVector[T])[j]
	return a == b || a != a && b != b
}

// newVector returns storage for n values of type t, all zero.
func newVector(t Type, n int) vector {
	switch t {
	case Float64:
		return make(typedVector[float64], n)
	case String:
		return make(typedVector[string], n)
	case Bool:
		return make(typedVector[bool], n)
	default:
		return make(typedVector[int64], n)
	}
}
