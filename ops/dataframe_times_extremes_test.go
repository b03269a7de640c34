package ops_test

import (
	"errors"
	"math"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// anyTimes draws sorted times, most of them at the ends of int64 nanoseconds.
func anyTimes(t *rapid.T) []int64 {
	near := rapid.Custom(func(t *rapid.T) int64 {
		from := rapid.SampledFrom([]int64{math.MinInt64, -1, 0, 1, 1767268800e9, math.MaxInt64}).Draw(t, "from")
		return from + rapid.SampledFrom([]int64{0, 1, 2, 1e9, 1 << 40, 1 << 62}).Draw(t, "step")*signOf(-from)
	})
	times := rapid.SliceOfN(near, 1, 8).Draw(t, "times")
	slices.Sort(times)
	return times
}

// signOf returns 1 or -1: steps from an end of the range lead into it.
func signOf(x int64) int64 {
	if x < 0 {
		return -1
	}
	return 1
}

// anyDuration draws a positive duration, most of them very short or very long.
func anyDuration(t *rapid.T, name string) time.Duration {
	return rapid.SampledFrom([]time.Duration{1, 2, 3, time.Second, time.Hour, 1 << 62, math.MaxInt64 - 1, math.MaxInt64}).Draw(t, name)
}

// distance returns to - from, exactly.
func distance(from, to int64) *big.Int { return new(big.Int).Sub(big.NewInt(to), big.NewInt(from)) }

// emitted runs an operator on the times, and returns its results as one frame. Its error is that of the graph.
func emitted(t *rapid.T, times []int64, op func(ops.DataFrame) flow.Stream[frame.Frame]) (frame.Frame, error) {
	f := table(frame.Nanos("t", times).AsIndex(), frame.Const("x", 1.0, len(times)))
	p := newPipeline(f)
	out := collect(op(p.rows))
	split := rapid.IntRange(0, len(times)).Draw(t, "split")
	err := errors.Join(p.source.Emit(ctx, f.Slice(0, split)), p.source.Emit(ctx, f.Slice(split, len(times))))
	err = errors.Join(err, p.source.Close(ctx))
	if err != nil || len(out.got) == 0 {
		return frame.Frame{}, err
	}
	return frame.Concat(out.got)
}

// Windows of time hold the rows that exact arithmetic says, at the ends of the range of times, too.
func TestRollingAtTheEndsOfTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times, length := anyTimes(t), anyDuration(t, "length")
		closed := rapid.SampledFrom([]ops.Closed{ops.ClosedRight, ops.ClosedLeft, ops.ClosedBoth, ops.ClosedNeither}).Draw(t, "closed")
		got, err := emitted(t, times, func(d ops.DataFrame) flow.Stream[frame.Frame] {
			return d.Rolling(ops.Within(length), ops.CloseAt(closed)).Count()
		})
		if err != nil {
			t.Fatal(err)
		}
		x, err := got.Floats("x")
		if err != nil {
			t.Fatal(err)
		}
		for i, at := range times {
			want := 0.0
			for _, from := range times[:i+1] {
				past := distance(from, at).Cmp(big.NewInt(int64(length))) // the row is younger than the window is long, as old, or older
				atStart := past == 0 && (closed == ops.ClosedLeft || closed == ops.ClosedBoth)
				inside := past < 0 && (from < at || closed == ops.ClosedRight || closed == ops.ClosedBoth)
				if atStart || inside {
					want++
				}
			}
			if closed == ops.ClosedRight && x[i] != want { // the other ends differ for equal times, which are tested elsewhere
				t.Fatalf("%v: row %d has %v rows, want %v", closed, i, x[i], want)
			}
			if x[i] > float64(i+1) || x[i] < 0 {
				t.Fatalf("%v: row %d has %v rows", closed, i, x[i])
			}
		}
	})
}

// So do centered windows: half the length on both sides.
func TestCenteredAtTheEndsOfTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times, length := anyTimes(t), anyDuration(t, "length")
		got, err := emitted(t, times, func(d ops.DataFrame) flow.Stream[frame.Frame] {
			return d.Rolling(ops.Within(length), ops.Centered(), ops.CloseAt(ops.ClosedBoth)).Count()
		})
		if err != nil {
			t.Fatal(err)
		}
		x, err := got.Floats("x")
		if err != nil || len(x) != len(times) {
			t.Fatal(err, x)
		}
		for i, at := range times {
			want := 0.0
			for _, other := range times {
				if distance(other, at).CmpAbs(big.NewInt(int64(length/2))) <= 0 {
					want++
				}
			}
			if x[i] != want {
				t.Fatalf("times %v, length %d: row %d has %v rows, want %v", times, length, i, x[i], want)
			}
		}
	})
}

