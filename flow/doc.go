// Package flow is a graph of typed operators over streams: sources on top, operators below, sinks at the end.
//
//	readings := flow.NewSource[float64]()
//	recent := flow.SlidingWindow(readings, 10)
//	flow.Sink(flow.Map(recent, mean), show)
//	err := readings.Emit(ctx, 21.5)
//
// A graph is built by calling operators, upstream first. Then it is fed: by Emit and Close of a Source, or by Run,
// which runs the sources that drive themselves (FromSlice, FromChan, FromSeq, FromFunc, Periodic) until they end.
//
// # How elements pass
//
// Emit pushes an element down the graph, depth-first, in the order in which operators were subscribed, and returns when
// all that it reached is done. A chain costs function calls: no channel, no goroutine, no allocation. Any goroutine may
// emit; below a source, and below a join of several, one element runs at a time, so neither operators nor sinks need
// locks. An asynchronous node (Buffer, Async) has a queue and a goroutine of its own: what is above it goes on at once,
// and waits when the queue is full.
//
// # What goes wrong
//
// An error of a function, or its panic, comes back from Emit with the node's name (NodeError); behind an asynchronous
// node, from the sources' next Emit, and from Close and Run. The stream goes on with the next element; Run stops. A
// wrong literal, such as a window of 0, panics where it is written; what comes from data or configuration is an error of
// the graph (Break), returned by the first call that has an error result.
//
// # How it ends
//
// Close, and Run when a source has ended, send the end of the stream down: nodes give what they hold back, queues empty,
// receivers close. Both return when all is out, or when their time is.
//
// # Time
//
// Timed nodes and sources go by a Clock, which the source is given: the real one, or a Virtual one on which ten minutes
// pass in a moment, and twice the same.
package flow
