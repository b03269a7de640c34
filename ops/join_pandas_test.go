package ops_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// joinCase is a join that bench/pandas/record_joins.py has recorded: which rows of the sides pandas matches.
type joinCase struct {
	Kind      string
	Sides     string
	On        []string
	Inner     bool
	Exact     bool
	Tolerance *float64
	Distance  float64
	Rows      [][2]*int
}

func (c joinCase) String() string {
	limit := c.Distance
	if c.Tolerance != nil {
		limit = *c.Tolerance
	}
	return fmt.Sprintf("%s on %v inner=%v exact=%v limit=%v", c.Kind, c.On, c.Inner, c.Exact, limit)
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

func (c joinCase) options() (opts []ops.JoinOption) {
	if len(c.On) > 0 {
		opts = append(opts, ops.ByKey(c.On...))
	}
	if c.Inner {
		opts = append(opts, ops.Inner)
	}
	directions := map[string]ops.AsOfDirection{"backward": ops.Backward, "forward": ops.Forward, "nearest": ops.Nearest}
	if d, ok := directions[c.Kind]; ok {
		opts = append(opts, ops.Direction(d), ops.ExactMatches(c.Exact))
	}
	if c.Tolerance != nil {
		opts = append(opts, ops.Tolerance(seconds(*c.Tolerance)))
	}
	return opts
}

// join is the recorded join in our names.
func (c joinCase) join(left, right ops.DataFrame) ops.DataFrame {
	if c.Kind == "within" {
		return left.JoinWithin(right, seconds(c.Distance), c.options()...)
	}
	return left.AsOf(right, c.options()...)
}

// expected returns the rows that pandas matches, side by side.
func (c joinCase) expected(left, right *data) *data {
	out := &data{IndexName: left.IndexName, IndexDtype: left.IndexDtype, Index: []any{}}
	out.Columns = slices.Clone(left.Columns)
	out.Dtypes = slices.Clone(left.Dtypes)
	var added []int
	for i, name := range right.Columns {
		if !slices.Contains(c.On, name) {
			added = append(added, i)
			out.Columns, out.Dtypes = append(out.Columns, name), append(out.Dtypes, right.Dtypes[i])
		}
	}
	for _, pair := range c.Rows {
		row := slices.Clone(left.Rows[*pair[0]])
		for _, i := range added {
			var v any
			if pair[1] != nil {
				v = right.Rows[*pair[1]][i]
			}
			row = append(row, v)
		}
		out.Index, out.Rows = append(out.Index, left.Index[*pair[0]]), append(out.Rows, row)
	}
	return out
}

// eachJoin runs a test of each recorded case.
func eachJoin(t *testing.T, test func(t *testing.T, c joinCase, left, right, want frame.Frame)) {
	var recorded struct {
		Sides map[string]struct{ Left, Right *data }
		Cases []joinCase
	}
	readPandas(t, "pandas-joins.json", &recorded)
	if len(recorded.Cases) < 150 {
		t.Fatalf("only %d cases", len(recorded.Cases))
	}
	for _, c := range recorded.Cases {
		s := recorded.Sides[c.Sides]
		t.Run(c.String(), func(t *testing.T) {
			test(t, c, s.Left.frame(t), s.Right.frame(t), c.expected(s.Left, s.Right).frame(t))
		})
	}
}

// randomBatches splits a frame into batches, some of them empty.
func randomBatches(t *rapid.T, f frame.Frame, name string) (all []frame.Frame) {
	most := rapid.SampledFrom([]int{1, 3, 10, f.Len()}).Draw(t, name+" most")
	for f.Len() > 0 {
		n := rapid.IntRange(0, min(most, f.Len())).Draw(t, name)
		all = append(all, f.Slice(0, n))
		f = f.Slice(n, f.Len())
	}
	return all
}

func concat(example frame.Frame, all []frame.Frame) frame.Frame {
	return frame.Must(frame.Concat(slices.Concat([]frame.Frame{example.Empty()}, all)))
}

// Joins have the results of pandas, wherever the batches end.
func TestJoinMatchesPandas(t *testing.T) {
	eachJoin(t, func(t *testing.T, c joinCase, left, right, want frame.Frame) {
		if c.Kind != "merge" {
			t.Skip()
		}
		opts := []ops.JoinOption{ops.Left}
		if len(c.On) > 1 {
			opts = append(opts, ops.ByKey(c.On[1:]...))
		}
		if c.Inner {
			opts = append(opts, ops.Inner)
		}
		rapid.Check(t, func(rt *rapid.T) {
			batches := append(randomBatches(rt, left, "rows"), left.Empty())
			got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame { return d.Join(right, c.On[0], opts...) }, batches...)
			if len(got) != len(batches) {
				rt.Fatalf("%d batches for %d", len(got), len(batches))
			}
			wantClose(t, 1e-12, []frame.Frame{concat(want, got)}, want)
		})
	})
}

// Joins by time have the results of pandas, in whatever order the two streams' batches come, and whichever stream ends
// first.
func TestJoinsByTimeMatchPandas(t *testing.T) {
	eachJoin(t, func(t *testing.T, c joinCase, left, right, want frame.Frame) {
		if c.Kind == "merge" {
			t.Skip()
		}
		rapid.Check(t, func(rt *rapid.T) {
			l, r := newPipeline(left), newPipeline(right)
			d := c.join(l.rows, r.rows)
			if err := d.Err(); err != nil {
				rt.Fatal(err)
			}
			out := collect(d)
			interleave(rt, func(s *flow.Source[frame.Frame], f frame.Frame) {
				if err := s.Emit(t.Context(), f); err != nil {
					rt.Fatal(err)
				}
			}, func(p pipeline) { p.close(t) }, l, r, randomBatches(rt, left, "left"), randomBatches(rt, right, "right"))
			wantClose(t, 1e-12, []frame.Frame{concat(want, out.got)}, want)
			wantClose(t, 1e-12, []frame.Frame{d.Example()}, want.Empty())
		})
	})
}

// interleave emits the batches of two sources in any order, and closes each source after its last one.
func interleave(
	t *rapid.T, emit func(*flow.Source[frame.Frame], frame.Frame), closed func(pipeline), l, r pipeline, left, right []frame.Frame,
) {
	for open := [2]bool{true, true}; open[0] || open[1]; {
		side, batches, p := 0, &left, l
		if !open[0] || open[1] && rapid.Bool().Draw(t, "right") {
			side, batches, p = 1, &right, r
		}
		if len(*batches) == 0 {
			closed(p)
			open[side] = false
			continue
		}
		emit(p.source, (*batches)[0])
		*batches = (*batches)[1:]
	}
}
