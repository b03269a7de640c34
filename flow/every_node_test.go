package flow

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// standardRun is a graph of one node: sources, the node and a sink.
type standardRun struct {
	*testing.T
	n    standardNode
	a, b *Source[int]
	acks ledger
	errs error // the errors of Emit and Close

	mu  sync.Mutex
	out []string
}

// start builds the graph of a node. The sink returns sinkError of each element; if sinkError is nil, the sink never fails.
func (n standardNode) start(t *testing.T, clock func() Clock, f func(int) int, sinkError func(v string) error) *standardRun {
	c := WithClock(clock())
	r := &standardRun{T: t, n: n, a: NewSource[int](c), b: NewSource[int](c)}
	Sink(n.build(nodeInputs{r.a, r.b, f, []NodeOption{Name("tested")}, []SourceOption{c}}), func(_ context.Context, v string) error {
		r.mu.Lock()
		r.out = append(r.out, v)
		r.mu.Unlock()
		if sinkError != nil {
			return sinkError(v)
		}
		return nil
	})
	return r
}

// sources are the sources that the node has as inputs.
func (r *standardRun) sources() []*Source[int] {
	if r.n.twoInputs {
		return []*Source[int]{r.a, r.b}
	}
	return []*Source[int]{r.a}
}

// push emits each element from every source. It repeats an element that was not taken, and collects all errors.
func (r *standardRun) push(elements ...int) {
	for _, x := range elements {
		for side, s := range r.sources() {
			for again := true; again; {
				err := s.EmitAck(context.Background(), x, r.acks.ack(r.acks.count()*2+side))
				again = errors.Is(err, ErrNotTaken)
				r.errs = errors.Join(r.errs, err)
			}
		}
	}
}

func (r *standardRun) close(ctx context.Context) {
	r.errs = errors.Join(r.errs, r.a.Close(ctx), r.b.Close(ctx))
}

// wantOut closes the sources and compares the node's output with want.
func (r *standardRun) wantOut(want string) {
	r.Helper()
	r.close(context.Background())
	got := fmt.Sprint(r.out)
	if r.n.lossy && len(r.out) > 0 { // only the last element is certain
		got, want = r.out[len(r.out)-1]+"]", want[max(1, len(want)-len(r.out[len(r.out)-1])-1):]
	}
	if got != want {
		r.Errorf("got %s, want %s", got, want)
	}
}

func (r *standardRun) wantNoErrors() {
	r.Helper()
	if r.errs != nil {
		r.Error(r.errs)
	}
}

// standardCases are checks that every node must pass.
var standardCases = map[string]func(t *testing.T, n standardNode, clock func() Clock){
	"normal": func(t *testing.T, n standardNode, clock func() Clock) {
		r := n.start(t, clock, identity[int], nil)
		r.push(1, 2, 3, 3, 4)
		r.wantOut(n.want)
		r.wantNoErrors()
	},
	"single": func(t *testing.T, n standardNode, clock func() Clock) {
		r := n.start(t, clock, identity[int], nil)
		r.push(7)
		r.wantOut(n.wantSingle)
		r.wantNoErrors()
	},
	"none": func(t *testing.T, n standardNode, clock func() Clock) {
		r := n.start(t, clock, identity[int], nil)
		want := "[]"
		if strings.HasSuffix(n.want, " end]") {
			want = "[end]"
		}
		r.wantOut(want)
		r.wantNoErrors()
	},
	// A failure downstream is returned with the node's name, and later elements still pass.
	"error downstream": func(t *testing.T, n standardNode, clock func() Clock) { checkDownstreamFailure(t, n, clock, false) },
	"panic downstream": func(t *testing.T, n standardNode, clock func() Clock) { checkDownstreamFailure(t, n, clock, true) },
	// An element for which the function panics is dropped. The output is as if it had never been emitted.
	"panic": func(t *testing.T, n standardNode, clock func() Clock) {
		if !n.callsFunc {
			return
		}
		reference := n.start(t, clock, identity[int], nil)
		reference.push(1, 2, 4)
		reference.close(t.Context())
		r := n.start(t, clock, func(x int) int {
			if x == 3 {
				panic("three")
			}
			return x
		}, nil)
		r.push(1, 2, 3, 3, 4)
		r.wantOut(fmt.Sprint(reference.out))
		var p *PanicError
		if !errors.As(r.errs, &p) || p.Value != "three" {
			t.Errorf("got error %v, want the panic", r.errs)
		}
		wantNode(t, r.errs, "tested")
	},
	"close during emit": checkCloseDuringEmit,
	// Emit with a cancelled context takes nothing. Close with a cancelled context releases every element.
	"cancelled": func(t *testing.T, n standardNode, clock func() Clock) {
		r := n.start(t, clock, identity[int], nil)
		cancelled, cancel := context.WithCancel(t.Context())
		cancel()
		for _, s := range r.sources() {
			check.Error(t, s.EmitAck(cancelled, 9, r.acks.ack(-1)), context.Canceled)
		}
		r.push(1, 2, 3)
		r.close(cancelled)
		if r.errs != nil {
			check.Error(t, r.errs, context.Canceled)
		}
		wantFired(t, &r.acks, 4*len(r.sources()))
		r.close(t.Context()) // returns the same errors again
	},
	"concurrent emitters": checkConcurrentEmitters,
}

