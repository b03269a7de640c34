package flow

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// trial5 is a graph of one node: sources, the node, a sink.
type trial5 struct {
	*testing.T
	n    standardNode
	a, b *Source[int]
	l    ledger
	errs error // of Emit and Close

	mu  sync.Mutex
	out []string
}

// identity5 is what a node's function does where it does nothing wrong.
func identity5(x int) int { return x }

// try builds the graph of a node. say is what the sink says of what comes; nil: nothing.
func (n standardNode) try(t *testing.T, clock func() Clock, f func(int) int, say func(v string) error) *trial5 {
	c := WithClock(clock())
	r := &trial5{T: t, n: n, a: NewSource[int](c), b: NewSource[int](c)}
	Sink(n.build(kit{r.a, r.b, f, []NodeOption{Name("tested")}, []SourceOption{c}}), func(_ context.Context, v string) error {
		r.mu.Lock()
		r.out = append(r.out, v)
		r.mu.Unlock()
		if say != nil {
			return say(v)
		}
		return nil
	})
	return r
}

// sources are those that the node takes.
func (r *trial5) sources() []*Source[int] {
	if r.n.joins {
		return []*Source[int]{r.a, r.b}
	}
	return []*Source[int]{r.a}
}

// push emits elements, each to one source after the other, again where one was not taken, and keeps what goes wrong.
func (r *trial5) push(elements ...int) {
	for _, x := range elements {
		for side, s := range r.sources() {
			for again := true; again; {
				err := s.EmitAck(context.Background(), x, r.l.ack(r.l.count()*2+side))
				again = errors.Is(err, ErrNotTaken)
				r.errs = errors.Join(r.errs, err)
			}
		}
	}
}

func (r *trial5) close(ctx context.Context) {
	r.errs = errors.Join(r.errs, r.a.Close(ctx), r.b.Close(ctx))
}

// wantOut closes the sources and compares what has come out.
func (r *trial5) wantOut(want string) {
	r.Helper()
	r.close(context.Background())
	got := fmt.Sprint(r.out)
	if r.n.lossy && len(r.out) > 0 { // the last is what always comes
		got, want = r.out[len(r.out)-1]+"]", want[max(1, len(want)-len(r.out[len(r.out)-1])-1):]
	}
	if got != want {
		r.Errorf("got %s, want %s", got, want)
	}
}

func (r *trial5) wantNoErrors() {
	r.Helper()
	if r.errs != nil {
		r.Error(r.errs)
	}
}

// standardCases are what each node has to get right, whatever it does.
var standardCases = map[string]func(t *testing.T, n standardNode, clock func() Clock){
	"normal": func(t *testing.T, n standardNode, clock func() Clock) {
		r := n.try(t, clock, identity5, nil)
		r.push(1, 2, 3, 3, 4)
		r.wantOut(n.want)
		r.wantNoErrors()
	},
	"single": func(t *testing.T, n standardNode, clock func() Clock) {
		r := n.try(t, clock, identity5, nil)
		r.push(7)
		r.wantOut(n.one)
		r.wantNoErrors()
	},
	"none": func(t *testing.T, n standardNode, clock func() Clock) {
		r := n.try(t, clock, identity5, nil)
		want := "[]"
		if strings.HasSuffix(n.want, " end]") {
			want = "[end]"
		}
		r.wantOut(want)
		r.wantNoErrors()
	},
	// What fails below is told, by name, and what comes after it passes all the same.
	"error below": func(t *testing.T, n standardNode, clock func() Clock) { failsBelow(t, n, clock, false) },
	"panic below": func(t *testing.T, n standardNode, clock func() Clock) { failsBelow(t, n, clock, true) },
	// An element for which the function panics is left out, and the others are as if it had not come.
	"panic": func(t *testing.T, n standardNode, clock func() Clock) {
		if !n.calls {
			return
		}
		whole := n.try(t, clock, identity5, nil)
		whole.push(1, 2, 4)
		whole.close(t.Context())
		r := n.try(t, clock, func(x int) int {
			if x == 3 {
				panic("three")
			}
			return x
		}, nil)
		r.push(1, 2, 3, 3, 4)
		r.wantOut(fmt.Sprint(whole.out))
		var p *PanicError
		if !errors.As(r.errs, &p) || p.Value != "three" {
			t.Errorf("got error %v, want the panic", r.errs)
		}
		wantNode(t, r.errs, "tested")
	},
	"close in the middle": closedInTheMiddle,
	// An element whose context has ended is not taken, and a Close whose context has ended lets go of everything.
	"cancelled": func(t *testing.T, n standardNode, clock func() Clock) {
		r := n.try(t, clock, identity5, nil)
		cancelled, cancel := context.WithCancel(t.Context())
		cancel()
		for _, s := range r.sources() {
			wantError(t, s.EmitAck(cancelled, 9, r.l.ack(-1)), context.Canceled)
		}
		r.push(1, 2, 3)
		r.close(cancelled)
		if r.errs != nil {
			wantError(t, r.errs, context.Canceled)
		}
		wantFired(t, &r.l, 4*len(r.sources()))
		r.close(t.Context()) // says the same again
	},
	"concurrent emitters": concurrentlyFed,
}