// Buckets and windows of event time hold each time, or the error says that their edges are out of range.
func TestWindowsAtTheEndsOfTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times, width := anyTimes(t), anyDuration(t, "width")
		buckets, err := emitted(t, times, func(d ops.DataFrame) flow.Stream[frame.Frame] { return d.TimeBucket("b", "t", width) })
		if err == nil {
			starts, err := buckets.Times("b")
			if err != nil {
				t.Fatal(err)
			}
			for i, b := range starts {
				if d := distance(b, times[i]); d.Sign() < 0 || d.Cmp(big.NewInt(int64(width))) >= 0 || b%int64(width) != 0 {
					t.Fatalf("%d is in the bucket %d of %v", times[i], b, width)
				}
			}
		} else if !errors.Is(err, ops.ErrOverflow) {
			t.Fatal(err)
		}
		for _, windows := range []func(ops.DataFrame) flow.Stream[frame.Frame]{
			func(d ops.DataFrame) flow.Stream[frame.Frame] { return d.Tumbling(width).Count() },
			func(d ops.DataFrame) flow.Stream[frame.Frame] { return d.Session(width).Count() },
			func(d ops.DataFrame) flow.Stream[frame.Frame] { return d.Tumbling(width, ops.Lateness(width)).Count() },
		} {
			got, err := emitted(t, times, windows)
			if err != nil {
				if !errors.Is(err, ops.ErrOverflow) {
					t.Fatal(err)
				}
				continue
			}
			starts, err1 := got.Times("t")
			ends, err2 := got.Times("end")
			counts, err3 := got.Floats("x")
			if err := errors.Join(err1, err2, err3); err != nil {
				t.Fatal(err)
			}
			for i, n := range counts {
				held := 0.0
				for _, at := range times {
					if starts[i] <= at && at < ends[i] {
						held++
					}
				}
				if n != held || held == 0 {
					t.Fatalf("the window %d to %d has %v rows, want %v of %v", starts[i], ends[i], n, held, times)
				}
			}
		}
	})
}

// The distances of an as-of join, and the weights that decay with time, do not wrap.
func TestJoinAndDecayAtTheEndsOfTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		left, right, tolerance := anyTimes(t), anyTimes(t), anyDuration(t, "tolerance")
		l, r := newPipeline(table(frame.Nanos("t", left).AsIndex())), newPipeline(table(frame.Nanos("t", right).AsIndex(), frame.Nanos("u", right)))
		out := collect(l.rows.AsOf(r.rows, ops.Tolerance(tolerance)))
		err := errors.Join(r.source.Emit(ctx, table(frame.Nanos("t", right).AsIndex(), frame.Nanos("u", right))), r.source.Close(ctx),
			l.source.Emit(ctx, table(frame.Nanos("t", left).AsIndex())), l.source.Close(ctx))
		if err != nil {
			t.Fatal(err)
		}
		got, err := frame.Concat(out.got)
		if err != nil || got.Len() != len(left) {
			t.Fatal(err, got)
		}
		matches, _ := got.Times("u")
		for i, at := range left {
			found := slices.IndexFunc(right, func(u int64) bool { return u > at }) - 1
			if found == -2 {
				found = len(right) - 1
			}
			want := found >= 0 && distance(right[found], at).Cmp(big.NewInt(int64(tolerance))) <= 0
			if got.Valid("u", i) != want || want && matches[i] != right[found] {
				t.Fatalf("%d has the match %d (%v), want %v of %v", at, matches[i], got.Valid("u", i), want, right)
			}
		}
	})
	times := []int64{math.MinInt64 + 1, math.MaxInt64}
	f := table(frame.Nanos("t", times).AsIndex(), frame.Col("x", []float64{1, 3}))
	got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.EWM(ops.HalfLifeOf(math.MaxInt64)).Mean() }, f.Slice(0, 1), f.Slice(1, 2))
	weight := math.Exp2(-2) // two half-lives of 292 years
	if x := floats(t, got[1], "x"); math.Abs(x[0]-(weight*1+3)/(weight+1)) > 1e-12 {
		t.Errorf("got %v", x)
	}
}
