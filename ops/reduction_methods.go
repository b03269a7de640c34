package ops

// Reductions are the methods that windows and groups share. R is the type of the results: a [Table], emitted anew with
// each batch, or a [DataFrame] of new rows.
//
// A method applies to each column or, if the operation needs numbers, to each column of numbers. If there is no such
// column, it is a build error, an [ErrType]. Results have the columns' names. Aggregate computes several results at
// once.
type Reductions[R any] struct {
	// reduce returns the results of r. If each is true, r has one Reduction without a column, for each column.
	reduce func(op string, each bool, r []Reduction) R
}

// Sum is the sum of each column of numbers; see the function [Sum].
func (r Reductions[R]) Sum() R { return r.each("Sum", Sum("")) }

// Prod is the product of each column of numbers; see the function [Prod].
func (r Reductions[R]) Prod() R { return r.each("Prod", Prod("")) }

// Mean is the mean of each column of numbers.
func (r Reductions[R]) Mean() R { return r.each("Mean", Mean("")) }

// Min is the smallest value of each column of numbers. Aggregate computes it also for times and texts.
func (r Reductions[R]) Min() R { return r.each("Min", Min("")) }

// Max is the greatest value of each column of numbers. Aggregate computes it also for times and texts.
func (r Reductions[R]) Max() R { return r.each("Max", Max("")) }

// First is the oldest value of each column that is not missing.
func (r Reductions[R]) First() R { return r.each("First", First("")) }

// Last is the newest value of each column that is not missing.
func (r Reductions[R]) Last() R { return r.each("Last", Last("")) }

// Count is the number of values of each column that are not missing.
func (r Reductions[R]) Count() R { return r.each("Count", Count("")) }

// Size is the number of rows, in a column "size".
func (r Reductions[R]) Size() R { return r.reduce("Size", false, []Reduction{Size()}) }

// NUnique is the number of different values of each column.
func (r Reductions[R]) NUnique() R { return r.each("NUnique", NUnique("")) }

// Var is the variance of each column of numbers; see the function [Var].
func (r Reductions[R]) Var(opts ...SpreadOption) R { return r.each("Var", Var("", opts...)) }

// Std is the standard deviation of each column of numbers.
func (r Reductions[R]) Std(opts ...SpreadOption) R { return r.each("Std", Std("", opts...)) }

// Sem is the standard error of the mean of each column of numbers.
func (r Reductions[R]) Sem(opts ...SpreadOption) R { return r.each("Sem", Sem("", opts...)) }

// Skew is the skewness of each column of numbers.
func (r Reductions[R]) Skew() R { return r.each("Skew", Skew("")) }

// Kurt is the excess kurtosis of each column of numbers.
func (r Reductions[R]) Kurt() R { return r.each("Kurt", Kurt("")) }

// Median is the median of each column of numbers.
func (r Reductions[R]) Median() R { return r.each("Median", Median("")) }

// Quantile is a quantile of each column of numbers; see the function [Quantile].
func (r Reductions[R]) Quantile(q float64, between ...Interpolation) R {
	return r.each("Quantile", Quantile("", q, between...))
}

// Mode is the most frequent value of each column; see the function [Mode].
func (r Reductions[R]) Mode() R { return r.each("Mode", Mode("")) }

// Any is whether any value of each column of numbers or bools is true; see the function [Any].
func (r Reductions[R]) Any() R { return r.each("Any", Any("")) }

// All is whether all values of each column of numbers or bools are true; see the function [All].
func (r Reductions[R]) All() R { return r.each("All", All("")) }

// IdxMin is the index of the smallest value of each column of numbers; see the function [IdxMin].
func (r Reductions[R]) IdxMin() R { return r.each("IdxMin", IdxMin("")) }

// IdxMax is the index of the greatest value of each column of numbers; see the function [IdxMax].
func (r Reductions[R]) IdxMax() R { return r.each("IdxMax", IdxMax("")) }

// Describe is eight results for each column of numbers; see the function [Describe].
func (r Reductions[R]) Describe() R { return r.each("Describe", Describe("")) }

// Corr is the correlation of two columns, in a column "x_y_corr".
func (r Reductions[R]) Corr(x, y string) R { return r.reduce("Corr", false, []Reduction{Corr(x, y)}) }

// Cov is the covariance of two columns, in a column "x_y_cov".
func (r Reductions[R]) Cov(x, y string, opts ...SpreadOption) R {
	return r.reduce("Cov", false, []Reduction{Cov(x, y, opts...)})
}

// Func reduces each column of numbers with a function; see the function [Func].
func (r Reductions[R]) Func(f func(values []float64) float64) R {
	return r.each("Func", Func("func", "", f))
}

// Aggregate computes several results at once, each of its own column:
//
//	w.Aggregate(ops.Mean("price"), ops.Max("price"), ops.Sum("size").As("volume"))
//
// An unknown column is an [ErrColumn], a column of a type that the operation cannot use an [ErrType], and two results of
// the same name an [ErrColumns]: build errors. It panics without reductions.
func (r Reductions[R]) Aggregate(reductions ...Reduction) R {
	if len(reductions) == 0 {
		panic("ops.Aggregate: needs at least one reduction, got none")
	}
	return r.reduce("Aggregate", false, reductions)
}

// each applies one reduction to each column.
func (r Reductions[R]) each(op string, one Reduction) R { return r.reduce(op, true, []Reduction{one}) }
