package ops

// The methods in this file emit one row of results over all rows so far after each batch, also after one without rows.
// They keep a few numbers a column, except for Median and Quantile (about 10 kB), NUnique and Func.

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

// Median is the approximate median of each column of numbers over all rows so far: see the function [Quantile].
func (d DataFrame) Median() Table { return d.totals().Median() }

// Quantile is an approximate quantile of each column of numbers over all rows so far: see the function [Quantile].
func (d DataFrame) Quantile(q float64, between ...Interpolation) Table {
	return d.totals().Quantile(q, between...)
}

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
