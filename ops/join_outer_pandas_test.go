package ops_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// outerSide is a side of the joins that bench/pandas/record_joins_outer.py has recorded.
type outerSide struct {
	S           []any
	N           []any
	T           []float64
	Left, Right []any
}

// frame returns the rows with these keys. Their numbers are the column name.
func (s outerSide) frame(t *testing.T, on []string, name string) frame.Frame {
	numbers := s.Left
	if name == "right" {
		numbers = s.Right
	}
	cols := []frame.Column{frame.Index("t", at(s.T...))}
	for _, k := range on {
		cols = append(cols, map[string]frame.Column{"s": column(t, "s", "object", s.S), "n": column(t, "n", "int64", s.N)}[k])
	}
	return table(append(cols, column(t, name, "int64", numbers))...)
}

// outerRow is a row of a join: the numbers of both rows, and the keys.
func outerRow(cells []any) string {
	texts := make([]string, len(cells))
	for i, v := range cells {
		texts[i] = "-"
		if v != nil {
			texts[i] = fmt.Sprint(v)
		}
	}
	return strings.Join(texts, " ")
}

// outerRows returns the rows of a join, with their times in seconds.
func outerRows(t *testing.T, all []frame.Frame, on []string) (rows []string, times []int64) {
	for _, f := range all {
		for row := range f.Len() {
			cells := []any{}
			for _, name := range append([]string{"left", "right"}, on...) {
				c, err := f.Column(name)
				check.NoError(t, err)
				if !c.Valid(row) {
					cells = append(cells, nil)
				} else {
					cells = append(cells, string(c.AppendCell(nil, row)))
				}
			}
			rows = append(rows, outerRow(cells))
		}
		c, err := f.Times("t")
		check.NoError(t, err)
		times = append(times, c...)
	}
	return rows, times
}

// Right and outer joins have the rows of pandas, wherever batches end. Those of a table come in the order of pandas' left rows, then
// of the table. Those by time are in order of time within a batch, and are all sorted by Reorder with the distance.
func TestOuterJoinsMatchPandas(t *testing.T) {
	var recorded struct {
		Left, Right outerSide
		Cases       []struct {
			Kind, How string
			On        []string
			Distance  float64
			Rows      [][]any
		}
	}
	readJSON(t, "pandas-joins-outer.json", &recorded)
	for _, c := range recorded.Cases {
		t.Run(fmt.Sprintf("%s %s on %v within %v", c.How, c.Kind, c.On, c.Distance), func(t *testing.T) {
			how := map[string]ops.JoinOption{"right": ops.Right, "outer": ops.Outer}[c.How]
			left, right := recorded.Left.frame(t, c.On, "left"), recorded.Right.frame(t, c.On, "right")
			var want []string
			for _, row := range c.Rows {
				want = append(want, outerRow(row))
			}
			rapid.Check(t, func(rt *rapid.T) {
				l, r := newPipeline(left), newPipeline(right)
				if c.Kind == "merge" {
					opts := []ops.JoinOption{how}
					if len(c.On) > 1 {
						opts = append(opts, ops.ByKey(c.On[1:]...))
					}
					out := collect(l.rows.Join(right, c.On[0], opts...))
					l.feed(t, randomBatches(rt, left, "rows")...)
					if got, _ := outerRows(t, out.got, c.On); !slices.Equal(got, want) {
						rt.Fatalf("got %q, want %q", got, want)
					}
					return
				}
				opts := []ops.JoinOption{how}
				if len(c.On) > 0 {
					opts = append(opts, ops.ByKey(c.On...))
				}
				d := l.rows.JoinWithin(r.rows, seconds(c.Distance), opts...)
				out, sorted := collect(d), collect(d.Reorder(seconds(c.Distance), ops.LateRows(flow.NewSource[frame.Frame]())))
				interleave(rt, func(s *flow.Source[frame.Frame], f frame.Frame) { check.NoError(t, s.Emit(t.Context(), f)) },
					func(p pipeline) { p.close(t) }, l, r, randomBatches(rt, left, "left"), randomBatches(rt, right, "right"))
				for _, f := range out.got {
					if _, times := outerRows(t, []frame.Frame{f}, c.On); !slices.IsSorted(times) || len(times) == 0 {
						rt.Fatalf("a batch of the times %v", times)
					}
				}
				got, _ := outerRows(t, out.got, c.On)
				inOrder, times := outerRows(t, sorted.got, c.On)
				if !slices.IsSorted(times) || len(inOrder) != len(got) {
					rt.Fatalf("%d rows are sorted as %v", len(got), times)
				}
				slices.Sort(got)
				if want := slices.Sorted(slices.Values(want)); !slices.Equal(got, want) {
					rt.Fatalf("got %q, want %q", got, want)
				}
			})
		})
	}
}

