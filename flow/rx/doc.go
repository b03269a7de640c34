// Package rx is the bridge between package flow and github.com/reactivex/rxgo/v2: [From] makes a source of an observable,
// [To] an observable of a stream, and [Through] puts any chain of rxgo's operators into a graph as a node.
//
// rxgo's operators are goroutines and channels without types: three of them cost about 700 ns an element. That is good
// for the edges of a graph and for what flow has not (BackOffRetry, Sample, WindowWithTimeOrCount), not for its core.
//
// # Values and errors
//
// Values cross as they are: a slice stays a slice (rxgo's own Just and SendItems take it apart). An observable's item
// of another type than the stream's is an [ErrItemType] that names both. An error item is an error of the node. Errors of
// the graph reach an observable made by [Run].
//
// # Time
//
// rxgo's timers go by the clock on the wall. In a graph on a virtual clock these nodes are therefore a build error, an
// [ErrVirtualClock], unless [WallTime] (for From: [WallTimeSource]) says that it is meant: time on the virtual clock then
// stands still while rxgo is waited for, and Through gives what has come out when the next element goes in, and at the
// end.
//
// # Traps of rxgo v2.5.0
//
//   - Debounce loses the last value if the input ends before it is due. So does Sample.
//   - Two observers of one FromChannel compete for its values. (Those of To and Run get each all values.)
//   - A chain that is no longer read blocks for ever, unless its context ends. All contexts given out here end with the
//     node. But Debounce, BufferWithTime, WindowWithTime and the like heed only the context of the observable that they
//     are called on directly, and what makes observables (Interval, FromEventSource, Merge) only what WithContext gives
//     it: give it one, and end it.
//   - WithPool together with Serialize can hang. Close and Run then end with their context, but rxgo's goroutines stay.
//   - BufferWithTimeOrCount's count is not exact: a buffer may have one value more.
//   - Just and SendItems take slices and channels apart. Pass values on with rxgo.Of.
//   - A function that panics in an rxgo operator ends the program: it runs on a goroutine of rxgo's.
package rx
