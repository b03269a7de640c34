package frame_test

import (
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// The columns of a slice and a new column start at different rows of their storage.
func TestColumnsOfSlices(t *testing.T) {
	f := sample()
	got := mustValue(f.Slice(2, 4).With(frame.Col("z", []int{8, 9})))
	got = mustValue(got.Slice(1, 2).Select("z", "n", "s"))
	want := frame.Must(frame.New(frame.Nanos("t", mustValue(sample().Times("t"))[3:]).AsIndex(), frame.Col("z", []int{9}),
		frame.Col("n", []int64{1<<63 - 1}), frame.Col("s", []string{"dé"})))
	wantFrame(t, got, want)
	c := mustValue(f.Slice(1, 3).Column("n"))
	if c.Len() != 2 || c.Valid(0) || !c.Valid(1) || c.Name() != "n" || c.Type() != frame.Int64 || c.IsIndex() {
		t.Errorf("column n of rows 1 and 2: %d rows, Valid(0) %v", c.Len(), c.Valid(0))
	}
}

func TestRows(t *testing.T) {
	f := sample()
	wantFrame(t, f.Tail(2), f.Slice(2, 4))
	wantFrame(t, f.Tail(9), f)
	wantFrame(t, f.Slice(1, 4).Slice(1, 2), f.Slice(2, 3))
	if e := f.Empty(); e.Len() != 0 || !e.Schema().Equal(f.Schema()) || f.Schema().Check(e) != nil {
		t.Errorf("Empty has %d rows of %v", e.Len(), e.Schema())
	}
	check.Panics(t, "got -1", func() { f.Tail(-1) })
	check.Panics(t, "got 3 and 2", func() { f.Slice(3, 2) })
	check.Panics(t, "got 0 and 5", func() { f.Slice(0, 5) })
	check.Panics(t, "got -1 and 2", func() { f.Slice(-1, 2) })
	if n := testing.AllocsPerRun(100, func() { _ = f.Slice(1, 3).Tail(1) }); n != 0 {
		t.Errorf("Slice and Tail: %v allocations", n)
	}
}

func TestTake(t *testing.T) {
	f := sample()
	got := f.Slice(1, 4).Take([]int{2, 0, 0})
	want := mustValue(frame.Concat([]frame.Frame{f.Slice(3, 4), f.Slice(1, 2), f.Slice(1, 2)}))
	wantFrame(t, got, want)
	if got.Valid("n", 1) || !got.Valid("n", 0) {
		t.Error("Take mixed up what is missing")
	}
	wantFrame(t, f.Take(nil), f.Empty())
	check.Panics(t, "got 4", func() { f.Take([]int{4}) })
	check.Panics(t, "got 3", func() { f.Slice(1, 4).Take([]int{3}) })
}
