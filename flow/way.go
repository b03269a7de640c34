package flow

// way is an input of a junction.
type way[A any] struct {
	from  *meta
	to    *Junction[A]
	edge  *edge
	back  bool // from lies below the junction; it does not count for the end of the stream
	ended bool // under structure

	// Whether elements of a root come back through an asynchronous node, as found out last; under from's guard.
	root   *root
	behind bool
	shape  uint64
}

// step is what the way does with an element.
func (w *way[A]) step(t *turn, v A) error {
	switch {
	case !w.back:
		return w.to.take(t, v)
	case !w.isBehind(t.root):
		t.back.push(&comeback[A]{w.to, v, t.hold()})
		t.more = true
		return nil
	case w.to.inbox == nil: // built on since it was connected
		return w.to.fail(ErrCycle)
	}
	if err := w.to.inbox.put(t, v); err != nil {
		return w.to.fail(err)
	}
	return nil
}

// isBehind tells whether r lies below the junction: its turn must not wait for the junction then, where somebody may be
// waiting for that turn.
func (w *way[A]) isBehind(r *root) bool {
	if now := reshapes.Load(); w.root != r || w.shape != now {
		structure.Lock()
		defer structure.Unlock()
		w.root, w.shape, w.behind = r, now, false
		for _, n := range below(&w.to.meta) {
			w.behind = w.behind || n == r.node
		}
	}
	return w.behind
}

// comeback is an element that has come back to a junction, and waits for the one that it comes of to pass.
type comeback[A any] struct {
	to  *Junction[A]
	v   A
	ack *Ack
}

func (b *comeback[A]) enter(t *turn) (err error) {
	own := t.ack
	t.ack = b.ack
	defer func() {
		if p := recover(); p != nil {
			err = t.panicked(p)
		}
		t.ack = own
		b.ack.release(err)
	}()
	return b.to.take(t, b.v)
}

func (b *comeback[A]) drop(err error) { b.ack.release(err) }
