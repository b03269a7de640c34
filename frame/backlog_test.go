package frame_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

// numberedRows returns rows numbered from, from+1, ... with a column of each type. From row 100 on, every fifth row has
// missing values.
func numberedRows(from, rows int) frame.Frame {
	x, n, s := make([]float64, rows), make([]int64, rows), make([]string, rows)
	b, ok := make([]bool, rows), make([]bool, rows)
	for i := range rows {
		k := from + i
		x[i], n[i], s[i], b[i], ok[i] = float64(k), int64(k), string(rune('a'+k%26)), k%2 == 0, k < 100 || k%5 != 0
	}
	return frame.Must(frame.New(frame.Nanos("t", n).AsIndex(), frame.Col("x", x).WithValid(ok), frame.Col("n", n).WithValid(ok),
		frame.Col("s", s).WithValid(ok), frame.Col("b", b).WithValid(ok)))
}

// snapshot holds the frames of a backlog at one time, and the rows that they must still have later.
type snapshot struct {
	spans []frame.Frame
	from  int
	to    int
}

func (s snapshot) check(t *rapid.T, schema frame.Schema) {
	t.Helper()
	all, err := frame.Concat(append([]frame.Frame{schema.Empty()}, s.spans...))
	if err != nil {
		t.Fatal(err)
	}
	if want := numberedRows(s.from, s.to-s.from); !all.Equal(want) {
		t.Fatalf("rows %d to %d are\n%v\nwant\n%v", s.from, s.to, all, want)
	}
}

// A backlog holds the last of all appended rows, whatever the sizes of the batches, and its snapshots never change.
func TestBacklogKeepsTheLastRows(t *testing.T) {
	for name, sizes := range map[string][2]int{"buffer": {1, 150}, "ring": {100_001, 100_200}} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				keep := rapid.IntRange(sizes[0], sizes[1]).Draw(t, "keep")
				ops := rapid.SliceOfN(rapid.IntRange(0, 5), 1, 30).Draw(t, "ops")
				checkBacklog(t, keep, ops)
			})
		})
	}
}

func checkBacklog(t *rapid.T, keep int, ops []int) {
	schema := numberedRows(0, 0).Schema()
	b := frame.NewBacklog(keep, schema)
	first, next := 0, 0 // the model: rows first to next-1 are kept
	var old []snapshot
	for _, op := range ops {
		switch op {
		case 0:
			old = append(old, snapshot{[]frame.Frame{b.Frame()}, first, next})
		case 1:
			spans := b.Spans()
			if slices.ContainsFunc(spans, func(f frame.Frame) bool { return f.Len() == 0 }) {
				t.Fatal("an empty span")
			}
			old = append(old, snapshot{spans, first, next})
		case 2:
			row := rapid.IntRange(max(0, first-keep), next).Draw(t, "since")
			spans, complete := b.Since(int64(row))
			if complete != (row >= first) {
				t.Fatalf("Since(%d) complete: %v, rows are %d to %d", row, complete, first, next)
			}
			old = append(old, snapshot{spans, max(row, first), next})
		default:
			rows := rapid.IntRange(0, keep+keep/2).Draw(t, "rows")
			if op == 4 {
				rows = min(rows, 3)
			}
			if err := b.Append(numberedRows(next, rows)); err != nil {
				t.Fatal(err)
			}
			next += rows
			first = max(first, next-keep)
		}
		if int(b.First()) != first || int(b.Next()) != next || b.Len() != next-first || b.Cap() != keep {
			t.Fatalf("rows %d to %d, %d of %d; want %d to %d", b.First(), b.Next(), b.Len(), b.Cap(), first, next)
		}
	}
	old = append(old, snapshot{[]frame.Frame{b.Frame()}, first, next})
	for _, s := range old {
		s.check(t, schema)
	}
}

// Without snapshots, chunks are reused.
func TestBacklogWithoutSnapshots(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {7, 3}, {33, 8}, {64, 64}, {150, 11}, {100_001, 9999}} {
		keep, step := size[0], size[1]
		b := frame.NewBacklog(keep, numberedRows(0, 0).Schema())
		for next := 0; next < 5*keep+200; next += step {
			check.NoError(t, b.Append(numberedRows(next, step)))
		}
		if want := numberedRows(int(b.First()), b.Len()); b.Len() != keep || !b.Frame().Equal(want) {
			t.Errorf("%d rows in steps of %d: got\n%v\nwant\n%v", keep, step, b.Frame(), want)
		}
	}
}

