package ops_test

import (
	"context"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// drawOperator draws an operator of event time, or one of rows.
func drawOperator(t *rapid.T) operator {
	switch rapid.IntRange(0, 3).Draw(t, "operator") {
	case 0:
		n, keyed := rapid.IntRange(1, 9).Draw(t, "n"), rapid.Bool().Draw(t, "keyed")
		return func(d ops.DataFrame) ops.DataFrame {
			if keyed {
				return d.TumblingRows(n).GroupBy("k", "x").Aggregate(reductions...)
			}
			return d.TumblingRows(n).Aggregate(reductions...)
		}
	case 1:
		lateness := time.Duration(rapid.IntRange(0, 40).Draw(t, "lateness")) * time.Second
		return func(d ops.DataFrame) ops.DataFrame { return d.Reorder(lateness) }
	}
	m := drawModel(t)
	return func(d ops.DataFrame) ops.DataFrame { return m.windows(d).Aggregate(reductions...) }
}

// A restored operator continues with exactly the same results, wherever the stream is cut.
func TestRestoredWindowsContinue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		op, batches := drawOperator(t), cutBatches(t, drawTimedRows(t))
		cut := rapid.IntRange(0, len(batches)).Draw(t, "cut")
		want := runFrom(t, op, batches, nil, true)
		first := runFrom(t, op, batches[:cut], nil, false)
		second := runFrom(t, op, batches[cut:], first.state, true)
		got := append(first.frames, second.frames...)
		if len(got) != len(want.frames) {
			t.Fatalf("got %v, want %v", got, want.frames)
		}
		for i := range got {
			if !got[i].Equal(want.frames[i]) {
				t.Fatalf("frame %d: got\n%v\nwant\n%v", i, got[i], want.frames[i])
			}
		}
	})
}

// runResult holds what a run has emitted, and its state before it was closed.
type runResult struct {
	frames []frame.Frame
	state  []byte
}

// runFrom feeds batches to an operator, from a state on. Results of the end are included only if end is set.
func runFrom(t *rapid.T, op operator, batches [][]timedRow, from []byte, end bool) (p runResult) {
	ctx := context.Background()
	src := flow.NewSource[frame.Frame]()
	d := op(ops.From(src, timedFrame(nil)))
	out := collect(d)
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if from != nil {
		must(ops.RestoreState(ctx, from, d))
	}
	for _, b := range batches {
		must(src.Emit(ctx, timedFrame(b)))
	}
	state, err := ops.SaveState(ctx, d)
	must(err)
	p = runResult{out.got, state}
	must(src.Close(ctx))
	if end {
		p.frames = out.got
	}
	return p
}

func TestRestoreOtherWindows(t *testing.T) {
	save := func(op operator) ([]byte, error) {
		p := newPipeline(events(nil))
		defer p.close(t)
		return ops.SaveState(t.Context(), op(p.rows))
	}
	load := func(op operator, state []byte) error {
		p := newPipeline(events(nil))
		defer p.close(t)
		return ops.RestoreState(t.Context(), state, op(p.rows))
	}
	minute := func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(time.Minute).Sum() }
	state, err := save(minute)
	check.NoError(t, err)
	if err := load(minute, state); err != nil {
		t.Error(err)
	}
	patient := func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(time.Minute, ops.Idle(time.Hour)).Sum() }
	if err := load(patient, state); err != nil {
		t.Error(err)
	}
	err = load(func(d ops.DataFrame) ops.DataFrame { return d.Tumbling(time.Hour).Sum() }, state)
	check.Error(t, err, ops.ErrState, "Tumbling.Sum", "Tumbling")
	err = load(func(d ops.DataFrame) ops.DataFrame { return d.Session(time.Minute).Sum() }, state)
	check.Error(t, err, ops.ErrState, "Session.Sum")
}
