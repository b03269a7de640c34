// Package flow builds graphs of typed operators over streams. A graph has sources upstream, then operators, then sinks.
//
//	readings := flow.NewSource[float64]()
//	recent := flow.SlidingWindow(readings, 10)
//	flow.Sink(flow.Map(recent, mean), show)
//	err := readings.Emit(ctx, 21.5)
//
// A program builds a graph by calling operators, upstream first. Then it feeds the graph: with Emit and Close of a
// Source, or with Run, which runs the self-driven sources (FromSlice, FromChan, FromSeq, FromFunc, Periodic) until they
// end.
//
// # How elements pass
//
// Emit pushes an element down the graph, depth-first, in the order in which the operators were attached. It returns when
// everything that the element reaches without crossing an asynchronous node is done. A chain of operators costs function
// calls: no channel, no goroutine, no allocation. Any goroutine may emit. Downstream of a source, and downstream of a
// join of several sources, one element is processed at a time, so operators and sinks need no locks.
//
// An operator is synchronous unless its documentation states that it is not. It processes an element during the call of
// Emit. An asynchronous node (Buffer, Async) has a queue and a goroutine of its own. Upstream continues as soon as the
// element is in the queue; the emitter waits when the queue is full (back-pressure).
//
// # Acknowledgement
//
// A node acknowledges an element when two conditions hold: the node no longer holds the element, and everything that
// the node emitted for it has been acknowledged downstream. The element's [Ack], if it has one, fires when every branch
// of the graph has acknowledged the element. The documentation of each operator that holds or drops elements states
// when it acknowledges them.
//
// # Errors
//
// If a function returns an error or panics, Emit returns the error with the node's name (NodeError). If the node is
// downstream of an asynchronous node, the next Emit of the sources upstream returns the error, and so do Close and Run.
// The stream continues with the next element; Run stops, also while a source waits for its next element. An invalid
// literal, such as a window of 0, panics in the constructor. Errors in data or configuration are build errors of the
// graph (AddBuildError): Run and Emit return them.
//
// # The end of a stream
//
// Close, and Run when a source has ended, send the end of the stream down the graph: nodes emit what they hold, queues
// become empty, receivers are closed. Both return when everything has left the graph, or when their time has run out.
// The limit is the context of Close and the Drain of Run.
//
// # Time
//
// Timed operators and sources use the Clock of their source: the real clock, or a Virtual one. On a virtual clock ten
// minutes take a moment of real time, and every run has the same result.
package flow
