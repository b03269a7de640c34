package flow

import (
	"fmt"
	"time"
)

// Policy decides what happens to an element when the node's own function returns an error or panics for it. OnError sets
// it. It does not apply to errors downstream of the node.
type Policy interface {
	policy() string // returns its text for errors
}

// OnError sets a node's policies. Default: Fail. One other policy may follow Retry, for elements that fail every time:
//
//	flow.OnError(flow.Retry(3, time.Second), flow.DeadLetter(dead))
//
// When the emission's context has ended, no policy applies and the error is returned, because the element is not the
// cause of the error. Operators with a user function take this option. It costs about 5 ns an element. OnError panics
// without a policy, on nil, and on a policy that could never apply.
func OnError(policies ...Policy) NodeOption {
	if len(policies) == 0 {
		panic("flow.OnError: needs a policy")
	}
	for i, p := range policies {
		if p == nil {
			panic("flow.OnError: the policy must not be nil")
		}
		if _, isRetry := p.(retry); !isRetry && i < len(policies)-1 {
			panic(fmt.Sprintf("flow.OnError: nothing comes after %s, got %s", p.policy(), policies[i+1].policy()))
		}
	}
	return nodeOption{"OnError", func(c *nodeConfig) { c.policies = policies }}
}

// fail is the policy of Fail.
type fail struct{}

func (fail) policy() string { return "Fail" }

// Fail is the default policy: the node emits nothing for the element, and Emit returns the error.
func Fail() Policy { return fail{} }

// skip is the policy of Skip.
type skip struct{}

func (skip) policy() string { return "Skip" }

// Skip drops the element, as a filter does. Its Ack fires without an error, and the error is not reported.
func Skip() Policy { return skip{} }

// retry is the policy of Retry.
type retry struct {
	n       int
	backoff time.Duration
}

func (r retry) policy() string { return fmt.Sprintf("Retry(%d, %v)", r.n, r.backoff) }

// Retry calls the function again, up to n times, until it succeeds. It waits before each call on the node's clock: for
// backoff before the first one, then twice as long each time. The emitter waits too. The function must tolerate several
// calls with the same element. Retry panics unless n > 0 and backoff >= 0.
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

// deadLetter is the policy of DeadLetter.
type deadLetter[T any] struct{ src *Source[Failure[T]] }

func (deadLetter[T]) policy() string { return fmt.Sprintf("DeadLetter of %T", *new(T)) }

// DeadLetter emits a Failure with the element and its error to src, a source for elements to store or to process again.
// The node emits nothing for the element. The element's Ack also covers the Failure. If src fails to emit it, both
// errors are returned.
//
// src is then downstream of the node. The node closes src at the end of the stream; if several nodes emit to src, the
// last one to end closes it. No stream may lead from src to a node upstream. It is a build error if src takes the
// failures of another element type, or uses another clock. DeadLetter panics if src is nil.
func DeadLetter[T any](src *Source[Failure[T]]) Policy {
	if src == nil {
		panic("flow.DeadLetter: the source must not be nil")
	}
	return deadLetter[T]{src}
}
