package ops_test

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var ctx = context.Background()

var (
	errTest = errors.New("test")

	nan = math.NaN()
	inf = math.Inf(1)
	// day is 2026-01-01 00:00:00 UTC; `date -u -d @1767225600` agrees.
	day = time.Unix(1767225600, 0).UTC()
)

// at returns times so many seconds after day.
func at(seconds ...float64) []time.Time {
	times := make([]time.Time, len(seconds))
	for i, s := range seconds {
		times[i] = day.Add(time.Duration(s * float64(time.Second)))
	}
	return times
}

// table returns a frame of columns.
func table(cols ...frame.Column) frame.Frame { return frame.Must(frame.New(cols...)) }

// pipeline is a source of frames, and the DataFrame made of it.
type pipeline struct {
	source *flow.Source[frame.Frame]
	rows   ops.DataFrame
}

func newPipeline(example frame.Frame) pipeline {
	s := flow.NewSource[frame.Frame]()
	return pipeline{s, ops.From(s, example.Empty())}
}

// batches collects the elements of a stream.
type batches struct{ got []frame.Frame }

func collect(s flow.Stream[frame.Frame]) *batches {
	b := &batches{}
	flow.Sink(s, func(_ context.Context, f frame.Frame) error {
		b.got = append(b.got, f)
		return nil
	})
	return b
}

// feed emits frames and closes.
func (p pipeline) feed(t *testing.T, frames ...frame.Frame) {
	t.Helper()
	for _, f := range frames {
		check.NoError(t, p.source.Emit(t.Context(), f))
	}
	p.close(t)
}

func (p pipeline) close(t *testing.T) {
	t.Helper()
	check.NoError(t, p.source.Close(t.Context()))
}

// resultsOf returns the results of an operator for some frames.
func resultsOf(t *testing.T, op func(ops.DataFrame) ops.DataFrame, frames ...frame.Frame) []frame.Frame {
	t.Helper()
	p := newPipeline(frames[0])
	d := op(p.rows)
	check.NoError(t, d.Err())
	out := collect(d)
	p.feed(t, frames...)
	for _, f := range out.got {
		if !f.Schema().Equal(d.Example().Schema()) {
			t.Fatalf("batch of [%v], but the example is [%v]", f.Schema(), d.Example().Schema())
		}
	}
	return out.got
}

// wantFrames compares batches, and prints both if they differ.
func wantFrames(t *testing.T, got []frame.Frame, want ...frame.Frame) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d batches, want %d: %v", len(got), len(want), got)
	}
	for i := range got {
		if !got[i].Equal(want[i]) {
			t.Errorf("batch %d: got [%v]\n%v\nwant [%v]\n%v", i, got[i].Schema(), got[i], want[i].Schema(), want[i])
		}
	}
}

// floats returns a column of a frame.
func floats(t *testing.T, f frame.Frame, name string) []float64 {
	t.Helper()
	v, err := f.Floats(name)
	check.NoError(t, err)
	return v
}

// receiver keeps the frames that it receives.
type receiver struct {
	got    []frame.Frame
	closed bool
}

func (r *receiver) Send(_ context.Context, f frame.Frame) error { r.got = append(r.got, f); return nil }
func (r *receiver) Close(context.Context) error                 { r.closed = true; return nil }
