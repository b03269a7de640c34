package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/ops/internal/window"
)

// Reduction is one result that many values of a column come to: Mean("price"). It is what Aggregate takes, of a DataFrame,
// a window or groups.
type Reduction struct {
	name   string // of the operation: "mean"
	column string
	other  string // the second column of Corr and Cov
	as     string

	floats *window.Kind                    // over numbers, for a float64; nil: has none
	pairs  *window.PairKind                // over two columns of numbers
	ints   func() window.TypedKind[int64]  // over int64, bool or times, for a result of the same type; nil: as floats
	texts  func() window.TypedKind[string] // over texts; nil: not of texts
	counts bool                            // the result is a count, of values of any type
}

// As gives the result's column another name. Default: the column's and the operation's, as "price_mean".
func (r Reduction) As(name string) Reduction {
	r.as = name
	return r
}

// title is the name of the result's column.
func (r Reduction) title() string {
	switch {
	case r.as != "":
		return r.as
	case r.column == "":
		return r.name
	case r.other != "":
		return r.column + "_" + r.other + "_" + r.name
	}
	return r.column + "_" + r.name
}

func ofFloats(name, column string, k window.Kind) Reduction {
	return Reduction{name: name, column: column, floats: &k}
}

// Sum adds up a column: of int64 or bool to an int64, exactly, and a result that does not fit is an [ErrOverflow]; of
// float64 with compensation. Of no values it is 0.
func Sum(column string) Reduction {
	r := ofFloats("sum", column, window.Sum())
	r.ints = window.SumOfInts
	return r
}

// Prod multiplies a column's values, to a float64. Of no values it is 1.
func Prod(column string) Reduction { return ofFloats("prod", column, window.Prod()) }

// Mean is the arithmetic mean of numbers.
func Mean(column string) Reduction { return ofFloats("mean", column, window.Mean()) }

// Min is the smallest value: of numbers, times or texts.
func Min(column string) Reduction {
	r := ofFloats("min", column, window.Min())
	r.ints = func() window.TypedKind[int64] { return window.MinOf(window.Ints) }
	r.texts = func() window.TypedKind[string] { return window.MinOf(window.Strings) }
	return r
}

// Max is the greatest value: of numbers, times or texts.
func Max(column string) Reduction {
	r := ofFloats("max", column, window.Max())
	r.ints = func() window.TypedKind[int64] { return window.MaxOf(window.Ints) }
	r.texts = func() window.TypedKind[string] { return window.MaxOf(window.Strings) }
	return r
}

// First is the oldest value that is not missing, of any type.
func First(column string) Reduction {
	r := ofFloats("first", column, window.First())
	r.ints = func() window.TypedKind[int64] { return window.FirstOf(window.Ints) }
	r.texts = func() window.TypedKind[string] { return window.FirstOf(window.Strings) }
	return r
}

// Last is the newest value that is not missing, of any type.
func Last(column string) Reduction {
	r := ofFloats("last", column, window.Last())
	r.ints = func() window.TypedKind[int64] { return window.LastOf(window.Ints) }
	r.texts = func() window.TypedKind[string] { return window.LastOf(window.Strings) }
	return r
}

// Count is how many values are not missing, of any type: an int64.
func Count(column string) Reduction {
	r := ofFloats("count", column, window.Count())
	r.counts = true
	return r
}

// Size is how many rows there are, missing values or not: an int64 in a column "size".
func Size() Reduction {
	r := ofFloats("size", "", window.Count())
	r.counts = true
	return r
}

// NUnique is how many different values there are, of any type: an int64. Over all data it keeps each.
func NUnique(column string) Reduction {
	r := ofFloats("nunique", column, window.NUnique())
	r.counts = true
	return r
}

// SpreadOption changes how Var, Std, Sem and Cov count.
type SpreadOption func(*spreadConfig)

type spreadConfig struct{ ddof int }

// DDOF is what is taken from the number of values in the divisor of Var, Std, Sem and Cov: 1 unless set, as in pandas,
// for a sample; 0 for all there is. It panics if n is negative.
func DDOF(n int) SpreadOption {
	if n < 0 {
		panic(fmt.Sprintf("ops.DDOF: must not be negative, got %d", n))
	}
	return func(c *spreadConfig) { c.ddof = n }
}

