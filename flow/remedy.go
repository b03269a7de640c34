package flow

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// trial is what a node's function says of an element: what to give on, and whether to give on anything.
type trial[A, B any] func(t *turn, v A) (out B, pass bool, err error)

// answer is the step of a node that answers an element with one or none: give gets what f says.
func answer[A, B any](n *meta, cfg nodeConfig, f trial[A, B], give step[B]) step[A] {
	if len(cfg.policies) == 0 {
		return func(t *turn, v A) error {
			t.at(n)
			out, pass, err := f(t, v)
			if err != nil {
				return n.fail(err)
			}
			if !pass {
				return nil
			}
			return give(t, out)
		}
	}
	r := newRemedy(n, cfg.policies, f)
	return func(t *turn, v A) error {
		t.at(n)
		out, pass, err := r.try(t, v)
		if err != nil || !pass {
			return err
		}
		return give(t, out)
	}
}

// trying is f with the policies, its errors with the node's name: for nodes whose elements have been counted already.
func trying[A, B any](n *meta, cfg nodeConfig, f trial[A, B]) trial[A, B] {
	if len(cfg.policies) > 0 {
		return newRemedy(n, cfg.policies, f).try
	}
	return func(t *turn, v A) (B, bool, error) {
		t.node = n
		out, pass, err := f(t, v)
		if err != nil {
			err = n.fail(err)
		}
		return out, pass, err
	}
}

// remedy is a trial with policies for what fails.
type remedy[A, B any] struct {
	node    *meta
	f       trial[A, B]
	retries int
	backoff time.Duration
	skip    bool
	dead    *Source[Failure[A]]
}

func newRemedy[A, B any](n *meta, policies []Policy, f trial[A, B]) *remedy[A, B] {
	r := &remedy[A, B]{node: n, f: f}
	for _, p := range policies {
		switch p := p.(type) {
		case retry:
			r.retries, r.backoff = p.n, p.backoff
		case skip:
			r.skip = true
		case deadLetter[A]:
			r.dead = p.src
			n.feed(&p.src.meta, p.src.Close)
		case fail:
		default:
			Break(n, n.wrap(fmt.Errorf("%w: %s, want %T", ErrDeadLetter, p.policy(), *new(A))))
		}
	}
	return r
}

func (r *remedy[A, B]) try(t *turn, v A) (B, bool, error) {
	out, pass, err := r.once(t, v)
	pause := r.backoff
	for range r.retries {
		if err == nil || t.ctx.Err() != nil {
			break
		}
		if _, e := t.sleepUntil(r.node, r.node.clock.moment().plus(pause)); e != nil {
			return out, false, errors.Join(err, r.node.fail(e))
		}
		pause *= 2
		out, pass, err = r.once(t, v)
	}
	switch {
	case err == nil:
		return out, pass, nil
	case t.ctx.Err() != nil:
	case r.skip:
		return out, false, nil
	case r.dead != nil:
		e := r.dead.EmitAck(t.user(), Failure[A]{r.node.label(), v, err}, t.hold())
		if e == nil {
			return out, false, nil
		}
		err = errors.Join(err, e)
	}
	return out, false, err
}

func (r *remedy[A, B]) once(t *turn, v A) (out B, pass bool, err error) {
	defer func() {
		if p := recover(); p != nil {
			pass, err = false, t.panicked(p)
		}
	}()
	t.node = r.node
	if out, pass, err = r.f(t, v); err != nil {
		err = r.node.fail(err)
	}
	return out, pass, err
}

// feed puts src, a source, below n: the end of n closes it, or, where several nodes feed it, the end of the last.
func (n *meta) feed(src *meta, end func(context.Context) error) {
	structure.Lock()
	defer structure.Unlock()
	if src.clock != n.clock {
		n.breakLocked(n.wrap(ErrClocks))
	}
	if slices.Contains(above(n), src) {
		n.breakLocked(n.wrap(fmt.Errorf("%w: it is above the node", ErrDeadLetter)))
		return
	}
	n.downs, src.ups = append(n.downs, src), append(src.ups, n)
	src.open++
	n.ends = append(slices.Clip(n.ends), &edge{up: n, end: func(t *turn) {
		structure.Lock()
		src.open--
		last := src.open == 0
		structure.Unlock()
		if last {
			t.node = n
			t.collect(end(t.user()))
		}
	}})
	reshapes.Add(1)
	recheck(n)
}
