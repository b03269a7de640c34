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

// drawOperator draws one that goes by event time, or by rows.
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

// What is restored goes on as if nothing had happened, to the bit, wherever the stream was cut.
func TestRestoredWindowsGoOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		op, batches := drawOperator(t), cutBatches(t, drawTimedRows(t))
		cut := rapid.IntRange(0, len(batches)).Draw(t, "cut")
		want := cutRun(t, op, batches, nil, true)
		first := cutRun(t, op, batches[:cut], nil, false)
		second := cutRun(t, op, batches[cut:], first.state, true)
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

// cutPass is what a run has given, and what it has kept before it was closed.
type cutPass struct {
	frames []frame.Frame
	state  []byte
}

// cutRun feeds batches to an operator, from a state on; its end is left out unless wanted.
func cutRun(t *rapid.T, op operator, batches [][]timedRow, from []byte, end bool) (p cutPass) {
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
	p = cutPass{out.got, state}
	must(src.Close(ctx))
	if end {
		p.frames = out.got
	}
	return p
}

func TestRestoreOfOtherWindows(t *testing.T) {
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
