package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/ops/internal/window"
)

// Reduction describes one result computed from the values of a column, such as Mean("price"). Aggregate of a DataFrame,
// a window or groups takes it.
type Reduction struct {
	name   string // of the operation: "mean"
	column string
	other  string // the second column of Corr and Cov
	as     string

	floats *window.Aggregate                    // of numbers, with a float64 result; nil: one of pairs, label, modes, parts is set
	pairs  *window.PairAggregate                // of two columns of numbers, with a float64 result
	label  *labelReduction                      // IdxMin and IdxMax: the result is a value of the index
	modes  bool                                 // Mode: the result has the type of the values
	parts  func(column string) []Reduction      // Describe: the reductions that it consists of
	ints   func() window.TypedAggregate[int64]  // of int64, bool or times, with a result of the same type; nil: use floats
	texts  func() window.TypedAggregate[string] // of texts; nil: texts are an error
	counts bool                                 // the result is a count; values may be of any type
	truth  bool                                 // the result is a bool

	quantile *quantileReduction                       // Median and Quantile, which a queue computes exactly
	weighted func(weights []float64) window.Aggregate // with the weights of a window; nil: there are none
}

// As sets the name of the result's column. Default: the column's name and the operation's, as in "price_mean".
func (r Reduction) As(name string) Reduction {
	r.as = name
	return r
}

// title returns the name of the result's column.
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

// newFloatReduction returns a Reduction of numbers to a float64.
func newFloatReduction(name, column string, k window.Aggregate) Reduction {
	return Reduction{name: name, column: column, floats: &k}
}

// Sum is the sum of a column. The sum of int64 or bool values is an exact int64; a sum that does not fit is an
// [ErrOverflow]. The sum of float64 values is compensated. The sum of no values is 0.
func Sum(column string) Reduction {
	r := newFloatReduction("sum", column, window.Sum())
	r.ints = window.IntSum
	r.weighted = window.WeightedSum
	return r
}

// Prod is the product of a column's values, a float64. The product of no values is 1.
func Prod(column string) Reduction { return newFloatReduction("prod", column, window.Prod()) }

// Mean is the arithmetic mean of numbers.
func Mean(column string) Reduction {
	r := newFloatReduction("mean", column, window.Mean())
	r.weighted = window.WeightedMean
	return r
}

// Min is the smallest value: of numbers, times or texts.
func Min(column string) Reduction {
	r := newFloatReduction("min", column, window.Min())
	r.ints = func() window.TypedAggregate[int64] { return window.TypedMin(window.IntCodec) }
	r.texts = func() window.TypedAggregate[string] { return window.TypedMin(window.StringCodec) }
	return r
}

// Max is the greatest value: of numbers, times or texts.
func Max(column string) Reduction {
	r := newFloatReduction("max", column, window.Max())
	r.ints = func() window.TypedAggregate[int64] { return window.TypedMax(window.IntCodec) }
	r.texts = func() window.TypedAggregate[string] { return window.TypedMax(window.StringCodec) }
	return r
}

// First is the oldest value that is not missing, of any type.
func First(column string) Reduction {
	r := newFloatReduction("first", column, window.First())
	r.ints = func() window.TypedAggregate[int64] { return window.TypedFirst(window.IntCodec) }
	r.texts = func() window.TypedAggregate[string] { return window.TypedFirst(window.StringCodec) }
	return r
}

// Last is the newest value that is not missing, of any type.
func Last(column string) Reduction {
	r := newFloatReduction("last", column, window.Last())
	r.ints = func() window.TypedAggregate[int64] { return window.TypedLast(window.IntCodec) }
	r.texts = func() window.TypedAggregate[string] { return window.TypedLast(window.StringCodec) }
	return r
}

// Count is the number of values that are not missing, of any type: an int64.
func Count(column string) Reduction {
	r := newFloatReduction("count", column, window.Count())
	r.counts = true
	return r
}

