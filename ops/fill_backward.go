package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// BFill replaces each missing value by the next value after it, also if that comes in a later batch: pandas' bfill.
// Missing values after the last value stay missing. It works on the columns that [Columns] names, or else on all but the
// index.
//
//	in:            . 1 . | . | . 2 | . |
//	out:           1 1   |   | 2 2 2 2 | .|
//	with Limit(2): 1 1   | . | 2 2 2 | .|
//
// A row is held back until its missing values are known, and so are the rows after it: rows stay in their order. The
// rest comes at the end of the stream. [Limit] sets how many missing values in sequence are filled, and so a row waits for
// at most as many rows. Without it at most [MaxRows] rows are held back. So the batches are not those of the input, and
// columns cannot be combined with the rows that they are computed from. A batch without any row that is ready is not
// emitted.
//
// An unknown name is a build error, an [ErrColumn]. BFill panics on other options. Cost: about 45 ns a row with
// one column.
func (d DataFrame) BFill(opts ...FillOption) DataFrame {
	cfg := configureFill("BFill", opts)
	return groupBy{op: "BFill", rows: d, maxKeys: 1}.deriveGapFill("BFill", cfg, "bfill", func() ([]frame.Field, error) {
		return selectedFields(d.example.Schema(), cfg.columns)
	})
}

// BFill replaces each missing value by the next value after it in its group: pandas' d.groupby("sensor").bfill(), across
// batches. It fills the columns that [Columns] names, or else the selected ones, or else all that are no keys. The result
// has the index, the key columns and the filled columns. A row waits for the next value of its group, and the rows after
// it wait too, so that rows stay in their order: see [DataFrame.BFill]. Values of rows with a missing key are missing.
// With [Grouped.Expiry] a missing value stays missing if its key does not come again in time. It panics for groups of a
// window.
func (g Grouped) BFill(opts ...FillOption) DataFrame {
	cfg := configureFill("BFill", opts)
	b := g.by.selecting(cfg.columns)
	b.checkRows("BFill")
	return b.deriveGapFill("GroupBy.BFill", cfg, "bfill", b.valueFields)
}

func (o HoldOption) applyToFill(c *fillConfig) {
	c.require("MaxRows", "BFill", "Interpolate")
	c.maxRows = int(o)
}

// HoldOption is an option of operators that hold rows back: a [ReorderOption] and a [FillOption].
type HoldOption int

func (o HoldOption) applyToReorder(cfg *eventConfig) { cfg.maxRows = int(o) }

// MaxRows sets how many rows Reorder, BFill and Interpolate may hold back. A batch that would exceed it is an [ErrLimit],
// and is not taken. Default: 1,048,576. It panics unless n is positive.
func MaxRows(n int) HoldOption {
	if n <= 0 {
		panic(fmt.Sprintf("ops.MaxRows: must be positive, got %d", n))
	}
	return HoldOption(n)
}
