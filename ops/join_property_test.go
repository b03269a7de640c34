package ops_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

// joinSide holds the rows of one side of a join by time: random steps, often of no time, and keys that come and go for
// good.
type joinSide struct {
	times []int64 // in seconds after day
	keys  []int64
}

func randomJoinSide(rng *rand.Rand, rows int) joinSide {
	s := joinSide{make([]int64, rows), make([]int64, rows)}
	at := int64(0)
	for i := range rows {
		if rng.IntN(3) == 0 {
			at += rng.Int64N(5)
		}
		s.times[i], s.keys[i] = at, at/50*10+rng.Int64N(6)
	}
	return s
}

// frame returns rows; the column called name holds their numbers.
func (s joinSide) frame(name string, from, to int) frame.Frame {
	ns, numbers := make([]int64, to-from), make([]float64, to-from)
	for i := range ns {
		ns[i], numbers[i] = day.UnixNano()+s.times[from+i]*int64(time.Second), float64(from+i)
	}
	return table(frame.Nanos("t", ns).AsIndex(), frame.Col("k", s.keys[from:to]), frame.Col(name, numbers))
}

// rule says by looking at every row of the other side which belong with one, in words that are not those of ops.
type rule struct {
	name string
	join func(l, r ops.DataFrame) ops.DataFrame
	find func(times, keys []int64, t, key int64) []int
}

// nearest returns the row with the least cost that is not negative; of several, the last one or the first one.
func nearest(cost func(row int) int64, rows int, last bool) []int {
	found := -1
	for row := range rows {
		c := cost(row)
		if c >= 0 && (found < 0 || c < cost(found) || last && c == cost(found)) {
			found = row
		}
	}
	if found < 0 {
		return nil
	}
	return []int{found}
}

var rules = []rule{
	{"backward", func(l, r ops.DataFrame) ops.DataFrame { return l.AsOf(r, ops.ByKey("k")) },
		func(times, keys []int64, t, key int64) []int {
			return nearest(func(i int) int64 { return onlyKey(keys[i], key, t-times[i]) }, len(times), true)
		}},
	{"backward in 20 s, without keys", func(l, r ops.DataFrame) ops.DataFrame {
		return l.AsOf(r.Drop("k"), ops.Tolerance(20*time.Second), ops.ExactMatches(false))
	}, func(times, keys []int64, t, _ int64) []int {
		return nearest(func(i int) int64 {
			if d := t - times[i]; d > 0 && d <= 20 {
				return d
			}
			return -1
		}, len(times), true)
	}},
	{"forward in 9 s", func(l, r ops.DataFrame) ops.DataFrame {
		return l.AsOf(r, ops.ByKey("k"), ops.Direction(ops.Forward), ops.Tolerance(9*time.Second))
	}, func(times, keys []int64, t, key int64) []int {
		return nearest(func(i int) int64 {
			if times[i]-t > 9 {
				return -1
			}
			return onlyKey(keys[i], key, times[i]-t)
		}, len(times), false)
	}},
	{"nearest in 30 s", func(l, r ops.DataFrame) ops.DataFrame {
		return l.AsOf(r, ops.ByKey("k"), ops.Direction(ops.Nearest), ops.Tolerance(30*time.Second))
	}, func(times, keys []int64, t, key int64) []int {
		cost := func(i int) int64 { // twice the distance, and 1 more after
			d := 2 * (t - times[i])
			if d < 0 {
				d = 1 - d
			}
			if d > 61 {
				return -1
			}
			return onlyKey(keys[i], key, d)
		}
		found := nearest(cost, len(times), true)
		if len(found) > 0 && times[found[0]] > t {
			found = nearest(cost, len(times), false)
		}
		return found
	}},
	{"within 3 s", func(l, r ops.DataFrame) ops.DataFrame { return l.JoinWithin(r, 3*time.Second, ops.ByKey("k")) },
		func(times, keys []int64, t, key int64) (all []int) {
			for i := range times {
				if d := times[i] - t; keys[i] == key && d >= -3 && d <= 3 {
					all = append(all, i)
				}
			}
			return all
		}},
}

func onlyKey(a, b, cost int64) int64 {
	if a != b {
		return -1
	}
	return cost
}

// emitInTurns calls left and right, in random order, until each has emitted n rows, up to 59 at a time.
func emitInTurns(t *testing.T, rng *rand.Rand, n int, left, right func(from, to int)) {
	t.Helper()
	for at := [2]int{}; at[0] < n || at[1] < n; {
		turn := rng.IntN(2)
		from := at[turn]
		at[turn] = min(from+rng.IntN(60), n)
		if turn == 0 {
			left(from, at[0])
		} else {
			right(from, at[1])
		}
	}
}

// Thousands of rows, whose keys come and go, have the matches that comparing all rows finds: the rows that were dropped
// were not needed.
func TestJoinsByTimeMatchBruteForce(t *testing.T) {
	const n = 4000
	for seed, c := range rules {
		t.Run(c.name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(uint64(seed), 1))
			left, right := randomJoinSide(rng, n), randomJoinSide(rng, n)
			l, r := newPipeline(left.frame("x", 0, 0)), newPipeline(right.frame("y", 0, 0))
			out := collect(c.join(l.rows, r.rows))
			emitInTurns(t, rng, n, func(from, to int) { l.emit(t, left.frame("x", from, to)) },
				func(from, to int) { r.emit(t, right.frame("y", from, to)) })
			l.close(t)
			r.close(t)
			var got, want []string
			for _, f := range out.got {
				x, y := floats(t, f, "x"), floats(t, f, "y")
				for i := range x {
					got = append(got, fmt.Sprint(x[i], " ", y[i]))
				}
			}
			for i := range n {
				rows := c.find(right.times, right.keys, left.times[i], left.keys[i])
				for _, row := range rows {
					want = append(want, fmt.Sprint(i, " ", row))
				}
				if len(rows) == 0 {
					want = append(want, fmt.Sprint(i, " NaN"))
				}
			}
			if len(got) != len(want) {
				t.Fatalf("got %d rows, want %d", len(got), len(want))
			}
			for i := range got {
				if got[i] != want[i] {
					t.Fatalf("row %d: got %s, want %s", i, got[i], want[i])
				}
			}
		})
	}
}

// Keys that never come again, on either side, leave nothing behind.
func TestJoinByTimeDropsOldKeys(t *testing.T) {
	const rounds, rows = 2000, 200
	l, r := newPipeline(joinSide{}.frame("x", 0, 0)), newPipeline(joinSide{}.frame("y", 0, 0))
	joined := l.rows.AsOf(r.rows, ops.ByKey("k"), ops.Tolerance(time.Second), ops.Inner)
	found := 0
	flow.Sink(joined, func(_ context.Context, f frame.Frame) error { found += f.Len(); return nil })
	before := heap()
	for i := range rounds {
		batch := joinSide{make([]int64, rows), make([]int64, rows)}
		for j := range rows {
			batch.times[j], batch.keys[j] = int64(i), int64(i*rows+j)
		}
		l.emit(t, batch.frame("x", 0, rows))
		if i%2 == 0 { // the other keys occur on the left side only
			r.emit(t, batch.frame("y", 0, rows))
		}
	}
	if got, most := heap()-before, int64(2<<20); got > most { // all keys would take about 30 MB
		t.Errorf("%d bytes are in use, want at most %d", got, most)
	}
	r.close(t)
	l.close(t)
	if want := rounds / 2 * rows; found != want {
		t.Errorf("%d rows found something, want %d", found, want)
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
