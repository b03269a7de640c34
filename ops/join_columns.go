package ops

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/join"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// joinColumns says which columns a join uses.
type joinColumns struct {
	keys    []string     // of both sides
	types   []frame.Type // of the keys
	added   []string     // columns of the right side in the result
	renamed []string     // their names in the result
}

// newJoinColumns checks that both sides have the keys, and finds names for the columns that the right side adds: all but
// the keys and the index.
func newJoinColumns(left, right frame.Schema, cfg joinConfig) (joinColumns, error) {
	c := joinColumns{keys: cfg.keys}
	taken, isKey := map[string]bool{}, map[string]bool{}
	for _, name := range left.Names() {
		taken[name] = true
	}
	for _, name := range cfg.keys {
		t, err := keyType(left, right, name)
		if err != nil {
			return c, err
		}
		isKey[name] = true
		c.types = append(c.types, t)
	}
	for _, f := range dataFields(right) {
		if isKey[f.Name] {
			continue
		}
		name := f.Name
		if taken[name] {
			name += cfg.suffix
		}
		if taken[name] {
			return c, fmt.Errorf("%w: both sides have %q; set ops.Suffix, or Rename", frame.ErrName, name)
		}
		taken[name] = true
		c.added, c.renamed = append(c.added, f.Name), append(c.renamed, name)
	}
	return c, nil
}

// keyType returns the type of a key, which must be the same on both sides.
func keyType(left, right frame.Schema, name string) (frame.Type, error) {
	l, ok := left.Lookup(name)
	if !ok {
		return 0, errNoColumn(name, " to join on", left.Fields())
	}
	r, ok := right.Lookup(name)
	if !ok {
		return 0, errNoColumn(name, " to join on, on the right side", right.Fields())
	}
	if l.Type == frame.Float64 || l.Type != r.Type {
		return 0, fmt.Errorf("%w: a key must be a string, int64, bool or time on both sides, got %q of types %v and %v",
			ErrType, name, l.Type, r.Type)
	}
	return l.Type, nil
}

// addColumns adds to each row of left the values of a row of the right side's added columns. rows has the numbers of
// these rows; join.NoRow means missing values.
func (c joinColumns) addColumns(left frame.Frame, added []kernel.Vector, rows []int) (frame.Frame, error) {
	cols := make([]frame.Column, len(added))
	for i, v := range added {
		cols[i] = join.TakeRows(v, rows).Column(c.renamed[i])
	}
	return left.With(cols...)
}

// rightOnly returns the first side's columns of rows that only the right side has: the values of the keys, and missing
// values in all other columns. schema is that of the first side, and keys are the right side's columns of the keys.
func (c joinColumns) rightOnly(schema frame.Schema, keys []kernel.Vector, rows []int) (frame.Frame, error) {
	cols := make([]frame.Column, 0, len(schema.Fields()))
	for _, f := range schema.Fields() {
		col := missingColumn(f, len(rows))
		if i := slices.Index(c.keys, f.Name); i >= 0 {
			col = join.TakeRows(keys[i], rows).Column(f.Name)
		}
		if f.Index {
			col = col.AsIndex()
		}
		cols = append(cols, col)
	}
	return frame.New(cols...)
}
