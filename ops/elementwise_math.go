package ops

import (
	"fmt"
	"math"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Abs computes the absolute value of each value. Every column but the index must hold numbers, else it is a build error,
// an [ErrType]. An int64 column stays int64; its smallest value, which has no positive counterpart, is an [ErrOverflow].
// A missing value stays missing. Cost: one allocation a column.
func (d DataFrame) Abs() DataFrame { return d.applyFunction("Abs", kernel.Abs) }

// Sign computes 1, 0 or -1 for each value. An int64 column stays int64. See [DataFrame.Abs].
func (d DataFrame) Sign() DataFrame { return d.applyFunction("Sign", kernel.Sign) }

// Floor rounds each value down to a whole number. An int64 column stays as it is. See [DataFrame.Abs].
func (d DataFrame) Floor() DataFrame { return d.applyFunction("Floor", kernel.Floor) }

// Ceil rounds each value up to a whole number. An int64 column stays as it is. See [DataFrame.Abs].
func (d DataFrame) Ceil() DataFrame { return d.applyFunction("Ceil", kernel.Ceil) }

// Round rounds each value to this number of digits after the decimal point. Halves are rounded to the even digit, as in
// pandas: 0.5 becomes 0 and 1.5 becomes 2. With negative decimals it rounds to tens, hundreds and so on. An int64
// column stays int64. See [DataFrame.Abs].
func (d DataFrame) Round(decimals int) DataFrame {
	return d.applyFunction("Round", kernel.Round(decimals))
}

// Sqrt computes the square root of each value as float64, NaN for negative ones. See [DataFrame.Abs].
func (d DataFrame) Sqrt() DataFrame { return d.applyFunction("Sqrt", kernel.Sqrt) }

// Exp computes e to the power of each value as float64. See [DataFrame.Abs].
func (d DataFrame) Exp() DataFrame { return d.applyFunction("Exp", kernel.Exp) }

// Log computes the natural logarithm of each value as float64: -Inf for 0, NaN for negative ones. See [DataFrame.Abs].
func (d DataFrame) Log() DataFrame { return d.applyFunction("Log", kernel.Log) }

// Log10 computes the decimal logarithm of each value as float64. See [DataFrame.Log].
func (d DataFrame) Log10() DataFrame { return d.applyFunction("Log10", kernel.Log10) }

// Log2 computes the binary logarithm of each value as float64. See [DataFrame.Log].
func (d DataFrame) Log2() DataFrame { return d.applyFunction("Log2", kernel.Log2) }

// Sin computes the sine of each value, in radians, as float64. See [DataFrame.Abs].
func (d DataFrame) Sin() DataFrame { return d.applyFunction("Sin", kernel.Sin) }

// Cos computes the cosine of each value, in radians, as float64. See [DataFrame.Abs].
func (d DataFrame) Cos() DataFrame { return d.applyFunction("Cos", kernel.Cos) }

// Tan computes the tangent of each value, in radians, as float64. See [DataFrame.Abs].
func (d DataFrame) Tan() DataFrame { return d.applyFunction("Tan", kernel.Tan) }

// Apply replaces each value by the result of f, as float64. f receives missing values as NaN. name is the node's name
// in the graph. Every column but the index must hold numbers, else it is a build error, an [ErrType]. It panics if f is
// nil.
func (d DataFrame) Apply(name string, f func(float64) float64) DataFrame {
	if f == nil {
		panic("ops.Apply: the function must not be nil")
	}
	return d.applyFunction("Apply", kernel.FloatFunction(name, f))
}

// Clip limits each value to the range from lo to hi. An infinity means no limit: Clip(0, math.Inf(1)) is pandas'
// clip(lower=0). An int64 column stays int64 if the limits are whole. A missing value stays missing. It panics if lo is
// greater than hi, or if one is NaN.
func (d DataFrame) Clip(lo, hi float64) DataFrame {
	if !(lo <= hi) {
		panic(fmt.Sprintf("ops.Clip: lo must not be greater than hi, got %v and %v", lo, hi))
	}
	fields, err := numericFields(d.example.Schema())
	if err != nil {
		return d.fail("Clip", err)
	}
	return d.deriveColumns("Clip", fmt.Sprintf("clip %v to %v", lo, hi), fields, func(f frame.Field) columnFunc {
		low, high := numberConstant(lo, f.Type), numberConstant(hi, f.Type)
		return func(x kernel.Vector) (out kernel.Vector, err error) {
			out = x
			if !math.IsInf(lo, -1) {
				out = kernel.Vector{}
				if err := computeArithmetic(kernel.Max, &out, x, low.Repeat(x.Len())); err != nil {
					return out, err
				}
			}
			if math.IsInf(hi, 1) {
				return out, nil
			}
			var below kernel.Vector
			err = computeArithmetic(kernel.Min, &below, out, high.Repeat(x.Len()))
			return below, err
		}
	})
}

// applyFunction replaces each value by a function of it.
func (d DataFrame) applyFunction(op string, fn kernel.Function) DataFrame {
	fields, err := numericFields(d.example.Schema())
	if err != nil {
		return d.fail(op, err)
	}
	return d.deriveColumns(op, fn.Name, fields, func(frame.Field) columnFunc {
		return func(x kernel.Vector) (out kernel.Vector, err error) {
			if fn.Type(x.Type) == frame.Float64 {
				x = toFloat64(x)
			}
			err = fn.Do(&out, x)
			return out, err
		}
	})
}
