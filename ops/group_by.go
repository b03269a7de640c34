package ops

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// Grouped is the rows of a DataFrame, or of a window of it, grouped by key. Its methods return a [Table]. After each
// batch, also one without rows, the Table emits one row for each group, sorted by key. The key columns come first, as
// ordinary columns of their own types, then the results.
//
// Rolling, Expanding, EWM, Transform, Shift, Head, FFill, BFill, Interpolate, FillNA and the cumulative methods return a
// [DataFrame] instead: one row for each row, computed from the rows of its group.
//
// Make one with [DataFrame.GroupBy] or [Window.GroupBy]. It is a small value, to be copied.
type Grouped struct {
	Reductions[Table]
	by groupBy
}

// groupBy holds the parameters of a Grouped.
type groupBy struct {
	op       string // "GroupBy", for errors
	rows     DataFrame
	span     *Span // nil: over all rows so far
	keys     []string
	selected []string      // the columns that are reduced; nil: all
	expiry   time.Duration // 0: never
	maxKeys  int
	// missingEqual is set if missing values of keys are equal to each other; else rows with a missing key are in no group.
	missingEqual bool
}

// defaultMaxKeys is the default of MaxKeys.
const defaultMaxKeys = 1 << 20

// GroupBy groups rows with the same key, over all rows so far: pandas' and streamz' groupby. A key is a column of any
// type, or the index. Any other text is an expression of the language that [DataFrame.Query] describes, as in
// GroupBy("x % 3"), and is the name of its column. With several keys each combination that occurs is a group. Rows in
// which a key is missing are left out.
//
// A group is never removed. There may be 1,048,576 groups: one more is an [ErrKeys]. [Grouped.MaxKeys] sets the limit.
// [Grouped.Expiry] removes groups, and a window removes a group with its last row. A sum of int64 that does not fit is
// an [ErrOverflow] that names the group, for as long as it does not fit.
//
// A wrong key is a build error when a result is asked for. It panics without keys.
//
// Cost: about 30 ns for a row and its first result, and 10 ns for each other result. Then 10 to 20 ns for each group
// and result, because the Table has all groups. A group keeps its key and about 150 bytes, and 80 for each other
// result. Median and Quantile keep up to 100,000 values, and from then on
// at most 32 KB; NUnique and Mode keep each distinct value.
func (d DataFrame) GroupBy(keys ...string) Grouped {
	return groupBy{op: "GroupBy", rows: d, keys: keys, maxKeys: defaultMaxKeys}.validated()
}

// GroupBy groups the rows of the window by key; see [DataFrame.GroupBy]. A group is removed with its last row.
//
// Cost: about 50 ns for a row that enters and leaves and its first result, for any window length. It keeps 4 bytes for
// each row, about 8 for each value, and about 300 for each group and result.
func (w Window) GroupBy(keys ...string) Grouped {
	return groupBy{op: "Window.GroupBy", rows: w.rows, span: &w.span, keys: keys, maxKeys: defaultMaxKeys}.validated()
}

// validated panics without keys, and returns the Grouped.
func (b groupBy) validated() Grouped {
	if len(b.keys) == 0 {
		panic("ops.GroupBy: needs at least one key, got none")
	}
	b.keys = slices.Clone(b.keys)
	return b.grouped()
}

// grouped returns the Grouped with these parameters.
func (b groupBy) grouped() Grouped { return Grouped{Reductions[Table]{b.reduce}, b} }

// Col selects the one column that is reduced: d.GroupBy("symbol").Col("price").Mean() is pandas'
// d.groupby("symbol").price.mean(). An unknown column is a build error, an [ErrColumn], when a result is asked for.
func (g Grouped) Col(name string) Grouped { return g.Select(name) }

// Select selects the columns that are reduced. Default: all that are not keys.
func (g Grouped) Select(names ...string) Grouped {
	g.by.selected = append([]string{}, names...) // not nil if there are none
	return g.by.grouped()
}

// Expiry removes a group when the newest row is d or more later than the last row of the group. Times are those of the
// index, which must be of type time and sorted. A row with the same key after such a pause starts a new group. This
// does not depend on where batches begin and end. Default: never. No clock is used, so without new rows no group is
// removed.
//
// It panics unless d is positive, and for the groups of a window, which are removed with their last row.
func (g Grouped) Expiry(d time.Duration) Grouped {
	if d <= 0 {
		panic(fmt.Sprintf("ops.Grouped.Expiry: the time must be positive, got %v", d))
	}
	if g.by.span != nil {
		panic(fmt.Sprintf("ops.Grouped.Expiry: groups of a window are removed with their last row, got %v", d))
	}
	g.by.expiry = d
	return g.by.grouped()
}

// MaxKeys sets how many groups there may be at once. A batch that would exceed it fails with an [ErrKeys], and is left
// out. In a window, groups that leave with a batch still count together with those that the batch adds. Default:
// 1,048,576. It panics unless n is positive.
func (g Grouped) MaxKeys(n int) Grouped {
	if n <= 0 {
		panic(fmt.Sprintf("ops.Grouped.MaxKeys: n must be positive, got %d", n))
	}
	g.by.maxKeys = n
	return g.by.grouped()
}

// reduce returns the Table of reductions of each group.
func (b groupBy) reduce(op string, each bool, reductions []Reduction) Table {
	b.rows, reductions, _ = b.rows.labelled(reductions)
	return b.derive(b.op+"."+op, each, reductions, func(p groupPlan) operator { return p.newState().operator() })
}

// derive returns the Table of the operator that build makes from the plan.
func (b groupBy) derive(op string, each bool, reductions []Reduction, build func(groupPlan) operator) Table {
	d := b.rows
	if d.err != nil {
		return d.brokenTable()
	}
	p, err := b.plan(each, reductions)
	if err != nil {
		return d.fail(op, err).brokenTable()
	}
	label := fmt.Sprintf("group by %s: %s", strings.Join(b.keys, ", "), reductions[0].title())
	return d.deriveTable(op, label, func() operator { return build(p) })
}

// plan checks keys and reductions against the columns of the rows.
func (b groupBy) plan(each bool, reductions []Reduction) (p groupPlan, err error) {
	p.span = b.span
	if p.by, err = b.keyPlan(); err != nil {
		return p, err
	}
	if p.outs, err = b.outputs(each, reductions); err != nil {
		return p, err
	}
	_, err = p.newRetention()
	return p, err
}

// outputs returns the result columns.
func (b groupBy) outputs(each bool, reductions []Reduction) ([]output, error) {
	schema, err := b.selectedSchema()
	if err != nil {
		return nil, err
	}
	return newOutputs(schema, each, reductions, b.keys...)
}

// selectedSchema returns the schema of the columns that are reduced, or of all if none are selected.
func (b groupBy) selectedSchema() (frame.Schema, error) {
	schema := b.rows.example.Schema()
	if b.selected == nil {
		return schema, nil
	}
	if err := checkColumns(schema, b.selected...); err != nil {
		return schema, err
	}
	return subSchema(schema, b.selected)
}
