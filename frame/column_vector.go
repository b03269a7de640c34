package frame

// scalar is what a column stores; Time columns store int64.
type scalar interface {
	float64 | int64 | string | bool
}

// vector is a column's storage without its type parameter. Its methods are called once per column, never per row.
type vector interface {
	// concat gives a new vector of column col of all the frames, rows in all.
	concat(frames []Frame, col, rows int) vector
	// write copies src[from:to] to position at. It may be the same vector, and overlap.
	write(at int, src vector, from, to int)
	// pick gives a new vector of the values at from+row for each of the rows.
	pick(from int, rows []int) vector
	// same says whether v[i] equals w[j]; NaN equals NaN.
	same(i int, w vector, j int) bool
}

type vec[T scalar] []T

func (v vec[T]) concat(frames []Frame, col, rows int) vector {
	out := make(vec[T], rows)
	at := 0
	for i := range frames {
		f := &frames[i]
		c := &f.cols[col]
		from := c.from + f.from
		at += copy(out[at:], c.vec.(vec[T])[from:from+f.rows])
	}
	return out
}

func (v vec[T]) write(at int, src vector, from, to int) {
	copy(v[at:], src.(vec[T])[from:to])
}

func (v vec[T]) pick(from int, rows []int) vector {
	out := make(vec[T], len(rows))
	for i, row := range rows {
		out[i] = v[from+row]
	}
	return out
}

func (v vec[T]) same(i int, w vector, j int) bool {
	a, b := v[i], w.(vec[T])[j]
	return a == b || a != a && b != b
}

// blankOf gives storage for n values of the type.
func blankOf(t Type, n int) vector {
	switch t {
	case Float64:
		return make(vec[float64], n)
	case String:
		return make(vec[string], n)
	case Bool:
		return make(vec[bool], n)
	default:
		return make(vec[int64], n)
	}
}
