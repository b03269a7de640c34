package ops_test

import (
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// Full emits the rows of the window, in whatever batches they came; after its state is restored it continues with the
// same rows.
func TestFullMatchesWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "length")
		byTime := rapid.Bool().Draw(t, "by time")
		span := ops.Rows(n)
		if byTime {
			span = ops.Within(time.Duration(n) * time.Second)
		}
		op := func(d ops.DataFrame) ops.Table { return d.Window(span).Full() }
		batches := drawBatches(t, drawEvents(t))
		old, restored := newFeeder(op), newFeeder(op)
		cut := rapid.IntRange(0, len(batches)).Draw(t, "cut")
		var rows []event
		for i, b := range batches {
			if i == cut {
				if err := ops.RestoreState(ctx, stateOf(t, old.table), restored.table); err != nil {
					t.Fatal(err)
				}
			}
			old.feed(t, b)
			if rows = append(rows, b...); byTime && len(rows) > 0 {
				rows = newerThan(rows, float64(n))
			} else if !byTime {
				rows = rows[max(0, len(rows)-n):]
			}
			want := eventFrame(rows)
			if got := old.out.got[i]; !got.Equal(want) {
				t.Fatalf("batch %d: got\n%v\nwant\n%v", i, got, want)
			}
			if i >= cut {
				restored.feed(t, b)
				if got := restored.out.got[i-cut]; !got.Equal(want) {
					t.Fatalf("restored, batch %d: got\n%v\nwant\n%v", i, got, want)
				}
			}
		}
	})
}

// A frame that Full has emitted does not change when the window moves on.
func TestFullIsSnapshot(t *testing.T) {
	var batches, want []frame.Frame
	for i := range 50 {
		batches = append(batches, timed([]float64{float64(i)}, float64(i)))
		want = append(want, frame.Must(frame.Concat(batches[max(0, i-3):])))
	}
	full := func(s ops.Span) func(ops.DataFrame) ops.Table {
		return func(d ops.DataFrame) ops.Table { return d.Window(s).Full() }
	}
	wantFrames(t, tables(t, full(ops.Rows(4)), batches...), want...)
	wantFrames(t, tables(t, full(ops.Within(4*time.Second)), batches...), want...)
}

func TestApplyErrors(t *testing.T) {
	example := timed(nil)
	p := newPipeline(example)
	d := p.rows.Window(ops.Rows(3)).Apply("broken", func(f frame.Frame) (frame.Frame, error) { return f, errTest })
	check.Error(t, d.Err(), errTest, "ops.Window.Apply: broken")

	p = newPipeline(example)
	out := collect(p.rows.Window(ops.Rows(2)).Apply("columns", func(f frame.Frame) (frame.Frame, error) {
		if f.Len() > 1 {
			return f.DropIndex(), nil
		}
		return f, nil
	}))
	one := timed([]float64{0}, 1)
	check.NoError(t, p.source.Emit(ctx, one))
	check.Error(t, p.source.Emit(ctx, one), frame.ErrSchema, "ops.Window.Apply")
	p.close(t)
	wantFrames(t, out.got, one)
}
