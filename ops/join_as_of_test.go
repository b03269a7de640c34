package ops_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// leftRows and rightRows are the sides of a join by time: rows at these seconds, numbered by them.
func leftRows(s ...float64) frame.Frame {
	return table(frame.Index("t", at(s...)), frame.Col("x", s))
}

func rightRows(s ...float64) frame.Frame {
	return table(frame.Index("at", at(s...)), frame.Col("y", s))
}

// matchedRows is rows of the left side with the y of their matches.
func matchedRows(pairs ...[2]float64) frame.Frame {
	x, y := make([]float64, len(pairs)), make([]float64, len(pairs))
	for i, p := range pairs {
		x[i], y[i] = p[0], p[1]
	}
	return frame.Must(leftRows(x...).With(frame.Col("y", y)))
}

// joinPipelines returns a join of two pipelines.
func joinPipelines(join func(l, r ops.DataFrame) ops.DataFrame) (l, r pipeline, out *batches) {
	l, r = newPipeline(leftRows()), newPipeline(rightRows())
	return l, r, collect(join(l.rows, r.rows))
}

func asOfJoin(opts ...ops.JoinOption) func(l, r ops.DataFrame) ops.DataFrame {
	return func(l, r ops.DataFrame) ops.DataFrame { return l.AsOf(r, opts...) }
}

// A row is emitted as soon as its match is known.
func TestAsOfWaits(t *testing.T) {
	l, r, out := joinPipelines(asOfJoin())
	r.emit(t, rightRows(5, 10))
	l.emit(t, leftRows(7, 10, 12)) // at 10 there may be another one
	wantFrames(t, out.got, matchedRows([2]float64{7, 5}))
	r.emit(t, rightRows(10))
	r.emit(t, rightRows())
	r.emit(t, rightRows(12, 13)) // one batch of all rows whose matches are known
	wantFrames(t, out.got[1:], matchedRows([2]float64{10, 10}, [2]float64{12, 12}))
	l.emit(t, leftRows())
	l.emit(t, leftRows(12))
	l.emit(t, leftRows(20))
	l.emit(t, leftRows(21))
	r.close(t)
	wantFrames(t, out.got[2:], matchedRows([2]float64{12, 12}), matchedRows([2]float64{20, 13}, [2]float64{21, 13}))
	l.emit(t, leftRows(22)) // the match is known
	l.close(t)
	wantFrames(t, out.got[4:], matchedRows([2]float64{22, 13}))
}

func TestAsOfForwardWaits(t *testing.T) {
	l, r, out := joinPipelines(asOfJoin(ops.Direction(ops.Forward), ops.Tolerance(2*time.Second)))
	l.emit(t, leftRows(1, 5))
	r.emit(t, rightRows(0, 2)) // the match is known at once
	wantFrames(t, out.got, matchedRows([2]float64{1, 2}))
	r.emit(t, rightRows(4))
	r.emit(t, rightRows(8)) // not near enough for 5
	wantFrames(t, out.got[1:], matchedRows([2]float64{5, nan}))
	l.emit(t, leftRows(8))
	l.close(t)
	wantFrames(t, out.got[2:], matchedRows([2]float64{8, 8}))
	r.emit(t, rightRows(9)) // no row waits
	r.close(t)
}

func TestAsOfNearestWaits(t *testing.T) {
	l, r, out := joinPipelines(asOfJoin(ops.Direction(ops.Nearest)))
	r.emit(t, rightRows(5, 9))
	l.emit(t, leftRows(6, 7)) // of the same distance, the one before
	wantFrames(t, out.got, matchedRows([2]float64{6, 5}, [2]float64{7, 5}))
	l.emit(t, leftRows(10))
	r.emit(t, rightRows(11)) // no nearer one than 9 can come any more
	wantFrames(t, out.got[1:], matchedRows([2]float64{10, 9}))
	r.close(t)
	l.close(t)
}

// With a key, the streams' newest row tells when no nearer one can come.
func TestAsOfNearestWaitsByKey(t *testing.T) {
	of := func(f frame.Frame, k ...string) frame.Frame { return frame.Must(f.With(frame.Col("k", k))) }
	l, r := newPipeline(of(leftRows())), newPipeline(of(rightRows()))
	out := collect(l.rows.AsOf(r.rows, ops.Direction(ops.Nearest), ops.ByKey("k")).Drop("k"))
	l.emit(t, of(leftRows(10), "a"))
	r.emit(t, of(rightRows(7, 12), "a", "b"))
	wantFrames(t, out.got) // at 12 there may be an a
	r.emit(t, of(rightRows(13), "b"))
	wantFrames(t, out.got, matchedRows([2]float64{10, 7}))
	r.close(t)
	l.close(t)
}

