package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// attempt calls a node's function for an element. It returns what to emit; if pass is false, nothing is emitted.
type attempt[A, B any] func(em *emission, v A) (out B, pass bool, err error)

// attemptStep is the step of a node that emits at most one element for each element. It calls f and passes the result
// to next.
func attemptStep[A, B any](n *node, cfg nodeConfig, f attempt[A, B], next step[B]) step[A] {
	if len(cfg.policies) == 0 {
		return func(em *emission, v A) error {
			em.enterNode(n)
			out, pass, err := f(em, v)
			if err != nil {
				return n.fail(err)
			}
			if !pass {
				return nil
			}
			return next(em, out)
		}
	}
	r := newPolicyRunner(n, cfg.policies, f)
	return func(em *emission, v A) error {
		em.enterNode(n)
		out, pass, err := r.run(em, v)
		if err != nil || !pass {
			return err
		}
		return next(em, out)
	}
}

// withPolicies returns f with the node's policies, and with the node's name in its errors. It is for nodes that do not
// use attemptStep.
func withPolicies[A, B any](n *node, cfg nodeConfig, f attempt[A, B]) attempt[A, B] {
	if len(cfg.policies) > 0 {
		return newPolicyRunner(n, cfg.policies, f).run
	}
	return func(em *emission, v A) (B, bool, error) {
		em.node = n
		out, pass, err := f(em, v)
		if err != nil {
			err = n.fail(err)
		}
		return out, pass, err
	}
}

// policyRunner makes attempts and applies a node's policies to those that fail.
type policyRunner[A, B any] struct {
	node        *node
	attempt     attempt[A, B]
	retries     int           // 0: none
	backoff     time.Duration // before the first retry
	skip        bool
	deadLetters *Source[Failure[A]] // nil: none
}

func newPolicyRunner[A, B any](n *node, policies []Policy, f attempt[A, B]) *policyRunner[A, B] {
	r := &policyRunner[A, B]{node: n, attempt: f}
	for _, p := range policies {
		switch p := p.(type) {
		case retry:
			r.retries, r.backoff = p.n, p.backoff
		case skip:
			r.skip = true
		case deadLetter[A]:
			r.deadLetters = p.src
			n.attachSideOutput(&p.src.node, p.src.Close)
		case fail:
		default:
			AddBuildError(n, n.wrap(fmt.Errorf("%w: %s, want %T", ErrDeadLetter, p.policy(), *new(A))))
		}
	}
	return r
}

// run makes an attempt and the retries. If all fail, it applies the other policy.
func (r *policyRunner[A, B]) run(em *emission, v A) (B, bool, error) {
	out, pass, err := r.attemptOnce(em, v)
	pause := r.backoff
	for range r.retries {
		if err == nil || em.ctx.Err() != nil {
			break
		}
		if _, e := em.sleepUntil(r.node, r.node.clock.monotonic().add(pause)); e != nil {
			return out, false, errors.Join(err, r.node.fail(e))
		}
		pause *= 2
		out, pass, err = r.attemptOnce(em, v)
	}
	switch {
	case err == nil:
		return out, pass, nil
	case em.ctx.Err() != nil:
	case r.skip:
		return out, false, nil
	case r.deadLetters != nil:
		e := r.deadLetters.EmitAck(em.userContext(), Failure[A]{r.node.numberedLabel(), v, err}, em.retainAck())
		if e == nil {
			return out, false, nil
		}
		err = errors.Join(err, e)
	}
	return out, false, err
}

// attemptOnce makes one attempt. It turns a panic into an error.
func (r *policyRunner[A, B]) attemptOnce(em *emission, v A) (out B, pass bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			pass, err = false, em.panicError(p)
		}
	}()
	em.node = r.node
	if out, pass, err = r.attempt(em, v); err != nil {
		err = r.node.fail(err)
	}
	return out, pass, err
}

// attachSideOutput places src, a source, below n. The end of n closes src; if several nodes are above src, the end of
// the last one does.
func (n *node) attachSideOutput(src *node, end func(context.Context) error) {
	graphMu.Lock()
	defer graphMu.Unlock()
	if src.clock != n.clock {
		n.addBuildErrorLocked(n.wrap(ErrClocks))
	}
	if slices.Contains(ancestors(n), src) {
		n.addBuildErrorLocked(n.wrap(fmt.Errorf("%w: it is above the node", ErrDeadLetter)))
		return
	}
	n.downstreams, src.upstreams = append(n.downstreams, src), append(src.upstreams, n)
	src.openInputs++
	n.outEdges = append(slices.Clip(n.outEdges), &edge{from: n, end: func(em *emission) {
		graphMu.Lock()
		src.openInputs--
		last := src.openInputs == 0
		graphMu.Unlock()
		if last {
			em.node = n
			em.addError(end(em.userContext()))
		}
	}})
	shapeChanges.Add(1)
	graphChanged(n)
}
