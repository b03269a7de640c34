package ops

import (
	"fmt"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// FillNA replaces the missing values by v: [DataFrame.FillNA] for the rows of groups, with the results of
// [Grouped.FFill]. It fills the named columns, or else those of the selected ones that can hold v, or else of all that are
// no keys. The result has the index, the key columns and the selected columns; rows stay in their order. Values of rows
// with a missing key are missing. It keeps no groups. A v that no column can hold is a build error, an [ErrType].
func (g Grouped) FillNA(v any, columns ...string) DataFrame {
	b := g.by.selecting(columns)
	b.checkRows("FillNA")
	d := b.rows
	if d.err != nil {
		return d
	}
	plan, err := b.keyPlan()
	var fields []frame.Field
	if err == nil {
		fields, err = b.valueFields()
	}
	var with []*kernel.Constant
	if err == nil {
		with, err = fillConstants(v, fields, len(columns) > 0)
	}
	if err != nil {
		return d.fail("GroupBy.FillNA", err)
	}
	label := fmt.Sprintf("group by %s: fill %v", strings.Join(b.keys, ", "), v)
	return d.deriveStateless("GroupBy.FillNA", label, func() batchFunc {
		g := rowsPlan{by: plan, build: func() rowOperation { return nil }}.newState()
		return func(f frame.Frame) (frame.Frame, error) {
			if err := g.readKeys(f); err != nil {
				return f, err
			}
			vectors, err := columnVectors(f, namesOf(fields))
			if err != nil {
				return f, err
			}
			for i := range vectors {
				vectors[i] = fillGrouped(vectors[i], with[i], g.values)
			}
			return g.withKeys(f, vectorColumns(fields, vectors))
		}
	})
}

// fillConstants returns what each column is filled with; nil: nothing. If columns are named, each must be able to hold v.
func fillConstants(v any, fields []frame.Field, named bool) ([]*kernel.Constant, error) {
	constant, err := kernel.NewConstant(v)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrType, err)
	}
	with, found := make([]*kernel.Constant, len(fields)), false
	for i, f := range fields {
		with[i] = fillConstant(constant, f.Type)
		if with[i] == nil && named {
			return nil, fmt.Errorf("%w: %q of type %v cannot hold %v", ErrType, f.Name, f.Type, v)
		}
		found = found || with[i] != nil
	}
	if !found {
		return nil, fmt.Errorf("%w: no column can hold %v, got %s", ErrType, v, fieldNames(fields))
	}
	return with, nil
}

// fillGrouped fills a column, and makes it missing in the rows in which a key is.
func fillGrouped(v kernel.Vector, with *kernel.Constant, keys []kernel.Vector) kernel.Vector {
	out := v.Copy(0, v.Len())
	if with != nil && v.HasMissing() {
		kernel.FillMissing(&out, v, with.Scalar())
	}
	for _, k := range keys {
		if !k.HasMissing() {
			continue
		}
		for row := range out.Len() {
			if !k.IsValid(row) {
				out.SetMissing(row)
			}
		}
	}
	return out
}
