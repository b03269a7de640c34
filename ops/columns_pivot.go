package ops

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/join"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// Pivot makes wide rows of long ones, as pandas' pivot_table does: a column for each category, with the values of the rows
// that have it. Rows that follow one another with the same index become one row:
//
//	t      sensor  value        t      a    b
//	09:00  a         1.5        09:00  1.5  7
//	09:00  b         7     ->   09:01  2
//	09:01  a         2
//
// category is the column of the categories, of type string or int64, and value that of the values, of any type, which the
// new columns keep. categories are the names of the new columns, in their order: a graph needs them when it is built. A
// category that no row has is missing. A row with another category, or none, fails its batch with an [ErrCategory] that
// names it; [DropOthers] drops such rows. With [PivotKeys], rows of the same index and keys become one row, in the order of
// their first rows; rows with a missing key are left out. Other columns are left out.
//
// If several rows have the same index, keys and category, the last value that is not missing counts; [AggFunc] computes
// another one.
//
// A row is emitted when the index moves on, or at the end of the stream. So the index should be sorted: an index that
// returns makes a new row. All rows that are complete come in one batch, and there are no empty batches. The result counts
// as a source of its own: it cannot be combined with d.
//
// Without an index, or with types that are not supported, it is a build error, an [ErrType]; an unknown column is an
// [ErrColumn], and no categories an [ErrColumns]. A name that occurs twice is a frame.ErrName. More than 1,048,576 keys of
// one index are an [ErrKeys]. Cost: that of each row, of each value of a new row, and for each batch of each row that is
// not complete.
func (d DataFrame) Pivot(category, value string, categories []string, opts ...PivotOption) DataFrame {
	p := pivot{category: category, value: value, categories: slices.Clone(categories)}
	for _, o := range opts {
		if o == nil {
			panic("ops.Pivot: the option must not be nil")
		}
		o(&p)
	}
	if d.err != nil {
		return d
	}
	if err := p.plan(d.example.Schema()); err != nil {
		return d.fail("Pivot", err)
	}
	example, err := p.example(d.example)
	if err != nil {
		return d.fail("Pivot", err)
	}
	o := &origin{}
	send := func(out frame.Frame, err error, emit func(frame.Frame) error) error {
		if err != nil {
			return fmt.Errorf("ops.Pivot: %w", err)
		}
		if out.Len() == 0 {
			return nil
		}
		o.batch++
		return emit(out)
	}
	s := flow.Transform(d.Stream, func(_ context.Context, f frame.Frame, emit func(frame.Frame) error) error {
		out, err := p.take(f)
		return send(out, err, emit)
	}, func(_ context.Context, emit func(frame.Frame) error) error {
		out, err := p.finish()
		return send(out, err, emit)
	}, flow.Name("pivot"))
	return d.deriveUnaligned("Pivot (pivot "+category+")", s, example, o, operator{save: p.save, load: p.load})
}

// PivotOption sets how [DataFrame.Pivot] works.
type PivotOption func(*pivot)

// DropOthers drops rows whose category is missing or not in the list. Without it, they are an [ErrCategory].
func DropOthers() PivotOption { return func(p *pivot) { p.dropOthers = true } }

// PivotKeys adds columns to the index: only rows with the same values in them become one row. They must be of type string,
// int64, bool or time, and are columns of the result. It panics without columns.
func PivotKeys(columns ...string) PivotOption {
	if len(columns) == 0 {
		panic("ops.PivotKeys: needs at least one column, got none")
	}
	return func(p *pivot) { p.keys = append(p.keys, columns...) }
}

// AggFunc sets which value counts if several rows have the same index, keys and category. Default: [PivotLast]. It panics
// on an unknown function.
func AggFunc(f PivotFunc) PivotOption {
	if f < PivotLast || f > PivotMean {
		panic(fmt.Sprintf("ops.AggFunc: must be PivotLast to PivotMean, got %d", f))
	}
	return func(p *pivot) { p.agg = f }
}

// PivotFunc is a function for [AggFunc]. Missing values do not count. The sum of no values is missing.
type PivotFunc int

// The functions. Min and Max need numbers or times, Sum and Mean numbers. Mean is float64; the others keep the type.
const (
	PivotLast PivotFunc = iota
	PivotFirst
	PivotMin
	PivotMax
	PivotSum
	PivotMean
)

