package ops_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// timedBatch is a batch of rows at so many seconds, sent at a number of seconds on the clock.
type timedBatch struct {
	at      float64
	seconds []float64
}

// trace runs batches through an operator on a virtual clock and returns what is emitted when: "8s [10 11]" lists the
// values, which are the rows' own times unless they are sums. The source ends with its last batch, which may have no
// rows.
func trace(t *testing.T, op operator, all ...timedBatch) (lines []string) {
	t.Helper()
	clock := flow.Virtual(day)
	src := flow.FromFunc(func(ctx context.Context, emit func(frame.Frame) error) error {
		for _, s := range all {
			if err := clock.Sleep(ctx, at(s.at)[0].Sub(clock.Now())); err != nil {
				return err
			}
			if err := emit(events(s.seconds, s.seconds...)); err != nil {
				return err
			}
		}
		return nil
	}, flow.WithClock(clock))
	d := op(ops.From(src, events(nil)))
	flow.Sink(d, func(_ context.Context, f frame.Frame) error {
		lines = append(lines, fmt.Sprint(clock.Now().Sub(day), " ", floats(t, f, "x")))
		return nil
	})
	check.NoError(t, flow.Run(t.Context(), d))
	return lines
}

func wantTrace(t *testing.T, op operator, want []string, all ...timedBatch) {
	t.Helper()
	for range 3 { // the same each time
		if got := trace(t, op, all...); !slices.Equal(got, want) {
			t.Fatalf("got %q, want %q", got, want)
		}
	}
}

func TestIdleClosesWindows(t *testing.T) {
	var late atomic.Int64
	idle := func(d ops.DataFrame) ops.DataFrame {
		return d.Tumbling(10*time.Second, ops.Idle(5*time.Second), ops.CountLate(&late)).Sum()
	}
	wantTrace(t, idle, []string{"3s [10]", "8s [12]", "30s [43]", "37s [41]"},
		timedBatch{0, []float64{1, 9}},
		timedBatch{3, []float64{12}},      // closes 0 to 10; 5 s later 10 to 20 closes
		timedBatch{20, []float64{15, 21}}, // so 15 is late
		timedBatch{25, []float64{22}},     // just in time; 5 s later 20 to 30 closes
		timedBatch{31, []float64{24}},     // late
		timedBatch{35, []float64{41}},
		timedBatch{37, nil}) // the end
	if late.Load() != 3*2 {
		t.Errorf("got %d late rows, want 2 in each of 3 runs", late.Load())
	}
}

// A late row does not close a window of later rows, and lateness does not delay the closing of windows of an idle
// stream.
func TestIdleAdvancesWatermark(t *testing.T) {
	idle := func(d ops.DataFrame) ops.DataFrame {
		return d.Session(10*time.Second, ops.Lateness(time.Hour), ops.Idle(5*time.Second)).Sum()
	}
	wantTrace(t, idle, []string{"6s [3 100]", "40s [107]"},
		timedBatch{0, []float64{100, 1}}, timedBatch{1, []float64{2}}, // 5 s later both sessions close
		timedBatch{40, []float64{107, 50}}) // 50 is late; 107 begins a session of its own
}

func TestIdleReleasesRows(t *testing.T) {
	idle := func(d ops.DataFrame) ops.DataFrame { return d.Reorder(time.Minute, ops.Idle(5*time.Second)) }
	wantTrace(t, idle, []string{"7s [1 2 3]", "20s [3]", "20s [70 90]"},
		timedBatch{0, []float64{3, 1}}, timedBatch{2, []float64{2}},
		timedBatch{20, []float64{2, 90, 3, 70}}) // 2 is late, 3 is not; then the stream ends
}

// A slow receiver does not make the stream idle, although batches wait.
func TestSlowReceiverIsNotIdle(t *testing.T) {
	var late atomic.Int64
	slow := func(d ops.DataFrame) ops.DataFrame {
		d = d.Tumbling(10*time.Second, ops.Idle(5*time.Second), ops.CountLate(&late)).Sum()
		clock := flow.ClockOf(d)
		return ops.From(flow.MapContext(d, func(ctx context.Context, f frame.Frame) (frame.Frame, error) {
			return f, clock.Sleep(ctx, 8*time.Second)
		}), d.Example())
	}
	wantTrace(t, slow, []string{"8s [1]", "16s [11]", "24s [43]"},
		timedBatch{0, []float64{1, 11}}, timedBatch{1, []float64{21}}, timedBatch{2, []float64{22}})
	if late.Load() > 0 {
		t.Errorf("got %d late rows, want none", late.Load())
	}
}

// An error of a node below that occurs when the windows of an idle stream close is returned by the next Emit.
func TestIdleErrors(t *testing.T) {
	p := newPipeline(events(nil))
	failed := make(chan struct{})
	flow.Sink(p.rows.Tumbling(time.Second, ops.Idle(time.Millisecond)).Sum(), func(context.Context, frame.Frame) error {
		close(failed)
		return errTest
	})
	check.NoError(t, p.source.Emit(t.Context(), events([]float64{1}, 1)))
	<-failed
	for err := error(nil); ; err = p.source.Emit(t.Context(), events(nil)) {
		if err != nil {
			check.Error(t, err, errTest)
			break
		}
	}
	check.Error(t, p.source.Close(t.Context()), errTest)
}

// For the race detector: several goroutines emit, one describes the graph, Idle closes windows, and the stream ends, all
// at once. Each row counts once.
func TestIdleConcurrently(t *testing.T) {
	p := newPipeline(events(nil))
	var late atomic.Int64
	d := p.rows.Tumbling(time.Second, ops.Idle(50*time.Microsecond), ops.CountLate(&late)).Size()
	rows := 0
	flow.Sink(d, func(_ context.Context, f frame.Frame) error {
		sizes, err := f.Ints("size")
		for _, n := range sizes {
			rows += int(n)
		}
		return err
	})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 200 {
				if err := p.source.Emit(t.Context(), events([]float64{float64(i), float64(i) + 0.5}, 1, 2)); err != nil {
					t.Error(err)
				}
				flow.Describe(d)
			}
		})
	}
	all.Wait()
	p.close(t)
	if got := rows + int(late.Load()); got != 4*200*2 {
		t.Errorf("got %d rows, want %d", got, 4*200*2)
	}
	if err := p.source.Emit(t.Context(), events(nil)); !errors.Is(err, flow.ErrClosed) {
		t.Error(err)
	}
}
