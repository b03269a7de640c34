package ops

// The methods in this file emit one row of results over all rows so far after each batch, also after one without rows.
// They keep a few numbers a column, except for Median and Quantile (up to 100,000 values, then at most 32 KB), Mode, NUnique
// and Func.

// Sum is the sum of each column of numbers over all rows so far; see the function [Sum].
func (d DataFrame) Sum() Table { return d.totals().Sum() }

// Prod is the product of each column of numbers over all rows so far; see the function [Prod].
func (d DataFrame) Prod() Table { return d.totals().Prod() }

// Mean is the mean of each column of numbers over all rows so far.
func (d DataFrame) Mean() Table { return d.totals().Mean() }

// Min is the smallest value of each column of numbers so far.
func (d DataFrame) Min() Table { return d.totals().Min() }

// Max is the greatest value of each column of numbers so far.
func (d DataFrame) Max() Table { return d.totals().Max() }

// First is the first value of each column that is not missing.
func (d DataFrame) First() Table { return d.totals().First() }

// Last is the last value of each column that is not missing.
func (d DataFrame) Last() Table { return d.totals().Last() }

// Count is the number of values of each column so far that are not missing.
func (d DataFrame) Count() Table { return d.totals().Count() }

// Size is the number of rows so far, in a column "size".
func (d DataFrame) Size() Table { return d.totals().Size() }

// NUnique is the number of different values of each column so far. It keeps each different value.
func (d DataFrame) NUnique() Table { return d.totals().NUnique() }

// Var is the variance of each column of numbers over all rows so far; see the function [Var].
func (d DataFrame) Var(opts ...SpreadOption) Table { return d.totals().Var(opts...) }

// Std is the standard deviation of each column of numbers over all rows so far.
func (d DataFrame) Std(opts ...SpreadOption) Table { return d.totals().Std(opts...) }

// Sem is the standard error of the mean of each column of numbers over all rows so far.
func (d DataFrame) Sem(opts ...SpreadOption) Table { return d.totals().Sem(opts...) }

// Skew is the skewness of each column of numbers over all rows so far.
func (d DataFrame) Skew() Table { return d.totals().Skew() }

// Kurt is the excess kurtosis of each column of numbers over all rows so far.
func (d DataFrame) Kurt() Table { return d.totals().Kurt() }

// Median is the median of each column of numbers over all rows so far, an estimate beyond 100,000 values: see the function
// [Quantile].
func (d DataFrame) Median() Table { return d.totals().Median() }

// Quantile is a quantile of each column of numbers over all rows so far, an estimate beyond 100,000 values: see the function
// [Quantile].
func (d DataFrame) Quantile(q float64, between ...Interpolation) Table {
	return d.totals().Quantile(q, between...)
}

// Mode is the most frequent value of each column so far. It keeps each different value; see the function [Mode].
func (d DataFrame) Mode() Table { return d.totals().Mode() }

// Any is whether any value so far of each column of numbers or bools is true; see the function [Any].
func (d DataFrame) Any() Table { return d.totals().Any() }

// All is whether all values so far of each column of numbers or bools are true; see the function [All].
func (d DataFrame) All() Table { return d.totals().All() }

// IdxMin is the index of the smallest value so far of each column of numbers; see the function [IdxMin].
func (d DataFrame) IdxMin() Table { return d.totals().IdxMin() }

// IdxMax is the index of the greatest value so far of each column of numbers; see the function [IdxMax].
func (d DataFrame) IdxMax() Table { return d.totals().IdxMax() }

// Describe is eight results over all rows so far for each column of numbers; see the function [Describe].
func (d DataFrame) Describe() Table { return d.totals().Describe() }

// Corr is the correlation of two columns over all rows so far, in a column "x_y_corr".
func (d DataFrame) Corr(x, y string) Table { return d.totals().Corr(x, y) }

// Cov is the covariance of two columns over all rows so far, in a column "x_y_cov".
func (d DataFrame) Cov(x, y string, opts ...SpreadOption) Table { return d.totals().Cov(x, y, opts...) }

// Func reduces each column of numbers over all rows so far with a function, and keeps all values; see the function
// [Func].
func (d DataFrame) Func(f func(values []float64) float64) Table { return d.totals().Func(f) }

// Aggregate computes several results over all rows so far; see [Reductions.Aggregate].
func (d DataFrame) Aggregate(reductions ...Reduction) Table {
	return d.totals().Aggregate(reductions...)
}