func ddof(opts []SpreadOption) int {
	c := spreadConfig{ddof: 1}
	for _, o := range opts {
		o(&c)
	}
	return c.ddof
}

// Var is the variance of numbers; missing for too few values. The values are never squared and subtracted, so it is right
// wherever they lie.
func Var(column string, opts ...SpreadOption) Reduction {
	return ofFloats("var", column, window.Var(ddof(opts)))
}

// Std is the standard deviation of numbers; missing for too few values.
func Std(column string, opts ...SpreadOption) Reduction {
	return ofFloats("std", column, window.Std(ddof(opts)))
}

// Sem is the standard error of the mean; missing for too few values.
func Sem(column string, opts ...SpreadOption) Reduction {
	return ofFloats("sem", column, window.Sem(ddof(opts)))
}

// Skew is the skewness of numbers, pandas' (the adjusted Fisher-Pearson coefficient); missing for fewer than 3 values.
func Skew(column string) Reduction { return ofFloats("skew", column, window.Skew()) }

// Kurt is the excess kurtosis of numbers, pandas'; missing for fewer than 4 values.
func Kurt(column string) Reduction { return ofFloats("kurt", column, window.Kurt()) }

// Median is the median of numbers: see [Quantile].
func Median(column string) Reduction { return ofFloats("median", column, window.Median()) }

// Interpolation is what a quantile is that lies between two values.
type Interpolation = window.Interpolation

// Interpolations, as in pandas.
const (
	Linear       = window.Linear // in proportion; the default
	LowerValue   = window.Lower
	HigherValue  = window.Higher
	NearestValue = window.Nearest
	Midpoint     = window.Midpoint
)

// Quantile is the value below which the share q of the values lies. In a window it is exact, and costs O(log n) a value;
// over all data it is a t-digest's (Dunning, Ertl: Computing Extremely Accurate Quantiles Using t-Digests, 2019), which
// keeps about 10 kB whatever comes, interpolates on its own, and is off by less than 0.1 % of the values' ranks in the
// middle and far less at both ends. It panics unless 0 <= q <= 1.
func Quantile(column string, q float64, between ...Interpolation) Reduction {
	kind := Linear
	if len(between) > 0 {
		kind = between[0]
	}
	return ofFloats("quantile", column, window.Quantile(q, kind))
}

// Corr is the correlation of two columns of numbers (Pearson's), from the rows in which neither is missing.
func Corr(x, y string) Reduction {
	k := window.Corr()
	return Reduction{name: "corr", column: x, other: y, pairs: &k}
}

// Cov is the covariance of two columns of numbers, from the rows in which neither is missing.
func Cov(x, y string, opts ...SpreadOption) Reduction {
	k := window.Cov(ddof(opts))
	return Reduction{name: "cov", column: x, other: y, pairs: &k}
}

// Custom is a reduction of the user's own, by way of a state S: see its fields. It panics, when it is used, unless Init,
// Add and Result are there.
//
// With Merge a window stands on the same structure as the sum: each value costs two calls of Add and four of Merge,
// however long the window is. With Remove alone it costs one call of each, and what rounding leaves in the state stays.
// With neither each result costs a call of Add for each value in the window. Functions must not change the states that
// they are given.
type Custom[S any] = window.Custom[S]

// By is a reduction of the user's own, under a name: "price_" and the name in the result.
func By[S any](name, column string, c Custom[S]) Reduction { return ofFloats(name, column, c.Kind()) }

// Func is a reduction by any function of the values that are not missing, oldest first: pandas' apply. Each result costs
// O(values in the window), and a call; over all data it keeps them all. The function must not keep or change the slice. It
// panics if f is nil.
func Func(name, column string, f func(values []float64) float64) Reduction {
	if f == nil {
		panic("ops.Func: the function must not be nil")
	}
	return By(name, column, Custom[[]float64]{
		Init:   func() []float64 { return nil },
		Add:    func(s []float64, v float64) []float64 { return append(s, v) },
		Result: f,
		Append: window.AppendValues,
		Read:   window.ReadValues,
	})
}