func TestJoinWithinWaits(t *testing.T) {
	l, r, out := joinPipelines(func(l, r ops.DataFrame) ops.DataFrame { return l.JoinWithin(r, 2*time.Second, ops.Inner) })
	r.emit(t, rightRows(3, 5, 7))
	l.emit(t, leftRows(5, 6))
	wantFrames(t, out.got)
	r.emit(t, rightRows(8))
	wantFrames(t, out.got, matchedRows([2]float64{5, 3}, [2]float64{5, 5}, [2]float64{5, 7}))
	l.close(t)
	r.close(t)
	wantFrames(t, out.got[1:], matchedRows([2]float64{6, 5}, [2]float64{6, 7}, [2]float64{6, 8}))
}

// A row that is out of order fails its batch and leaves the join unchanged.
func TestJoinByTimeOrder(t *testing.T) {
	l, r, out := joinPipelines(asOfJoin())
	r.emit(t, rightRows(5))
	check.Error(t, r.source.Emit(t.Context(), rightRows(4)), ops.ErrOrder, "ops.AsOf", "right", "00:00:04Z", "00:00:05Z", `"at"`)
	check.Error(t, r.source.Emit(t.Context(), rightRows(6, 5.5)), ops.ErrOrder, "right", "row 1")
	l.emit(t, leftRows(7))
	check.Error(t, l.source.Emit(t.Context(), leftRows(6)), ops.ErrOrder, "left", `"t"`)
	unknown := table(frame.Index("t", []time.Time{{}}), frame.Col("x", []float64{1}))
	check.Error(t, l.source.Emit(t.Context(), unknown), ops.ErrOrder, "missing")
	r.close(t)
	l.close(t)
	wantFrames(t, out.got, matchedRows([2]float64{7, 5}))
}

func TestJoinByTimeErrors(t *testing.T) {
	plain := table(frame.Col("x", []float64{1}))
	counted := table(frame.Index("n", []int{1}), frame.Col("z", []float64{1}))
	d := func(f frame.Frame) ops.DataFrame { return newPipeline(f).rows }
	check.Error(t, d(plain).AsOf(d(rightRows())).Err(), ops.ErrType, "ops.AsOf", "left", "got none")
	check.Error(t, d(leftRows()).JoinWithin(d(counted), 1).Err(), ops.ErrType, "ops.JoinWithin", "right", `"n"`, "int64")
	check.Error(t, d(leftRows()).AsOf(d(leftRows())).Err(), frame.ErrName, `"x"`)
	check.Error(t, d(leftRows()).AsOf(d(rightRows()), ops.ByKey("k")).Err(), ops.ErrColumn, `"k"`)
	check.Error(t, d(leftRows()).Col("k").AsOf(d(rightRows()).Col("q")).Err(), ops.ErrColumn, `"k"`) // the first error is kept
	l, bad := newPipeline(leftRows()), d(rightRows()).Col("q")
	check.Error(t, l.rows.AsOf(bad).Err(), ops.ErrColumn, `"q"`)
	check.Error(t, l.source.Emit(t.Context(), leftRows(1)), ops.ErrColumn, `"q"`)
	p := newPipeline(leftRows())
	check.Error(t, p.rows.AsOf(p.rows.Col("q")).Err(), ops.ErrColumn, `"q"`)
	unsorted := ops.From(flow.NewSource[frame.Frame](), leftRows(2, 1))
	check.Error(t, unsorted.AsOf(d(rightRows())).Err(), ops.ErrOrder, "left", "row 1")
}

// The examples are joined too.
func TestJoinByTimeExample(t *testing.T) {
	l, r := flow.NewSource[frame.Frame](), flow.NewSource[frame.Frame]()
	d := ops.From(l, leftRows(1, 3)).AsOf(ops.From(r, rightRows(2)))
	wantFrames(t, []frame.Frame{d.Example()}, matchedRows([2]float64{1, nan}, [2]float64{3, 2}))
}

// The result of a join is a source of its own, and its columns can be combined with each other.
func TestJoinByTimeResultCombines(t *testing.T) {
	l, r := newPipeline(leftRows()), newPipeline(rightRows())
	check.Error(t, l.rows.AsOf(r.rows).Col("x").Plus(r.rows).Err(), ops.ErrSource)
	l, r = newPipeline(leftRows()), newPipeline(rightRows())
	d := l.rows.AsOf(r.rows)
	out := collect(d.Col("x").Minus(d.Col("y")))
	r.emit(t, rightRows(1, 2))
	l.emit(t, leftRows(1.5))
	l.emit(t, leftRows(3))
	r.close(t)
	l.close(t)
	wantFrames(t, out.got, table(frame.Index("t", at(1.5)), frame.Col("x", []float64{0.5})), table(frame.Index("t", at(3)), frame.Col("x", []float64{1})))
}