func checkDownstreamFailure(t *testing.T, n standardNode, clock func() Clock, panics bool) {
	reference := n.start(t, clock, identity[int], nil)
	reference.push(1, 2, 3, 3, 4)
	reference.close(t.Context())
	first := true
	r := n.start(t, clock, identity[int], func(string) error {
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
	check.Error(t, r.errs, errTest)
	wantNode(t, r.errs, "sink")
	want := len(reference.out)
	if n.abortsRest {
		want-- // the rest of the failed element is missing
	}
	if len(r.out) != want && !n.lossy {
		t.Errorf("%d elements arrived, want %d", len(r.out), want)
	}
}

// checkCloseDuringEmit closes the sources while elements are emitted. Each Ack fires exactly once, whether its element was
// taken or not.
func checkCloseDuringEmit(t *testing.T, n standardNode, clock func() Clock) {
	r := n.start(t, clock, identity[int], nil)
	emitted, enough := 0, make(chan struct{})
	var emitting sync.WaitGroup
	emitting.Go(func() {
		for x := 100; ; x++ {
			if x == 150 {
				close(enough)
			}
			for _, s := range r.sources() {
				emitted++
				if err := s.EmitAck(context.Background(), x, r.acks.ack(emitted)); err != nil {
					if !errors.Is(err, ErrClosed) {
						t.Error(err)
					}
					return
				}
			}
		}
	})
	<-enough
	if err := r.a.Close(t.Context()); err != nil {
		t.Error(err)
	}
	emitting.Wait()
	if err := r.b.Close(t.Context()); err != nil {
		t.Error(err)
	}
	wantFired(t, &r.acks, emitted)
	check.Error(t, r.a.Emit(t.Context(), 1), ErrClosed)
}

// checkConcurrentEmitters emits from several goroutines. No element is lost.
func checkConcurrentEmitters(t *testing.T, n standardNode, clock func() Clock) {
	const perEmitter = 100
	emitters := 4
	if n.sortedInput {
		emitters = 1
	}
	reference := n.start(t, clock, identity[int], nil)
	for x := range emitters * perEmitter {
		reference.push(100 + x)
	}
	reference.close(t.Context())
	r := n.start(t, clock, identity[int], nil)
	var emitting sync.WaitGroup
	for e := range emitters {
		emitting.Go(func() {
			for i := range perEmitter {
				x := e*perEmitter + i
				for side, s := range r.sources() {
					if err := s.EmitAck(context.Background(), 100+x, r.acks.ack(2*x+side)); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	emitting.Wait()
	r.close(t.Context())
	r.wantNoErrors()
	wantFired(t, &r.acks, len(r.sources())*emitters*perEmitter)
	if !n.twoInputs && !n.lossy && len(r.out) != len(reference.out) {
		t.Errorf("%d elements arrived, want %d", len(r.out), len(reference.out))
	}
}

// wantFired checks that Acks have fired n times in all.
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
						t.Fatal("still running after 20s")
					}
				})
			}
		}
	}
}
