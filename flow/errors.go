package flow

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
)

// The errors of this package. They are returned wrapped, with the name of the node or function: test with errors.Is.
var (
	// ErrClosed is returned by Emit after Close, and by Run on a graph that has run.
	ErrClosed = errors.New("the source is closed")
	// ErrStopped is returned by a source's emit function when the source should end: after Stop, Limit or For, or when
	// Run's context has ended. The source's function returns it too. Run does not report it as a failure.
	ErrStopped = errors.New("the source has been stopped")
	// ErrRunning is returned by Run when another Run already drives the graph.
	ErrRunning = errors.New("the graph is already running")
	// ErrNotTaken is part of the error of an Emit that returns the failure of an earlier element downstream of an
	// asynchronous node. That Emit did not take its own element, which may be emitted again.
	ErrNotTaken = errors.New("the element was not taken")
	// ErrReentrant is returned by Emit and Close when they are called from the source's own emission, because the call
	// would wait for itself.
	ErrReentrant = errors.New("called from the source's own emission")
	// ErrFull is returned when an element finds a bounded buffer full and a wait for room could never end.
	ErrFull = errors.New("full, and waiting could never end")
	// ErrNotDrained is joined to the context's error when Close or Run ends before all elements are drained.
	ErrNotDrained = errors.New("not all elements are drained")
	// ErrDeadlock is returned on a virtual clock by a call whose wait can never end.
	ErrDeadlock = errors.New("nothing left to run on the virtual clock, and still waiting")
	// ErrAborted ends a wait inside the graph when the Close that drains it has run out of time.
	ErrAborted = errors.New("aborted by Close")
	// ErrFed is the build error of a receiver that is passed to To a second time.
	ErrFed = errors.New("the receiver is already fed by a stream")
	// ErrClocks is the build error of a node that joins streams of different clocks.
	ErrClocks = errors.New("streams of different clocks cannot be joined")
	// ErrConnected is returned by Connect for a stream that is already an input of the junction.
	ErrConnected = errors.New("already connected")
	// ErrNotConnected is returned by Disconnect for a stream that is not an input of the junction.
	ErrNotConnected = errors.New("not connected")
	// ErrCycle is returned for a cycle that passes an asynchronous node, if the junction that closes it has no Inbox.
	ErrCycle = errors.New("a cycle with an asynchronous node needs a junction with an Inbox")
	// ErrUnsorted is returned for an element that is older than the one before it, in a stream that must be sorted.
	ErrUnsorted = errors.New("older than the element before it")
	// ErrDeadLetter is the build error of a node whose dead letters the source cannot take.
	ErrDeadLetter = errors.New("the source cannot take the node's dead letters")
)

// notTaken is the error of an Emit that returns the failure of an earlier element. It has that failure's text.
type notTaken struct{ earlier error }

func (e *notTaken) Error() string   { return e.earlier.Error() }
func (e *notTaken) Unwrap() []error { return []error{ErrNotTaken, e.earlier} }

// errStuck is the error of a node whose user function does not return after the end of its context.
var errStuck = errors.New("a function below does not return")

// NodeError is an error with the node in which it occurred.
type NodeError struct {
	// Node is the node's name, set with Name or SourceName, or else the operator's. A number follows if several nodes
	// of the graph would have the same default name: "map #2" is the second in build order.
	Node string
	Err  error // the cause
}

// Error returns one line per joined cause. It begins with "flow: node" and the node's name.
func (e *NodeError) Error() string {
	return prefix + fmt.Sprintf("node %q: %s", e.Node, strings.TrimPrefix(e.Err.Error(), prefix))
}

// prefix begins the text of a NodeError.
const prefix = "flow: "

// Unwrap returns the cause.
func (e *NodeError) Unwrap() error { return e.Err }

// PanicError is the error of a user's function that panicked.
type PanicError struct {
	Value any // the argument of panic
	stack []byte
}

// NewPanicError makes an error of the value that recover returned. It records the stack, so it must be called in the
// deferred function that calls recover. It is for packages that run user functions on goroutines of their own.
func NewPanicError(value any) *PanicError { return &PanicError{Value: value, stack: debug.Stack()} }

// Error returns "panic: " and the value, in one line.
func (e *PanicError) Error() string {
	return strings.ReplaceAll(fmt.Sprintf("panic: %v", e.Value), "\n", " ")
}

// Stack returns the stack of the goroutine that panicked, as runtime/debug.Stack formats it.
func (e *PanicError) Stack() []byte { return e.stack }

// Unwrap returns the value if it is an error, else nil.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}