func failsBelow(t *testing.T, n standardNode, clock func() Clock, panics bool) {
	whole := n.try(t, clock, identity5, nil)
	whole.push(1, 2, 3, 3, 4)
	whole.close(t.Context())
	first := true
	r := n.try(t, clock, identity5, func(string) error {
		if !first {
			return nil
		}
		if first = false; panics {
			panic(errTest)
		}
		return errTest
	})
	r.push(1, 2, 3, 3, 4)
	r.close(t.Context())
	wantError(t, r.errs, errTest)
	wantNode(t, r.errs, "sink")
	want := len(whole.out)
	if n.whole {
		want-- // the rest of the element
	}
	if len(r.out) != want && !n.lossy {
		t.Errorf("%d have come, want %d", len(r.out), want)
	}
}

// closedInTheMiddle closes while somebody emits: each element is taken or not, and either way done with once.
func closedInTheMiddle(t *testing.T, n standardNode, clock func() Clock) {
	r := n.try(t, clock, identity5, nil)
	emitted, many := 0, make(chan struct{})
	var emitting sync.WaitGroup
	emitting.Go(func() {
		for x := 100; ; x++ {
			if x == 150 {
				close(many)
			}
			for _, s := range r.sources() {
				emitted++
				if err := s.EmitAck(context.Background(), x, r.l.ack(emitted)); err != nil {
					if !errors.Is(err, ErrClosed) {
						t.Error(err)
					}
					return
				}
			}
		}
	})
	<-many
	if err := r.a.Close(t.Context()); err != nil {
		t.Error(err)
	}
	emitting.Wait()
	if err := r.b.Close(t.Context()); err != nil {
		t.Error(err)
	}
	wantFired(t, &r.l, emitted)
	wantError(t, r.a.Emit(t.Context(), 1), ErrClosed)
}

func concurrentlyFed(t *testing.T, n standardNode, clock func() Clock) {
	const many = 100
	emitters := 4
	if n.order {
		emitters = 1
	}
	whole := n.try(t, clock, identity5, nil)
	for x := range emitters * many {
		whole.push(100 + x)
	}
	whole.close(t.Context())
	r := n.try(t, clock, identity5, nil)
	var emitting sync.WaitGroup
	for e := range emitters {
		emitting.Go(func() {
			for i := range many {
				x := e*many + i
				for side, s := range r.sources() {
					if err := s.EmitAck(context.Background(), 100+x, r.l.ack(2*x+side)); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	emitting.Wait()
	r.close(t.Context())
	r.wantNoErrors()
	wantFired(t, &r.l, len(r.sources())*emitters*many)
	if !n.joins && !n.lossy && len(r.out) != len(whole.out) {
		t.Errorf("%d have come out, want %d", len(r.out), len(whole.out))
	}
}

// wantFired checks that n Acks have fired, as often as they were given.
func wantFired(t *testing.T, l *ledger, n int) {
	t.Helper()
	l.mu.Lock()
	defer l.mu.Unlock()
	fired := 0
	for _, all := range l.fired {
		fired += len(all)
	}
	if fired != n {
		t.Errorf("%d Acks have fired, want %d", fired, n)
	}
}

func TestStandardCases(t *testing.T) {
	clocks := map[string]func() Clock{"real": RealClock, "virtual": func() Clock { return Virtual(epoch) }}
	for name, n := range standardNodes {
		for clockName, clock := range clocks {
			for caseName, check := range standardCases {
				t.Run(fmt.Sprint(name, "/", clockName, "/", caseName), func(t *testing.T) {
					done := make(chan struct{})
					go func() {
						defer close(done)
						check(t, n, clock)
					}()
					select {
					case <-done:
					case <-time.After(20 * time.Second):
						t.Fatal("it hangs")
					}
				})
			}
		}
	}
}