// Thousands of rows have the matches that comparing all rows finds, and each row of right comes once if it has none: also
// when rows that are decided have been dropped.
func TestJoinWithinOuterMatchesBruteForce(t *testing.T) {
	const n = 4000
	rng := rand.New(rand.NewPCG(3, 1))
	left, right := randomJoinSide(rng, n), randomJoinSide(rng, n)
	l, r := newPipeline(left.frame("x", 0, 0)), newPipeline(right.frame("y", 0, 0))
	out := collect(l.rows.JoinWithin(r.rows, 3*time.Second, ops.ByKey("k"), ops.Outer))
	emitInTurns(t, rng, n, func(from, to int) { l.emit(t, left.frame("x", from, to)) },
		func(from, to int) { r.emit(t, right.frame("y", from, to)) })
	r.close(t)
	l.close(t)
	want := map[string]int{}
	matched := make([]bool, n)
	for i := range n {
		found := false
		for row := range n {
			if d := right.times[row] - left.times[i]; right.keys[row] == left.keys[i] && d >= -3 && d <= 3 {
				want[fmt.Sprint(float64(i), float64(row), left.keys[i])]++
				matched[row], found = true, true
			}
		}
		if !found {
			want[fmt.Sprint(float64(i), nan, left.keys[i])]++
		}
	}
	for row := range n {
		if !matched[row] {
			want[fmt.Sprint(nan, float64(row), right.keys[row])]++
		}
	}
	for _, f := range out.got {
		x, y := floats(t, f, "x"), floats(t, f, "y")
		k, err := f.Ints("k")
		check.NoError(t, err)
		for i := range x {
			want[fmt.Sprint(x[i], y[i], k[i])]--
		}
	}
	for row, count := range want {
		if count != 0 {
			t.Errorf("%d times too few: %s", count, row)
		}
	}
}

// A state belongs to a table of as many rows.
func TestOuterJoinStateOfAnotherTable(t *testing.T) {
	in := table(frame.Col("k", []int{1}))
	joined := func(rows int) ops.DataFrame {
		return newPipeline(in).rows.Join(table(frame.Col("k", make([]int, rows))), "k", ops.Right)
	}
	state, err := ops.SaveState(t.Context(), joined(2))
	check.NoError(t, err)
	check.Error(t, ops.RestoreState(t.Context(), state, joined(3)), ops.ErrState, "ops.RestoreState", "must have 3 rows, got 2")
	check.NoError(t, ops.RestoreState(t.Context(), state, joined(2)))
}

// The rows of right that nothing matches come when the left side has passed their band.
func TestJoinWithinOuterWaits(t *testing.T) {
	l, r, out := joinPipelines(func(l, r ops.DataFrame) ops.DataFrame { return l.JoinWithin(r, 2*time.Second, ops.Outer) })
	r.emit(t, rightRows(1, 3, 5))
	l.emit(t, leftRows(4)) // no row can be near 1 any more
	pairs := func(times []float64, rows ...[2]float64) frame.Frame {
		return frame.Must(matchedRows(rows...).With(frame.Index("t", at(times...))))
	}
	wantFrames(t, out.got, pairs([]float64{1}, [2]float64{nan, 1}))
	r.emit(t, rightRows(9))
	wantFrames(t, out.got[1:], pairs([]float64{4, 4}, [2]float64{4, 3}, [2]float64{4, 5}))
	l.emit(t, leftRows(12, 12.5)) // 9 has no match any more; 12 waits for rows up to 14
	wantFrames(t, out.got[2:], pairs([]float64{9}, [2]float64{nan, 9}))
	r.close(t)
	wantFrames(t, out.got[3:], pairs([]float64{12, 12.5}, [2]float64{12, nan}, [2]float64{12.5, nan}))
	l.close(t)
	if len(out.got) != 4 {
		t.Errorf("got %v", out.got[4:])
	}
	l, r, out = joinPipelines(func(l, r ops.DataFrame) ops.DataFrame { return l.JoinWithin(r, 2*time.Second, ops.Right) })
	l.close(t)
	r.emit(t, rightRows(1, 2)) // nothing can match them
	wantFrames(t, out.got, pairs([]float64{1, 2}, [2]float64{nan, 1}, [2]float64{nan, 2}))
	r.close(t)
}

// A batch of right is finished when all of its rows are decided.
func TestJoinWithinOuterAcks(t *testing.T) {
	l, r, _ := joinPipelines(func(l, r ops.DataFrame) ops.DataFrame { return l.JoinWithin(r, 2*time.Second, ops.Outer) })
	done := ""
	send := func(p pipeline, name string, f frame.Frame) {
		t.Helper()
		check.NoError(t, p.source.EmitAck(t.Context(), f, flow.NewAck(func(err error) { done += fmt.Sprint(name, err, " ") })))
	}
	send(r, "r1:", rightRows(1, 2))
	send(r, "r2:", rightRows(7))
	send(l, "l1:", leftRows(4))
	if done != "l1:<nil> " { // a row at 4 may still match 2
		t.Fatalf("done with %q", done)
	}
	send(l, "l2:", leftRows(4.5))
	if done != "l1:<nil> l2:<nil> r1:<nil> " && done != "l1:<nil> r1:<nil> l2:<nil> " {
		t.Fatalf("done with %q", done)
	}
	l.close(t)
	r.close(t)
}

func TestOuterJoinMisuse(t *testing.T) {
	l, r := newPipeline(leftRows()), newPipeline(rightRows())
	check.Panics(t, "ops.AsOf: does not take the option Outer", func() { l.rows.AsOf(r.rows, ops.Outer) })
	check.Panics(t, "ops.AsOf: does not take the option Right; Join and JoinWithin do", func() { l.rows.AsOf(r.rows, ops.Right) })
	check.Panics(t, "ops.JoinLatest: does not take the option Right", func() { l.rows.JoinLatest(r.rows.Mean(), "y", ops.Right) })
	p := newPipeline(leftRows())
	outer := p.rows.Join(table(frame.Col("x", []string{"a"})), "x", ops.Outer)
	check.Error(t, outer.Err(), ops.ErrType, "ops.Join", `"x"`)
	p = newPipeline(table(frame.Index("t", at(1)), frame.Col("k", []int{1})))
	joined := p.rows.Join(table(frame.Col("k", []int{1})), "k", ops.Outer)
	check.Error(t, joined.Col("k").Plus(p.rows).Err(), ops.ErrSource)
}
