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
// All kinds but [Quantile], [NUnique] and [Custom] stand on one structure, two stacks in two levels (see stacks.go):
// about 5 to 30 ns for a value that comes and one that goes, and 8 to 9 bytes a value, however long the window is.
package window