// pivot is the state of Pivot. It keeps the rows of the newest index, which are open.
type pivot struct {
	category, value string
	categories      []string
	keys            []string
	dropOthers      bool
	agg             PivotFunc

	index     frame.Field
	keyFields []frame.Field
	valueType frame.Type // of the new columns while they are open
	texts     map[string]int
	numbers   map[int64]int

	open       pivotRows
	dictionary *join.KeyDictionary
	keyTypes   []frame.Type
	rowOf      []int // by key number: its row among the open rows, valid if it is at least the first one of the index
}

// plan checks the columns.
func (p *pivot) plan(s frame.Schema) error {
	index, ok := s.Index()
	if !ok {
		return fmt.Errorf("%w: Pivot combines rows of the same index, got none; SetIndex makes one", ErrType)
	}
	p.index = index
	if err := checkColumns(s, append([]string{p.category, p.value}, p.keys...)...); err != nil {
		return err
	}
	if len(p.categories) == 0 {
		return fmt.Errorf("%w: Pivot needs the categories of %q, got none", ErrColumns, p.category)
	}
	category, _ := s.Lookup(p.category)
	if err := p.number(category); err != nil {
		return err
	}
	value, _ := s.Lookup(p.value)
	p.valueType = value.Type
	numeric := value.Type == frame.Int64 || value.Type == frame.Float64
	if p.agg >= PivotSum && !numeric || p.agg >= PivotMin && !numeric && value.Type != frame.Time {
		return fmt.Errorf("%w: the function needs numbers, got %q of type %v", ErrType, p.value, value.Type)
	}
	if p.agg == PivotMean {
		p.valueType = frame.Float64
	}
	for _, name := range p.keys {
		f, _ := s.Lookup(name)
		if f.Type == frame.Float64 {
			return fmt.Errorf("%w: a key must be a string, int64, bool or time, got %q of type float64", ErrType, name)
		}
		p.keyFields, p.keyTypes = append(p.keyFields, f), append(p.keyTypes, f.Type)
	}
	p.reset()
	return nil
}

// number gives each category the number of its column.
func (p *pivot) number(category frame.Field) error {
	p.texts, p.numbers = map[string]int{}, map[int64]int{}
	for i, name := range p.categories {
		switch category.Type {
		case frame.String:
			p.texts[name] = i
		case frame.Int64:
			n, err := strconv.ParseInt(name, 10, 64)
			if err != nil {
				return fmt.Errorf("%w: %q is of type int64, got the category %q", ErrType, p.category, name)
			}
			p.numbers[n] = i
		default:
			return fmt.Errorf("%w: categories must be a string or int64, got %q of type %v", ErrType, p.category, category.Type)
		}
	}
	return nil
}

// reset drops the open rows.
func (p *pivot) reset() {
	p.open = newPivotRows(p, 0)
	p.dictionary, p.rowOf = join.NewKeyDictionary(p.keyTypes), nil
}

// example returns the wide rows of the example. The stream begins without rows.
func (p *pivot) example(f frame.Frame) (frame.Frame, error) {
	out, err := p.take(f)
	if err != nil {
		return f, err
	}
	rest, err := p.finish()
	if err != nil {
		return f, err
	}
	p.reset()
	return frame.Concat([]frame.Frame{out, rest})
}

// columnOf returns the columns of the categories, by row: -1 for a row to drop.
func (p *pivot) columnOf(v kernel.Vector, out []int) error {
	for row := range out {
		column, ok := -1, false
		if v.IsValid(row) && v.Type == frame.String {
			column, ok = p.texts[v.Texts[row]]
		} else if v.IsValid(row) {
			column, ok = p.numbers[v.Ints[row]]
		}
		if !ok && !p.dropOthers {
			return p.categoryError(v, row)
		}
		if !ok {
			column = -1
		}
		out[row] = column
	}
	return nil
}

// categoryError returns the error of a row whose category is not in the list.
func (p *pivot) categoryError(v kernel.Vector, row int) error {
	got := "a missing value"
	switch {
	case v.IsValid(row) && v.Type == frame.String:
		got = strconv.Quote(v.Texts[row])
	case v.IsValid(row):
		got = strconv.FormatInt(v.Ints[row], 10)
	}
	return fmt.Errorf("%w: %q must be one of %q, got %s in row %d; ops.DropOthers drops such rows",
		ErrCategory, p.category, p.categories, got, row)
}
