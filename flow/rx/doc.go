// Package rx connects package flow with github.com/reactivex/rxgo/v2: [From] makes a source from an observable, [To] and
// [Run] make an observable from a stream, and [Through] runs a chain of rxgo operators as one node of a graph.
//
// rxgo operators are goroutines with untyped channels: a chain of three costs about 700 ns per element. Use them at the
// edges of a graph, and if flow has no corresponding operator (BackOffRetry, Sample, WindowWithTimeOrCount).
//
// # Values and errors
//
// Values are passed unchanged: a slice stays a slice (rxgo's own Just and SendItems split slices into elements). An
// item whose type is not the stream's is an [ErrItemType], which names both types. An error item is an error of the
// node. Only an observable of [Run] receives errors of the graph.
//
// # Time
//
// rxgo's timers use wall time. In a graph on a virtual clock these nodes are therefore a build error,
// [ErrVirtualClock], unless [WallTime] (for From: [WallTimeSource]) allows it. If it is allowed, virtual time does not
// pass while a node waits for rxgo. Through emits the results that are ready when the next element arrives, and all
// other results at the end of the stream.
//
// # Pitfalls of rxgo v2.5.0
//
//   - Debounce loses the last value if the input ends before that value is due. So does Sample.
//   - Two observers of one FromChannel compete for its values. (Each observer of To and Run receives all values.)
//   - A chain whose output is not read blocks forever, unless its context ends. Every context that this package passes
//     to rxgo ends with the node. But Debounce, BufferWithTime, WindowWithTime and similar operators obey only the
//     context of the observable that they are called on directly, and functions that create observables (Interval,
//     FromEventSource, Merge) obey only the context that WithContext sets: pass one, and end it.
//   - WithPool together with Serialize can hang. Close and Run still return when their context ends, but rxgo's
//     goroutines stay.
//   - The count of BufferWithTimeOrCount is not exact: a buffer may hold one value more.
//   - Just and SendItems split slices and channels into elements. Pass values with rxgo.Of.
//   - A panic of a function in an rxgo operator ends the program, because it happens on a goroutine of rxgo.
package rx
