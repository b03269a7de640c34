package flow

import (
	"fmt"
	"time"
)

// Policy says what becomes of an element for which a node's own function has returned an error or panicked. Give it with
// OnError. What fails below the node is not its affair.
type Policy interface {
	policy() string
}

// OnError gives a node its policies. Default: Fail. Retry can be followed by one other, for what fails every time:
//
//	flow.OnError(flow.Retry(3, time.Second), flow.DeadLetter(dead))
//
// No policy applies once the emission's context has ended: it is not the element's fault then, and its error is returned.
// Operators with a function of the user's take it. Where it is given an element costs about 5 ns more. It panics without
// a policy, on nil, and on a policy that could never apply.
func OnError(policies ...Policy) NodeOption {
	if len(policies) == 0 {
		panic("flow.OnError: needs a policy")
	}
	for i, p := range policies {
		if p == nil {
			panic("flow.OnError: the policy must not be nil")
		}
		if _, again := p.(retry); !again && i < len(policies)-1 {
			panic(fmt.Sprintf("flow.OnError: nothing comes after %s, got %s", p.policy(), policies[i+1].policy()))
		}
	}
	return nodeOption{"OnError", func(c *nodeConfig) { c.policies = policies }}
}

type fail struct{}

func (fail) policy() string { return "Fail" }

// Fail is the default policy: the element goes no further, and Emit returns the error.
func Fail() Policy { return fail{} }

type skip struct{}

func (skip) policy() string { return "Skip" }

// Skip drops the element as a filter does: it is acked, and nobody hears of the error.
func Skip() Policy { return skip{} }

type retry struct {
	n       int
	backoff time.Duration
}

func (r retry) policy() string { return fmt.Sprintf("Retry(%d, %v)", r.n, r.backoff) }

// Retry calls the function again, up to n times, and waits between: backoff before the first time, then twice as long
// each time, on the node's clock. The emitter waits with it. A function that changes something must bear to be called
// again with the same element. It panics unless n > 0 and backoff >= 0.
func Retry(n int, backoff time.Duration) Policy {
	if n <= 0 {
		panic(fmt.Sprintf("flow.Retry: n must be positive, got %d", n))
	}
	if backoff < 0 {
		panic(fmt.Sprintf("flow.Retry: the backoff must not be negative, got %v", backoff))
	}
	return retry{n, backoff}
}

// Failure is a dead letter: an element, and why and where it failed.
type Failure[T any] struct {
	Node  string // the node's name
	Value T
	Err   error
}

type deadLetter[T any] struct{ src *Source[Failure[T]] }

func (deadLetter[T]) policy() string { return fmt.Sprintf("DeadLetter of %T", *new(T)) }

// DeadLetter emits the element to src, where it can be written down or tried again later; then the element itself is
// done with. Its Ack goes along and fires when the dead letter is done with. If src does not take it, both errors are
// returned.
//
// The node closes src at its own end; where several nodes write to one source the last one does. src is of the same
// graph then, below the node: do not lead it back above it. A source for elements of another type than the node's is a
// build error, as is one with another clock. It panics on nil.
func DeadLetter[T any](src *Source[Failure[T]]) Policy {
	if src == nil {
		panic("flow.DeadLetter: the source must not be nil")
	}
	return deadLetter[T]{src}
}
