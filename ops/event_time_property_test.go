package ops_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// printedRows writes frames of results as the model writes its own.
func printedRows(t *rapid.T, frames []frame.Frame) (lines []string) {
	for _, f := range frames {
		starts, err := f.Times("t")
		if err != nil {
			t.Fatal(err)
		}
		ends, err := f.Times("end")
		if err != nil {
			t.Fatal(err)
		}
		for row := range f.Len() {
			line := fmt.Sprintf("%d-%d", starts[row]/1e9, ends[row]/1e9)
			for col, field := range f.Schema().Fields()[2:] {
				cell := string(f.AppendCell(nil, col+2, row))
				if v, err := f.Floats(field.Name); err == nil {
					cell = roundedText(v[row])
				}
				line += " " + cell
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// cutBatches splits rows into batches, some of them empty.
func cutBatches(t *rapid.T, rows []timedRow) (batches [][]timedRow) {
	for len(rows) > 0 {
		n := rapid.IntRange(0, min(len(rows), 12)).Draw(t, "batch")
		batches, rows = append(batches, rows[:n]), rows[n:]
	}
	return batches
}

func drawModel(t *rapid.T) *windowModel {
	m := &windowModel{mark: -1 << 40, lateness: rapid.SampledFrom([]int{0, 0, 3, 30}).Draw(t, "lateness"), keyed: rapid.Bool().Draw(t, "keyed")}
	m.width = rapid.IntRange(1, 20).Draw(t, "width")
	switch rapid.IntRange(0, 2).Draw(t, "layout") {
	case 0:
		m.every = m.width
	case 1:
		m.every = rapid.IntRange(1, 24).Draw(t, "every")
	}
	if m.every > 0 {
		m.offset = rapid.IntRange(-30, 30).Draw(t, "offset")
	}
	return m
}

// Windows have the results of the model, which looks at all rows, in whatever order and batches rows come, and the same
// rows are late.
func TestEventWindowsMatchModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, rows := drawModel(t), drawTimedRows(t)
		var count atomic.Int64
		late := flow.NewSource[frame.Frame]()
		lateRows := collect(late)
		src := flow.NewSource[frame.Frame]()
		d := m.windows(ops.From(src, timedFrame(nil)), ops.LateRows(late), ops.CountLate(&count)).Aggregate(reductions...)
		if d.Err() != nil {
			t.Fatal(d.Err())
		}
		out := collect(d)
		for _, batch := range cutBatches(t, rows) {
			if err := src.Emit(context.Background(), timedFrame(batch)); err != nil {
				t.Fatal(err)
			}
			for _, e := range batch {
				m.add(e)
			}
		}
		if err := src.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		m.close(1 << 40)
		var want []string
		for _, w := range m.closed {
			want = append(want, w.row(m.keyed))
		}
		if got := printedRows(t, out.got); !slices.Equal(got, want) {
			t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		wantLate(t, lateRows.got, m)
		if count.Load() != int64(len(m.late)) {
			t.Fatalf("got %d late rows counted, want %d", count.Load(), len(m.late))
		}
	})
}

func wantLate(t *rapid.T, got []frame.Frame, m *windowModel) {
	var times []int
	for _, f := range got {
		all, _ := f.Times("t")
		for _, v := range all {
			times = append(times, int(v/1e9))
		}
	}
	var want []int
	for _, e := range m.late {
		want = append(want, e.time)
	}
	if !slices.Equal(times, want) {
		t.Fatalf("got late rows at %v, want %v", times, want)
	}
}

// Rows that are not older than the lateness allows have the results of sorted rows, and none is late.
func TestEventWindowsIgnoreOrderOfArrival(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, rows := drawModel(t), drawTimedRows(t)
		m.lateness = 30 // drawTimedRows' disorder
		results := func(batches ...[]timedRow) []string {
			var late atomic.Int64
			src := flow.NewSource[frame.Frame]()
			out := collect(m.windows(ops.From(src, timedFrame(nil)), ops.CountLate(&late)).Aggregate(reductions...))
			for _, b := range batches {
				if err := src.Emit(context.Background(), timedFrame(b)); err != nil {
					t.Fatal(err)
				}
			}
			if err := src.Close(context.Background()); err != nil || late.Load() > 0 {
				t.Fatalf("got %v, and %d late rows", err, late.Load())
			}
			return printedRows(t, out.got)
		}
		sorted := slices.Clone(rows)
		slices.SortStableFunc(sorted, func(a, b timedRow) int { return a.time - b.time })
		if got, want := results(cutBatches(t, rows)...), results(sorted); !slices.Equal(got, want) {
			t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
}
