package ops

import (
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/join"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Join adds to each row the columns of the table's row with the same value in the column on: pandas' merge, with a
// table that does not change. Rows keep their order and their index. If the key of a row occurs several times in the
// table, the row is repeated for each, in the table's order. If it does not occur, the row has missing values in the
// table's columns or, with [Inner] or [Right], is left out. With [Right] and [Outer], the rows of the table whose key has
// not occurred follow as one more batch at the end of the stream, in the table's order. Then the result counts as a
// source of its own: it cannot be combined with d.
//
// The key is on, and the columns that [ByKey] adds: columns or the index of both sides. The table's index, unless it is
// a key, is left out, as in pandas. A key that a side does not have is an [ErrColumn]. A key of float64, or of
// different types on the two sides, is an [ErrType]. A column of the table whose name is already used is a
// frame.ErrName, unless [Suffix] is set. All are build errors.
//
// It takes Left, Inner, Right, Outer, Suffix and ByKey. Cost: once, about 50 ns for each row of the table; then about 30 ns a row, and
// 5 ns for each value that the table adds.
func (d DataFrame) Join(table frame.Frame, on string, opts ...JoinOption) DataFrame {
	cfg := configureJoin("Join", 0, slices.Insert(opts[:len(opts):len(opts)], 0, ByKey(on)))
	if d.err != nil {
		return d
	}
	columns, err := newJoinColumns(d.example.Schema(), table.Schema(), cfg)
	if err != nil {
		return d.fail("Join", err)
	}
	if cfg.keepRight {
		return d.joinOuter(table, columns, cfg)
	}
	return d.deriveStateless("Join", "join", func() batchFunc {
		t, err := newJoinTable(table, columns, cfg)
		return func(f frame.Frame) (frame.Frame, error) {
			if err != nil {
				return f, err
			}
			return t.join(f)
		}
	})
}

// joinTable is a table with an index of its keys.
type joinTable struct {
	columns  joinColumns
	index    *join.TableIndex
	keys     []kernel.Vector
	added    []kernel.Vector
	keepLeft bool
	matched  []bool // the rows that were matched; nil: not needed
}

// newJoinTable builds the index.
func newJoinTable(table frame.Frame, columns joinColumns, cfg joinConfig) (*joinTable, error) {
	keys, err := columnVectors(table, columns.keys)
	if err != nil {
		return nil, err
	}
	added, err := columnVectors(table, columns.added)
	if err != nil {
		return nil, err
	}
	t := &joinTable{columns: columns, index: join.NewTableIndex(keys, table.Len()), keys: keys, added: added, keepLeft: cfg.keepLeft}
	if cfg.keepRight {
		t.matched = make([]bool, table.Len())
	}
	return t, nil
}

// join returns the join of a batch with the table.
func (t *joinTable) join(f frame.Frame) (frame.Frame, error) {
	keys, err := columnVectors(f, t.columns.keys)
	if err != nil {
		return f, err
	}
	left, right := t.index.Match(keys, f.Len(), !t.keepLeft)
	if t.matched != nil {
		for _, row := range right {
			if row != join.NoRow {
				t.matched[row] = true
			}
		}
	}
	return t.columns.addColumns(selectRows(f, left), t.added, right)
}