func TestBacklogSince(t *testing.T) {
	b := frame.NewBacklog(10, numberedRows(0, 0).Schema())
	for from := range 5 {
		if err := b.Append(numberedRows(from*3, 3)); err != nil { // rows 5 to 14 are kept
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		row      int64
		rows     int
		complete bool
	}{{-1, 10, false}, {4, 10, false}, {5, 10, true}, {12, 3, true}, {14, 1, true}, {15, 0, true}, {16, 0, false}} {
		spans, complete := b.Since(test.row)
		rows := 0
		for _, f := range spans {
			rows += f.Len()
		}
		if rows != test.rows || complete != test.complete {
			t.Errorf("Since(%d): %d rows, complete %v, want %d and %v", test.row, rows, complete, test.rows, test.complete)
		}
	}
}

func TestBacklogClear(t *testing.T) {
	for _, keep := range []int{10, 200_000} {
		b := frame.NewBacklog(keep, numberedRows(0, 0).Schema())
		check.NoError(t, b.Append(numberedRows(0, 7)))
		old := b.Frame()
		b.Clear()
		if b.Len() != 0 || b.First() != 7 || b.Next() != 7 || b.Frame().Len() != 0 || len(b.Spans()) != 0 {
			t.Errorf("after Clear: %d rows, %d to %d", b.Len(), b.First(), b.Next())
		}
		if !b.Frame().Schema().Equal(b.Schema()) {
			t.Errorf("an empty backlog's frame has columns %v", b.Frame().Schema())
		}
		check.NoError(t, b.Append(numberedRows(7, 2)))
		wantFrame(t, old, numberedRows(0, 7))
		wantFrame(t, b.Frame(), numberedRows(7, 2))
	}
}

func TestBacklogErrors(t *testing.T) {
	b := frame.NewBacklog(3, numberedRows(0, 0).Schema())
	check.Error(t, b.Append(numberedRows(0, 2).DropIndex()), frame.ErrSchema, "frame.Backlog.Append", "t time (index)", "[x float64")
	if b.Next() != 0 {
		t.Errorf("a frame that was refused left %d rows", b.Next())
	}
	check.Panics(t, "got 0", func() { frame.NewBacklog(0, b.Schema()) })
	check.Panics(t, "got -5", func() { frame.NewBacklog(-5, b.Schema()) })
}

// Other goroutines read snapshots while rows are appended. The test is for the race detector.
func TestBacklogSnapshotsInOtherGoroutines(t *testing.T) {
	for _, keep := range []int{100, 100_001} {
		b := frame.NewBacklog(keep, numberedRows(0, 0).Schema())
		var wg sync.WaitGroup
		for from := 0; from < 1000; from += 7 {
			check.NoError(t, b.Append(numberedRows(from, 7)))
			first, seen := int(b.First()), append(b.Spans(), b.Frame())
			wg.Go(func() {
				last := seen[len(seen)-1]
				if want := numberedRows(first, last.Len()); !last.Equal(want) {
					t.Errorf("snapshot is\n%v\nwant\n%v", last, want)
				}
				for _, f := range seen[:len(seen)-1] {
					_ = f.String()
				}
			})
		}
		wg.Wait()
	}
}

func TestBacklogFrameDoesNotAllocate(t *testing.T) {
	b := frame.NewBacklog(100_000, numberedRows(0, 0).Schema())
	check.NoError(t, b.Append(numberedRows(0, 100_000)))
	if n := testing.AllocsPerRun(100, func() { _ = b.Frame() }); n != 0 {
		t.Errorf("Frame: %v allocations", n)
	}
	one := numberedRows(0, 1)
	if n := testing.AllocsPerRun(1000, func() {
		if b.Append(one) != nil || b.Frame().Len() != b.Len() {
			t.Fatal("append")
		}
	}); n != 0 {
		t.Errorf("Append of a row and Frame: %v allocations", n)
	}
}
