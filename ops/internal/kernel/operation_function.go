package kernel

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
)

// Function is a function of one number, applied to all rows of a batch. Missing values stay missing.
type Function struct {
	Name   string
	floats func(out, x []float64)
	ints   func(x int64) (int64, Outcome) // nil: the result is always float64
}

// The functions.
var (
	Abs = Function{"abs", func(out, x []float64) {
		for i := range out {
			out[i] = math.Abs(x[i])
		}
	}, absInt}
	Sign  = Function{"sign", eachFloat(sign), func(x int64) (int64, Outcome) { return signInt(x), Fits }}
	Floor = Function{"floor", eachFloat(math.Floor), identity}
	Ceil  = Function{"ceil", eachFloat(math.Ceil), identity}
	Sqrt  = Function{"sqrt", func(out, x []float64) {
		for i := range out {
			out[i] = math.Sqrt(x[i])
		}
	}, nil}
	Exp   = Function{"exp", eachFloat(math.Exp), nil}
	Log   = Function{"log", eachFloat(math.Log), nil}
	Log10 = Function{"log10", eachFloat(math.Log10), nil}
	Log2  = Function{"log2", eachFloat(math.Log2), nil}
	Sin   = Function{"sin", eachFloat(math.Sin), nil}
	Cos   = Function{"cos", eachFloat(math.Cos), nil}
	Tan   = Function{"tan", eachFloat(math.Tan), nil}

	Arcsin  = Function{"arcsin", eachFloat(math.Asin), nil}
	Arccos  = Function{"arccos", eachFloat(math.Acos), nil}
	Arctan  = Function{"arctan", eachFloat(math.Atan), nil}
	Sinh    = Function{"sinh", eachFloat(math.Sinh), nil}
	Cosh    = Function{"cosh", eachFloat(math.Cosh), nil}
	Tanh    = Function{"tanh", eachFloat(math.Tanh), nil}
	Arcsinh = Function{"arcsinh", eachFloat(math.Asinh), nil}
	Arccosh = Function{"arccosh", eachFloat(math.Acosh), nil}
	Arctanh = Function{"arctanh", eachFloat(math.Atanh), nil}
	Expm1   = Function{"expm1", eachFloat(math.Expm1), nil}
	Log1p   = Function{"log1p", eachFloat(math.Log1p), nil}

	// Invert inverts all bits of an Int64 vector: pandas' ~.
	Invert = Function{"not", nil, func(x int64) (int64, Outcome) { return ^x, Fits }}
)

// FloatFunction returns the Function of f. Its result is always float64.
func FloatFunction(name string, f func(float64) float64) Function {
	return Function{name, eachFloat(f), nil}
}

// Type returns the type of the result for a number of type x.
func (f Function) Type(x frame.Type) frame.Type {
	if x == frame.Int64 && f.ints != nil {
		return frame.Int64
	}
	return frame.Float64
}

// Do computes out from an Int64 vector if Type returns Int64, else from a Float64 vector. Its error is a [RowError].
func (f Function) Do(out *Vector, x Vector) error {
	n := x.Len()
	if f.Type(x.Type) == frame.Float64 {
		out.reset(frame.Float64, n)
		f.floats(out.Floats, x.Floats)
		return nil
	}
	out.reset(frame.Int64, n)
	for i, v := range x.Ints {
		if !x.IsValid(i) {
			out.setMissing(i)
			continue
		}
		y, outcome := f.ints(v)
		if outcome == Overflows {
			return &RowError{fmt.Sprintf("%s of %d", f.Name, v), i}
		}
		out.Ints[i] = y
	}
	return nil
}

// eachFloat returns the loop of a function of one number.
func eachFloat(f func(float64) float64) func(out, x []float64) {
	return func(out, x []float64) {
		for i := range out {
			out[i] = f(x[i])
		}
	}
}

func identity(x int64) (int64, Outcome) { return x, Fits }

func absInt(x int64) (int64, Outcome) {
	if x == math.MinInt64 {
		return 0, Overflows
	}
	return max(x, -x), Fits
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	default:
		return x // 0 and NaN
	}
}

func signInt(x int64) int64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	default:
		return 0
	}
}
