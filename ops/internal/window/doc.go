// Package window is the numeric engine of all windows and groups: it computes sums, means, variances, extremes, medians
// and more over float64 values that come and go. It knows neither streams nor frames.
//
// A [Kind] says what is computed, for example [Mean] or [Quantile]. It makes a [Queue], which is a window: values join at
// its back and leave from its front; or an [Accumulator], which only grows. [Ewm] is for weights that fade.
//
// NaN is a missing value everywhere: in a window it takes a place, and it counts for nothing.
//
// Nothing is ever subtracted to take a value out of a window, so a result is that of the values in it and of nothing
// else: 1e17 and infinity leave no trace once they have gone. While it is there, an infinity counts as arithmetic says
// (the mean is infinite, the variance NaN); pandas' rolling takes it for missing.
//
// # Cost
//
// All kinds but [Quantile], [NUnique] and a [Custom] without Merge stand on one structure, two stacks in two levels (see
// stacks.go). A value that comes and one that goes cost together, however long the window is, about 7 ns for a sum or a
// mean, 17 for a minimum, 25 for a variance and 140 for a skewness; and about 8.5 bytes a value. The most that one row can
// set off in a window of 10 million is 0.2 to 1 ms. A window that has been full for a while allocates nothing.
package window
