// Package window computes the aggregates of all windows and groups: sums, means, variances, extremes, medians and more,
// over float64 values that arrive and leave. It does not know streams or frames.
//
// [Aggregate] says what is computed, for example [Mean] or [Quantile]. Aggregate.Queue makes a [Queue]: a window whose
// values enter at the back and leave at the front. Aggregate.Accumulator makes an [Accumulator]: values enter, and
// never leave. [Ewm] and [EwmPair] compute exponentially weighted aggregates.
//
// NaN is a missing value everywhere. In a window it takes a place, and aggregates skip it.
//
// No value is ever subtracted from an aggregate. A result therefore depends only on the values in the window: 1e17 and
// infinity have no effect after they have left. While an infinity is in the window it counts by the rules of arithmetic
// (the mean is infinite, the variance NaN). pandas' rolling treats it as missing instead.
//
// # Cost
//
// All aggregates but [Quantile], [NUnique] and a [Custom] without Merge use one structure: two stacks in two levels, see
// queue_two_stacks.go. A value that enters and one that leaves cost together, for any window length, about 7 ns for a
// sum or a mean, 17 for a minimum, 25 for a variance and 140 for a skewness. Memory is about 8.5 bytes a value. The
// longest step that one row causes in a window of 10 million rows takes 0.2 to 1 ms. A window that has been full for a
// while allocates nothing.
//
// # Files
//
// window*.go hold the interfaces, aggregate_*.go one aggregate each, queue_*.go the windows that work with every
// aggregator, structure_*.go data structures that know no aggregate, and state_encoding.go the decoding of saved states
// on top of package ops/internal/state. A new aggregate is a new [Aggregate] over an aggregator (aggregator.go) in a
// file aggregate_<name>.go.
package window
