package join_test

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/join"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

func texts(all ...string) kernel.Vector { return kernel.Vector{Type: frame.String, Texts: all} }

func ints(all ...int64) kernel.Vector { return kernel.Vector{Type: frame.Int64, Ints: all} }

func ExampleNewKeyDictionary() {
	k := join.NewKeyDictionary([]frame.Type{frame.String, frame.Int64})
	ids := make([]int32, 4)
	k.Encode([]kernel.Vector{texts("a", "a", "b", "a"), ints(1, 2, 1, 1)}, ids)
	fmt.Println(ids, k.Len())
	k.Lookup([]kernel.Vector{texts("b", "b", "c", "a"), ints(1, 2, 1, 1)}, ids)
	fmt.Println(ids)
	// Output:
	// [0 1 2 0] 3
	// [2 -1 -1 0]
}

func ExampleNewTableIndex() {
	table := []kernel.Vector{texts("a", "b", "a")}
	x := join.NewTableIndex(table, 3)
	fmt.Println(x.Match([]kernel.Vector{texts("a", "c", "b")}, 3, false))
	fmt.Println(x.Match([]kernel.Vector{texts("a", "c", "b")}, 3, true))
	// Output:
	// [0 0 1 2] [0 2 -1 1]
	// [0 0 2] [0 2 1]
}

func ExampleTakeRows() {
	fmt.Println(join.TakeRows(texts("a", "b", "c"), []int{2, 2, 0}).Texts)
	v := join.TakeRows(ints(7), []int{0, join.NoRow})
	fmt.Println(v.Ints, v.Valid)
	// Output:
	// [c c a]
	// [7 0] [true false]
}

func ExampleCompactRows() {
	v := ints(7, 8, 9)
	join.CompactRows(&v, []int{0, 2})
	fmt.Println(v.Ints)
	// Output: [7 9]
}

func ExampleTypes() {
	fmt.Println(join.Types([]kernel.Vector{texts("a"), ints(1)}))
	// Output: [string int64]
}

// The match at 25 is final at once. The one at 30 is not, because more rows at 30 may come.
func ExampleBackward() {
	var l join.Timeline
	l.Add([]int64{10, 20, 30}, []int32{0, 0, 0})
	last := join.Backward{Tolerance: join.Unlimited, Exact: true}
	fmt.Println(last.Match(&l, 25, 0, nil))
	fmt.Println(last.Match(&l, 30, 0, nil))
	l.End()
	fmt.Println(last.Match(&l, 30, 0, nil))
	// Output:
	// [1] true
	// [] false
	// [2] true
}

func ExampleBand() {
	var l join.Timeline
	l.Add([]int64{10, 20, 30, 40}, []int32{0, 0, 1, 0})
	near := join.Band{Distance: 12}
	fmt.Println(near.Match(&l, 22, 0, nil))
	kept := l.RowsNeeded(near, 35)
	l.KeepRows(kept, []int32{1, 0})
	fmt.Println(kept, l.Len())
	// Output:
	// [0 1] true
	// [2 3] 2
}
