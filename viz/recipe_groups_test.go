package viz

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// groupsOf returns the labels and the rows of the groups, in order.
func groupsOf(f frame.Frame, by ...string) (labels []string, rows [][]int) {
	for _, g := range groupRows(f, by) {
		labels, rows = append(labels, g.label), append(rows, g.rows)
	}
	return labels, rows
}

// Different cells whose texts are equal when joined are different groups.
func TestGroupsAreNotToldApartByTheirLabels(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("a", []string{"a, b", "a", "a, b"}), frame.Col("b", []string{"c", "b, c", "c"})))
	labels, rows := groupsOf(f, "a", "b")
	if !slices.Equal(labels, []string{"a, b, c", "a, b, c"}) || fmt.Sprint(rows) != "[[1] [0 2]]" {
		t.Errorf("got %q of rows %v", labels, rows)
	}
}

func TestGroupsAreSorted(t *testing.T) {
	at := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	f := frame.Must(frame.New(
		frame.Col("n", []int64{10, 9, 10, -1}),
		frame.Col("x", []float64{10, 9, nan, -1}),
		frame.Col("s", []string{"10", "9", "10", ""}),
		frame.Col("t", []time.Time{at.Add(time.Hour), at, at, at})))
	for _, c := range []struct {
		by   []string
		want string
	}{
		{[]string{"n"}, "[[3] [1] [0 2]]"},
		{[]string{"x"}, "[[3] [1] [0] [2]]"},
		{[]string{"s"}, "[[3] [0 2] [1]]"},
		{[]string{"t"}, "[[1 2 3] [0]]"},
		{[]string{"t", "n"}, "[[3] [1] [2] [0]]"},
		{[]string{"s", "t"}, "[[3] [2] [0] [1]]"},
	} {
		if _, rows := groupsOf(f, c.by...); fmt.Sprint(rows) != c.want {
			t.Errorf("by %v: rows %v, want %s", c.by, rows, c.want)
		}
	}
}

// 0 and -0 are one group, whose label is 0, as in a group-by.
func TestZerosAreOneGroup(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("x", []float64{math.Copysign(0, -1), 1, 0}), frame.Col("s", []string{"-0", "-0", "-0"})))
	labels, rows := groupsOf(f, "x", "s")
	if !slices.Equal(labels, []string{"0, -0", "1, -0"}) || fmt.Sprint(rows) != "[[0 2] [1]]" {
		t.Errorf("got %q of rows %v", labels, rows)
	}
}

// manyGroups is a frame of 500 groups.
func manyGroups(rows int) frame.Frame {
	by := make([]int64, rows)
	for i := range by {
		by[i] = int64(i*7919) % 500
	}
	return frame.Must(frame.New(frame.Col("x", make([]float64, rows)), frame.Col("y", make([]float64, rows)), frame.Col("g", by)))
}

// Neither a row nor a comparison of two groups allocates.
func TestAllocationsOfGrouping(t *testing.T) {
	f := manyGroups(50_000)
	if n := testing.AllocsPerRun(1, func() { groupRows(f, []string{"g"}) }); n > 500*20 {
		t.Errorf("%v allocations for 50,000 rows in 500 groups", n)
	}
}

func BenchmarkGroupRows(b *testing.B) {
	f := manyGroups(200_000)
	b.ReportAllocs()
	for b.Loop() {
		groupRows(f, []string{"g"})
	}
}
