package window

import "math"

// Min is the smallest value.
func Min() Kind {
	return kindOf(pickRule{better: func(old, new float64) bool { return new < old }})
}

// Max is the greatest value.
func Max() Kind {
	return kindOf(pickRule{better: func(old, new float64) bool { return new > old }})
}

// First is the oldest value that is not missing.
func First() Kind {
	return kindOf(pickRule{better: func(_, _ float64) bool { return false }})
}

// Last is the newest value that is not missing.
func Last() Kind {
	return kindOf(pickRule{better: func(_, _ float64) bool { return true }})
}

// picked is one of n values.
type picked struct {
	v float64
	n int
}

// pickRule picks a value.
type pickRule struct {
	column
	better func(old, new float64) bool // says whether to take the newer one
}

func (r pickRule) add(p picked, v float64) picked {
	if v != v {
		return p
	}
	if p.n == 0 || r.better(p.v, v) {
		p.v = v
	}
	p.n++
	return p
}

func (r pickRule) join(a, b picked) picked {
	switch {
	case b.n == 0:
		return a
	case a.n == 0:
		return b
	case r.better(a.v, b.v):
		a.v = b.v
	}
	a.n += b.n
	return a
}

func (pickRule) result(p picked) (float64, int) {
	if p.n == 0 {
		return math.NaN(), 0
	}
	return p.v, p.n
}

func (pickRule) appendPart(dst []byte, p picked) []byte { return appendFloat(appendInt(dst, p.n), p.v) }

func (pickRule) readPart(r *stateReader) picked { return picked{n: r.counter(), v: r.float()} }