// If both sides come from one source, no row has to wait.
func TestAsOfOfOneSource(t *testing.T) {
	p := newPipeline(leftRows())
	slow := p.rows.Where(p.rows.Col("x").Gt(2)).Rename("x", "y")
	out := collect(p.rows.AsOf(slow, ops.ExactMatches(false)))
	p.feed(t, leftRows(1, 2, 3), leftRows(4), leftRows(5))
	wantFrames(t, out.got, matchedRows([2]float64{1, nan}, [2]float64{2, nan}, [2]float64{3, nan}), matchedRows([2]float64{4, 3}), matchedRows([2]float64{5, 4}))
}

// Two sources at full speed, at times far ahead of each other, with a small Bound.
func TestJoinByTimeConcurrently(t *testing.T) {
	const n = 3000
	l, r, out := joinPipelines(asOfJoin(ops.Bound(7)))
	var wg sync.WaitGroup
	run := func(p pipeline, rows func(...float64) frame.Frame, step float64) {
		wg.Go(func() {
			var err error
			for i := range n {
				err = errors.Join(err, p.source.Emit(context.Background(), rows(float64(i)*step)))
			}
			if err = errors.Join(err, p.source.Close(context.Background())); err != nil {
				t.Errorf("%v", err)
			}
		})
	}
	run(l, leftRows, 1)
	run(r, rightRows, 0.5) // ends half-way
	wg.Wait()
	row := 0
	for _, f := range out.got {
		x, y := floats(t, f, "x"), floats(t, f, "y")
		for i := range x {
			if want := min(float64(row), (n-1)*0.5); x[i] != float64(row) || y[i] != want {
				t.Fatalf("row %d: got %v, %v, want %v", row, x[i], y[i], want)
			}
			row++
		}
	}
	if row != n {
		t.Errorf("got %d rows", row)
	}
}

// A source that is Bound rows ahead waits; if the wait could never end, it fails.
func TestJoinByTimeBound(t *testing.T) {
	waits := func(p pipeline, f frame.Frame) {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
		defer cancel()
		if err := p.source.Emit(ctx, f); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("got %v", err)
		}
	}
	l, r, out := joinPipelines(asOfJoin(ops.Bound(2)))
	r.emit(t, rightRows(1, 2, 3))
	waits(r, rightRows(4))
	l.emit(t, leftRows(1))
	waits(r, rightRows(4)) // 2 and 3 are ahead still
	l.emit(t, leftRows(2))
	r.emit(t, rightRows(4))
	r.close(t)
	l.emit(t, leftRows(9, 9, 9))
	l.emit(t, leftRows(10))
	l.close(t)
	if len(out.got) != 4 {
		t.Errorf("got %v", out.got)
	}
	l, r, _ = joinPipelines(asOfJoin(ops.Bound(2)))
	l.emit(t, leftRows(1, 2, 3))
	waits(l, leftRows(4))
	r.emit(t, rightRows(5))
	l.emit(t, leftRows(4))
	l.close(t)
	r.close(t)

	p := newPipeline(leftRows()) // of one source
	never := p.rows.Where(p.rows.Col("x").Lt(0)).Rename("x", "y")
	collect(p.rows.AsOf(never, ops.Bound(2)))
	p.emit(t, leftRows(1, 2))
	check.Error(t, p.source.Emit(t.Context(), leftRows(3)), flow.ErrFull)
	p.close(t)

	l, r, out = joinPipelines(func(l, r ops.DataFrame) ops.DataFrame { return l.JoinWithin(r, time.Minute, ops.Bound(2)) })
	l.emit(t, leftRows(1))
	r.emit(t, rightRows(1, 2, 3))
	check.Error(t, r.source.Emit(t.Context(), rightRows(4)), flow.ErrFull, "ops.JoinWithin", "2 rows", "ops.Bound")
	r.emit(t, rightRows(62)) // but with this one the row need not wait any longer
	wantFrames(t, out.got, matchedRows([2]float64{1, 1}, [2]float64{1, 2}, [2]float64{1, 3}))
	l.close(t)
	r.close(t)
}

// A batch of the left side is finished when all of its rows are, one of the right side when the left side has passed it.
func TestJoinByTimeAcks(t *testing.T) {
	l, r, _ := joinPipelines(asOfJoin())
	done := ""
	send := func(p pipeline, name string, f frame.Frame) {
		t.Helper()
		check.NoError(t, p.source.EmitAck(t.Context(), f, flow.NewAck(func(err error) { done += fmt.Sprint(name, err, " ") })))
	}
	want := func(all string) {
		t.Helper()
		if done != all {
			t.Fatalf("done with %q, want %q", done, all)
		}
	}
	send(r, "r1:", rightRows(1))
	send(l, "l1:", leftRows(1, 2))
	send(l, "l2:", leftRows())
	want("")
	send(r, "r2:", rightRows(2))
	want("r1:<nil> ")
	send(r, "r3:", rightRows(3))
	want("r1:<nil> l1:<nil> l2:<nil> ")
	l.close(t)
	want("r1:<nil> l1:<nil> l2:<nil> r2:<nil> r3:<nil> ")
	r.close(t)
}
