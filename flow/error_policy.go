package flow

import (
	"fmt"
	"time"
)

// Policy says what happens to an element for which a node's own function has returned an error or panicked. OnError
// sets it. It does not apply to errors below the node.
type Policy interface {
	policy() string
}

// OnError sets a node's policies. Default: Fail. After Retry there may be one other policy, for elements that fail
// every time:
//
//	flow.OnError(flow.Retry(3, time.Second), flow.DeadLetter(dead))
//
// No policy applies once the emission's context has ended: the element is not the cause then, and its error is
// returned. Operators with a user function take this option. It costs about 5 ns an element. It panics without a
// policy, on nil, and on a policy that could never apply.
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

// Skip drops the element, as a filter does. Its Ack fires without an error, and the error is not reported.
func Skip() Policy { return skip{} }

type retry struct {
	n       int
	backoff time.Duration
}

func (r retry) policy() string { return fmt.Sprintf("Retry(%d, %v)", r.n, r.backoff) }

// Retry calls the function again, up to n times. It waits before each call: backoff before the first, then twice as
// long each time, on the node's clock. The emitter waits too. The function must tolerate a second call with the same
// element. It panics unless n > 0 and backoff >= 0.
func Retry(n int, backoff time.Duration) Policy {
	if n <= 0 {
		panic(fmt.Sprintf("flow.Retry: n must be positive, got %d", n))
	}
	if backoff < 0 {
		panic(fmt.Sprintf("flow.Retry: the backoff must not be negative, got %v", backoff))
	}
	return retry{n, backoff}
}

// Failure is a dead letter: an element, with the node and the error that it failed with.
type Failure[T any] struct {
	Node  string // the node's name
	Value T
	Err   error
}

type deadLetter[T any] struct{ src *Source[Failure[T]] }

func (deadLetter[T]) policy() string { return fmt.Sprintf("DeadLetter of %T", *new(T)) }

// DeadLetter emits the element to src, where it can be stored or tried again; the element itself goes no further. Its
// Ack goes along and fires when the dead letter has been handled. If src does not take it, both errors are returned.
//
// The node closes src at its own end; if several nodes write to src, the last one to end closes it. src belongs to the
// same graph, below the node: do not lead it back above the node. It is a build error if src takes elements of another
// type than the node, or uses another clock. It panics on nil.
func DeadLetter[T any](src *Source[Failure[T]]) Policy {
	if src == nil {
		panic("flow.DeadLetter: the source must not be nil")
	}
	return deadLetter[T]{src}
}
