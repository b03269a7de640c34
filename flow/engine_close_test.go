package flow

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// When a Close runs out of time, the elements that another source has put into a shared buffer still arrive: that source's own
// Close waits for them.
func TestCloseTimeoutKeepsElementsOfOtherSources(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	var out atomic.Int32
	Sink(Buffer(Union[int](a, b), 16), func(context.Context, int) error {
		time.Sleep(5 * time.Millisecond)
		out.Add(1)
		return nil
	})
	for i := range 10 {
		emit(t, b, i)
	}
	closed := make(chan error, 1)
	go func() { closed <- b.Close(context.Background()) }()
	time.Sleep(5 * time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	check.Error(t, a.Close(ctx), ErrNotDrained)
	if err := <-closed; err != nil || out.Load() != 10 {
		t.Fatalf("%d of 10 elements arrived; Close: %v", out.Load(), err)
	}
}

func TestCloseReturnsAllErrorsBehindBuffers(t *testing.T) {
	src := NewSource[string]()
	Sink(Buffer(src, 8), func(_ context.Context, v string) error { return errors.New(v) })
	To(Buffer(src, 8), &receiver[string]{sendErr: errors.New("disk full"), closeErr: errors.New("file not whole")})
	for _, v := range []string{"a", "b", "c"} {
		_ = src.Emit(t.Context(), v)
	}
	text := src.Close(t.Context()).Error()
	for _, want := range []string{"a", "disk full", "file not whole"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in\n%s", want, text)
		}
	}
}

func TestCloseReturnsEachErrorOnce(t *testing.T) {
	src := NewSource[int]()
	Sink(Buffer(src, 4), func(context.Context, int) error { return errTest })
	emit(t, src, 1)
	err := src.Close(t.Context())
	if got, want := err.Error(), `flow: node "sink": test`; got != want {
		t.Fatalf("got %q, want %q", got, want)
	}
}

func TestCloseTimeoutWithBlockedSink(t *testing.T) {
	for _, buffered := range []bool{false, true} {
		t.Run(fmt.Sprint("buffered=", buffered), func(t *testing.T) {
			src := NewSource[int]()
			release := make(chan struct{})
			var s Stream[int] = src
			if buffered {
				s = Buffer(src, 10)
			}
			r := To(s, &receiver[int]{})
			Sink(s, func(context.Context, int) error { <-release; return nil })
			emitted := make(chan error)
			go func() {
				var err error
				for i := range 3 {
					err = errors.Join(err, src.Emit(context.Background(), i))
				}
				emitted <- err
			}()
			time.Sleep(10 * time.Millisecond)
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
			defer cancel()
			began := time.Now()
			err := src.Close(ctx)
			check.Error(t, err, context.DeadlineExceeded)
			check.Error(t, err, ErrNotDrained)
			if took := time.Since(began); took > closeGrace+time.Second {
				t.Fatalf("Close took %v", took)
			}
			close(release)
			<-emitted
			check.Eventually(t, "the receiver's Close after the sink has returned", func() bool {
				r.mu.Lock()
				defer r.mu.Unlock()
				return r.log[len(r.log)-1] == "close"
			})
		})
	}
}

func TestCloseTimeoutEndsWaitOfRateLimit(t *testing.T) {
	src := NewSource[int]()
	r := To(RateLimit(src, time.Hour), &receiver[int]{})
	emit(t, src, 1)
	emitted := make(chan error)
	go func() { emitted <- src.Emit(context.Background(), 2) }()
	time.Sleep(5 * time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	check.Error(t, src.Close(ctx), ErrNotDrained)
	check.Error(t, <-emitted, ErrAborted)
	if got := fmt.Sprint(r.log); got != "[1 close]" {
		t.Fatal(got)
	}
}

func TestCloseDoesNotWaitForOtherSources(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	r := To(Buffer(Union[int](a, b), 4), &receiver[int]{})
	emit(t, a, 1)
	emit(t, b, 2)
	mustClose(t, a) // 1 has passed, and the buffer continues
	emit(t, b, 3)
	mustClose(t, b)
	if got := fmt.Sprint(r.log); got != "[1 2 3 close]" {
		t.Fatal(got)
	}
}

// Close of the first source and then of the second must not hang.
func TestCloseBothSourcesOfZip(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	r := To(Zip(Buffer(a, 100), Buffer(b, 100), Bound(2)), &receiver[Pair[int, int]]{})
	for i := range 50 {
		emit(t, a, i)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_ = a.Close(ctx)
	emit(t, b, 7)
	mustClose(t, b)
	if got := fmt.Sprintln(r.log[0], r.log[len(r.log)-1]); got != "{0 7} close\n" {
		t.Fatal(got)
	}
}

// slowReceiver is a receiver whose Close takes 5 ms.
type slowReceiver struct{ closed atomic.Bool }

func (s *slowReceiver) Send(context.Context, int) error { return nil }
func (s *slowReceiver) Close(context.Context) error {
	time.Sleep(5 * time.Millisecond)
	s.closed.Store(true)
	return nil
}

func TestCloseWaitsForReceiversBehindBuffers(t *testing.T) {
	src := NewSource[int]()
	r := To(Buffer(Buffer(src, 2), 2), &slowReceiver{})
	emit(t, src, 1)
	mustClose(t, src)
	if !r.closed.Load() {
		t.Fatal("Close returned before the receiver was closed")
	}
}
