package ops_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
)

// A key that is an expression has the same results as a column with its values, under its own name.
func TestEventWindowsByExpression(t *testing.T) {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var times []time.Time
	var xs []int64
	var kinds []string
	for i := range 100 {
		times = append(times, start.Add(time.Duration(i*7%60)*time.Second))
		xs, kinds = append(xs, int64(i)), append(kinds, []string{"a", "bb", "ccc"}[i%3])
	}
	f := frame.Must(frame.New(frame.Index("t", times), frame.Col("x", xs), frame.Col("kind", kinds)))
	for name, windows := range map[string]func(ops.DataFrame) ops.Windows{
		"Tumbling": func(d ops.DataFrame) ops.Windows { return d.Tumbling(20*time.Second, ops.Lateness(time.Minute)) },
		"Sliding": func(d ops.DataFrame) ops.Windows {
			return d.Sliding(20*time.Second, 10*time.Second, ops.Lateness(time.Minute))
		},
		"Session":      func(d ops.DataFrame) ops.Windows { return d.Session(3*time.Second, ops.Lateness(time.Minute)) },
		"TumblingRows": func(d ops.DataFrame) ops.Windows { return d.TumblingRows(30) },
	} {
		t.Run(name, func(t *testing.T) {
			got := resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
				return windows(d).GroupBy("x % 3", "kind").Aggregate(ops.Sum("x"), ops.Size())
			}, f)
			want := resultsOf(t, func(d ops.DataFrame) ops.DataFrame {
				return windows(d.Assign("m", "x % 3")).GroupBy("m", "kind").Aggregate(ops.Sum("x"), ops.Size())
			}, f)
			if len(got) == 0 || len(got) != len(want) {
				t.Fatalf("%d frames, want %d", len(got), len(want))
			}
			for i := range got {
				renamed, err := want[i].Rename("m", "x % 3")
				check.NoError(t, err)
				if g, w := fmt.Sprint(got[i]), fmt.Sprint(renamed); g != w {
					t.Errorf("got\n%s\nwant\n%s", g, w)
				}
			}
		})
	}
}
