package join

import "github.com/streamgage/streamgage/ops/internal/kernel"

// None is the row that stands for no row.
const None = -1

// Index finds the rows of a table by key. It is not changed once it is made, but is used by one goroutine at a time.
type Index struct {
	keys       *Keys
	first      []int // of each key
	next       []int // of each row: the next of the same key
	keyNumbers []int32
}

// NewIndex makes the index of a table that has these columns as its keys, and so many rows. Rows of which a key is missing
// are not in it. Cost: about 50 ns a row.
func NewIndex(cols []kernel.Vector, rows int) *Index {
	x := &Index{keys: NewKeys(Types(cols)), next: make([]int, rows)}
	ids := make([]int32, rows)
	x.keys.Add(cols, ids)
	x.first = make([]int, x.keys.Len())
	for id := range x.first {
		x.first[id] = None
	}
	for row := rows - 1; row >= 0; row-- { // backwards, so that each key's rows are found in the table's order
		if id := ids[row]; id != Missing {
			x.next[row], x.first[id] = x.first[id], row
		}
	}
	return x
}

// Match gives, for rows with these keys, in their order, each of them with each row of the table that has its key, in the
// table's order. A row that finds none comes with None, or, if inner, not at all.
//
// Cost: about 20 ns a row.
func (x *Index) Match(cols []kernel.Vector, rows int, inner bool) (left, right []int) {
	if cap(x.keyNumbers) < rows {
		x.keyNumbers = make([]int32, rows)
	}
	ids := x.keyNumbers[:rows]
	x.keys.Find(cols, ids)
	left, right = make([]int, 0, rows), make([]int, 0, rows)
	for row, id := range ids {
		match := None
		if id != Missing {
			match = x.first[id]
		}
		if match == None && inner {
			continue
		}
		left, right = append(left, row), append(right, match)
		for match != None {
			if match = x.next[match]; match != None {
				left, right = append(left, row), append(right, match)
			}
		}
	}
	return left, right
}
