package flow

import (
	"errors"
	"fmt"
)

// The errors of this package. They come wrapped: test with errors.Is.
var (
	// ErrClosed is returned by Emit after Close, and by Run on a graph that has run.
	ErrClosed = errors.New("flow: the source is closed")
	// ErrStopped is what a source's emit function returns once the source should end: after Stop, Limit or For, or
	// when Run's context has ended. The function that gets it returns; it is not reported as a failure.
	ErrStopped = errors.New("flow: the source has been stopped")
	// ErrRunning is returned by Run when another Run already drives the graph.
	ErrRunning = errors.New("flow: the graph is already running")
	// ErrNotTaken is wrapped in what Emit returns of an earlier element, which failed behind an asynchronous node: its
	// own element was not taken, and may be emitted again.
	ErrNotTaken = errors.New("flow: the element was not taken")
	// ErrReentrant is returned by Emit and Close when they are called from the source's own emission, where waiting
	// could never end.
	ErrReentrant = errors.New("flow: called from the source's own emission")
	// ErrFull is returned when an element finds a bounded buffer full and waiting for room could never end.
	ErrFull = errors.New("flow: full, and waiting could never end")
	// ErrNotDrained is joined to the context's error when Close or Run ends before all elements are out.
	ErrNotDrained = errors.New("flow: not all elements are out")
	// ErrDeadlock is returned on a virtual clock by a call that waits for something that can never happen.
	ErrDeadlock = errors.New("flow: nothing left to run on the virtual clock, and still waiting")
	// ErrAborted ends a wait inside the graph because the Close that wanted it drained ran out of time.
	ErrAborted = errors.New("flow: aborted by Close")
	// ErrFed is the build error of a receiver that is given to To a second time.
	ErrFed = errors.New("flow: the receiver is already fed by a stream")
	// ErrClocks is the build error of a node that joins streams of different clocks.
	ErrClocks = errors.New("flow: streams of different clocks cannot be joined")
	// ErrConnected is returned by Connect for a stream that is an input of the junction already.
	ErrConnected = errors.New("flow: already connected")
	// ErrNotConnected is returned by Disconnect for a stream that is no input of the junction.
	ErrNotConnected = errors.New("flow: not connected")
	// ErrCycle is returned where a cycle passes an asynchronous node and the junction that closes it has no Inbox.
	ErrCycle = errors.New("flow: a cycle with an asynchronous node needs a junction with an Inbox")
	// ErrUnsorted is returned for an element of a stream that should be in order and is not.
	ErrUnsorted = errors.New("flow: older than the element before it")
	// ErrDeadLetter is the build error of a node whose dead letters the source cannot take.
	ErrDeadLetter = errors.New("flow: the source cannot take the node's dead letters")
)

// notTaken is an earlier element's error, with that error's text, returned in place of taking an element.
type notTaken struct{ earlier error }

func (e *notTaken) Error() string   { return e.earlier.Error() }
func (e *notTaken) Unwrap() []error { return []error{ErrNotTaken, e.earlier} }

// errStuck says that a user function neither returned nor heeded its context.
var errStuck = errors.New("flow: a function does not return")

// NodeError says in which node of the graph an error arose.
type NodeError struct {
	Node string // the name given with Name, else the operator's
	Err  error
}

// Error names the node first.
func (e *NodeError) Error() string { return fmt.Sprintf("flow: node %q: %v", e.Node, e.Err) }

// Unwrap gives the cause.
func (e *NodeError) Unwrap() error { return e.Err }

// PanicError is a panic of a user's function, turned into an error.
type PanicError struct {
	Value any    // what was given to panic
	Stack []byte // of the goroutine that panicked
}

// Error shows the value and the stack.
func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v\n%s", e.Value, e.Stack) }

// Unwrap gives the value where it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}