// Size is the number of rows, with or without missing values: an int64 in a column "size".
func Size() Reduction {
	r := newFloatReduction("size", "", window.Count())
	r.counts = true
	return r
}

// NUnique is the number of different values, of any type: an int64. Over all rows so far it keeps each different value.
func NUnique(column string) Reduction {
	r := newFloatReduction("nunique", column, window.NUnique())
	r.counts = true
	return r
}

// SpreadOption changes how Var, Std, Sem and Cov count.
type SpreadOption func(*spreadConfig)

type spreadConfig struct{ ddof int }

// DDOF sets what is subtracted from the number of values in the divisor of Var, Std, Sem and Cov. Default: 1, as in
// pandas, for a sample; 0 is for a whole population. It panics if n is negative.
func DDOF(n int) SpreadOption {
	if n < 0 {
		panic(fmt.Sprintf("ops.DDOF: must not be negative, got %d", n))
	}
	return func(c *spreadConfig) { c.ddof = n }
}

// ddof returns the DDOF that opts set, or the default.
func ddof(opts []SpreadOption) int {
	c := spreadConfig{ddof: 1}
	for _, o := range opts {
		o(&c)
	}
	return c.ddof
}

// Var is the variance of numbers; missing if there are too few values. It is computed from deviations, not from sums of
// squares, so it is accurate wherever the values lie.
func Var(column string, opts ...SpreadOption) Reduction {
	n := ddof(opts)
	r := newFloatReduction("var", column, window.Var(n))
	r.weighted = func(weights []float64) window.Aggregate { return window.WeightedVar(weights, n) }
	return r
}

// Std is the standard deviation of numbers; missing if there are too few values.
func Std(column string, opts ...SpreadOption) Reduction {
	n := ddof(opts)
	r := newFloatReduction("std", column, window.Std(n))
	r.weighted = func(weights []float64) window.Aggregate { return window.WeightedStd(weights, n) }
	return r
}

// Sem is the standard error of the mean; missing if there are too few values.
func Sem(column string, opts ...SpreadOption) Reduction {
	return newFloatReduction("sem", column, window.Sem(ddof(opts)))
}

// Skew is the skewness of numbers as pandas computes it (the adjusted Fisher-Pearson coefficient); missing for fewer
// than 3 values, and if all are equal.
func Skew(column string) Reduction { return newFloatReduction("skew", column, window.Skew()) }

// Kurt is the excess kurtosis of numbers as pandas computes it; missing for fewer than 4 values,
// and if all are equal.
func Kurt(column string) Reduction { return newFloatReduction("kurt", column, window.Kurt()) }

// Corr is Pearson's correlation of two columns of numbers, computed from the rows in which neither is missing.
func Corr(x, y string) Reduction {
	k := window.Corr()
	return Reduction{name: "corr", column: x, other: y, pairs: &k}
}

// Cov is the covariance of two columns of numbers, computed from the rows in which neither is missing, in twice the
// precision of float64.
func Cov(x, y string, opts ...SpreadOption) Reduction {
	k := window.Cov(ddof(opts))
	return Reduction{name: "cov", column: x, other: y, pairs: &k}
}

// Custom is a reduction that the user defines with a state S: see its fields. It panics, when it is used, unless Init,
// Add and Result are set.
//
// With Merge a window uses the same structure as for a sum: each value costs two calls of Add and four of Merge, for
// any window length. With Remove alone a value costs one call of Add and one of Remove, and rounding errors stay in the
// state. With neither, each result costs a call of Add for each value in the window. Functions must not change the
// states passed to them.
type Custom[S any] = window.Custom[S]

// By is a reduction that the user defines. name is the operation's name: the result's column is the column's name, "_"
// and name, as in "price_range".
func By[S any](name, column string, c Custom[S]) Reduction {
	return newFloatReduction(name, column, c.Aggregate())
}

// Func is a reduction by any function of the values that are not missing, oldest first: pandas' apply. Each result costs
// O(values in the window) and one call. Over all rows so far it keeps all values. The function must not keep or change
// the slice. It panics if f is nil.
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
