package kernel

import (
	"errors"
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
)

// ErrOverflow is the error of a result that does not fit into int64. Every [RowError] wraps it.
var ErrOverflow = errors.New("int64 overflow")

// RowError is an [ErrOverflow] with the operation and the row of the operands in which it happened.
type RowError struct {
	Operation string
	Row       int
}

// Error returns for example "int64 overflow: add of 9223372036854775807 and 1 in row 0".
func (e *RowError) Error() string {
	return fmt.Sprintf("%v: %s in row %d", ErrOverflow, e.Operation, e.Row)
}

// Unwrap returns ErrOverflow.
func (e *RowError) Unwrap() error { return ErrOverflow }

// Arithmetic is an operation on two numbers, applied to all rows of a batch. If an operand is missing, so is the
// result.
type Arithmetic struct {
	Name   string
	floats func(out, a, b []float64)                   // nil: int64 only
	ints   func(a, b int64) (v int64, outcome Outcome) // nil: the result is always float64
}

// Outcome says whether an operation on int64 has a result.
type Outcome uint8

// The outcomes of an operation on int64.
const (
	Fits Outcome = iota
	Overflows
	Undefined // the result is missing, as for a division by 0
)

// The arithmetic operations.
var (
	Add = Arithmetic{"add", func(out, a, b []float64) {
		for i := range out {
			out[i] = a[i] + b[i]
		}
	}, AddInt}
	Sub = Arithmetic{"sub", func(out, a, b []float64) {
		for i := range out {
			out[i] = a[i] - b[i]
		}
	}, SubInt}
	Mul = Arithmetic{"mul", func(out, a, b []float64) {
		for i := range out {
			out[i] = a[i] * b[i]
		}
	}, MulInt}
	Div = Arithmetic{"div", func(out, a, b []float64) {
		for i := range out {
			out[i] = a[i] / b[i]
		}
	}, nil}
	FloorDiv = Arithmetic{"floordiv", eachPair(floorDiv), floorDivInt}
	Mod      = Arithmetic{"mod", eachPair(mod), modInt}
	Pow      = Arithmetic{"pow", eachPair(math.Pow), powInt}
	Arctan2  = Arithmetic{"arctan2", eachPair(math.Atan2), nil}
	Min      = Arithmetic{"min", func(out, a, b []float64) {
		for i := range out {
			out[i] = min(a[i], b[i])
		}
	}, func(a, b int64) (int64, Outcome) { return min(a, b), Fits }}
	Max = Arithmetic{"max", func(out, a, b []float64) {
		for i := range out {
			out[i] = max(a[i], b[i])
		}
	}, func(a, b int64) (int64, Outcome) { return max(a, b), Fits }}

	BitAnd     = Arithmetic{"and", nil, func(a, b int64) (int64, Outcome) { return a & b, Fits }}
	BitOr      = Arithmetic{"or", nil, func(a, b int64) (int64, Outcome) { return a | b, Fits }}
	BitXor     = Arithmetic{"xor", nil, func(a, b int64) (int64, Outcome) { return a ^ b, Fits }}
	ShiftLeft  = Arithmetic{"shift left", nil, shiftLeft}
	ShiftRight = Arithmetic{"shift right", nil, shiftRight}
)

// Type returns the type of the result for operands of these types: int64 if both are and the operation supports it,
// else float64.
func (a Arithmetic) Type(l, r frame.Type) frame.Type {
	if l == frame.Int64 && r == frame.Int64 && a.ints != nil {
		return frame.Int64
	}
	return frame.Float64
}

// Do computes out from two Int64 vectors if Type returns Int64, else from two Float64 vectors. Its error is a
// [RowError].
func (a Arithmetic) Do(out *Vector, l, r Vector) error {
	n := l.Len()
	if a.Type(l.Type, r.Type) == frame.Float64 {
		out.reset(frame.Float64, n)
		a.floats(out.Floats, l.Floats[:n], r.Floats[:n])
		return nil
	}
	out.reset(frame.Int64, n)
	valid := intersectValid(l.Valid, r.Valid)
	x, y := l.Ints[:n], r.Ints[:n]
	for i := range out.Ints {
		if valid != nil && !valid[i] {
			out.setMissing(i)
			continue
		}
		v, outcome := a.ints(x[i], y[i])
		switch outcome {
		case Overflows:
			return &RowError{fmt.Sprintf("%s of %d and %d", a.Name, x[i], y[i]), i}
		case Undefined:
			out.setMissing(i)
		default:
			out.Ints[i] = v
		}
	}
	return nil
}

// Widen converts an Int64 vector to Float64. It copies a Float64 vector.
func Widen(out *Vector, v Vector) {
	out.reset(frame.Float64, v.Len())
	if v.Type == frame.Float64 {
		copy(out.Floats, v.Floats)
		return
	}
	for i, x := range v.Ints {
		out.Floats[i] = float64(x)
	}
	for i, ok := range v.Valid {
		if !ok {
			out.Floats[i] = math.NaN()
		}
	}
}

// eachPair returns the loop of a function of two numbers.
func eachPair(f func(a, b float64) float64) func(out, a, b []float64) {
	return func(out, a, b []float64) {
		for i := range out {
			out[i] = f(a[i], b[i])
		}
	}
}

// mod is Python's remainder: it has the sign of b, also if it is 0.
func mod(a, b float64) float64 {
	r := math.Mod(a, b)
	switch {
	case r == 0:
		return math.Copysign(0, b)
	case (r < 0) != (b < 0):
		r += b
	}
	return r
}

// floorDiv is Python's a // b, consistent with mod. It computes the quotient from the exact remainder, because the
// floor of the rounded a/b may be too large by one. A division by 0 is an infinity or NaN, as in pandas.
func floorDiv(a, b float64) float64 {
	if b == 0 {
		return a / b
	}
	r := math.Mod(a, b)
	q := (a - r) / b
	if r != 0 && (r < 0) != (b < 0) {
		q--
	}
	if q == 0 {
		return math.Copysign(0, a/b)
	}
	return math.Round(q) // removes the rounding error of the division
}
