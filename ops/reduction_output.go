package ops

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// inputForm is the form in which an accumulator takes the values of a column.
type inputForm uint8

const (
	asFloats   inputForm = iota
	asInts               // int64, bools as 0 and 1, times as nanoseconds
	asTexts              // strings
	asPresence           // 0 for a value, NaN for a missing value
	asRows               // 0 for each row
)

// output is a column of results, and how it is computed.
type output struct {
	name      string
	typ       frame.Type
	columns   [2]string // the columns it reads; the second is for Corr and Cov
	form      inputForm
	reduction Reduction
}

// newOutput returns the result column of a reduction of a column of type t, or an ErrType if the reduction cannot take
// it.
func newOutput(r Reduction, name string, t frame.Type) (output, error) {
	out := output{name: name, typ: frame.Float64, columns: [2]string{r.column, r.other}, reduction: r}
	number := t == frame.Float64 || t == frame.Int64
	switch {
	case r.label != nil:
		return labelOutput(r, name, t)
	case r.modes:
		out.form, out.typ = formOf(t), t
	case r.counts:
		out.typ = frame.Int64
		out.form = countInputForm(r.name, t)
	case t == frame.String && r.texts != nil:
		out.form, out.typ = asTexts, frame.String
	case (t == frame.Int64 || t == frame.Time || t == frame.Bool) && r.ints != nil && !(r.name == "sum" && t == frame.Time):
		out.form, out.typ = asInts, t
		if r.name == "sum" {
			out.typ = frame.Int64
		}
	case !number && !(t == frame.Bool && r.ints == nil):
		return out, fmt.Errorf("%w: %s needs numbers, got %q of type %v", ErrType, r.name, r.column, t)
	case r.truth:
		out.typ = frame.Bool
	}
	return out, nil
}

// countInputForm returns the form in which a count takes a column.
func countInputForm(name string, t frame.Type) inputForm {
	switch {
	case name == "size":
		return asRows
	case name == "count":
		return asPresence
	case t == frame.String:
		return asTexts
	case t == frame.Float64:
		return asFloats
	}
	return asInts
}

// newOutputs returns the result columns of reductions. If each is true, it returns those of the first reduction for
// each column but keys. keys are the names of columns that the result already has: a result of such a name is an
// ErrColumns.
func newOutputs(schema frame.Schema, each bool, reductions []Reduction, keys ...string) ([]output, error) {
	if each {
		return newEachOutputs(schema, reductions[0], keys)
	}
	taken := map[string]bool{}
	for _, k := range keys {
		taken[k] = true
	}
	var all []output
	for _, r := range expand(reductions) {
		out, err := newColumnOutput(schema, r)
		if err != nil {
			return nil, err
		}
		if taken[out.name] {
			return nil, fmt.Errorf("%w: two results have the name %q; rename one with As", ErrColumns, out.name)
		}
		taken[out.name] = true
		all = append(all, out)
	}
	return all, nil
}

// newColumnOutput checks the columns that a reduction names and returns its result column.
func newColumnOutput(schema frame.Schema, r Reduction) (output, error) {
	if r.name == "size" {
		return newOutput(r, r.title(), frame.Int64)
	}
	if err := checkColumns(schema, r.column); err != nil {
		return output{}, err
	}
	if r.other != "" {
		if err := checkColumns(schema, r.other); err != nil {
			return output{}, err
		}
		if f, _ := schema.Lookup(r.other); f.Type == frame.String || f.Type == frame.Time {
			return output{}, fmt.Errorf("%w: %s needs numbers, got %q of type %v", ErrType, r.name, r.other, f.Type)
		}
	}
	f, _ := schema.Lookup(r.column)
	return newOutput(r, r.title(), f.Type)
}

// newEachOutputs returns the result columns of a reduction for each column but keys. It skips columns that do not hold
// numbers, unless the reduction is a count, First, Last, Mode, Any or All.
func newEachOutputs(schema frame.Schema, r Reduction, keys []string) ([]output, error) {
	var all []output
	for _, f := range dataFields(schema) {
		if slices.Contains(keys, f.Name) || !r.takesEach(f.Type) {
			continue
		}
		if r.column = f.Name; r.parts != nil {
			parts, err := newOutputs(schema, false, []Reduction{r}, keys...)
			if err != nil {
				return nil, err
			}
			all = append(all, parts...)
			continue
		}
		out, err := newOutput(r, f.Name, f.Type)
		if err != nil {
			return nil, err
		}
		all = append(all, out)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%w: %s needs numbers, got none; columns are %s", ErrType, r.name, fieldNames(dataFields(schema)))
	}
	return all, nil
}

// takesEach returns whether the method of a reduction computes columns of a type.
func (r Reduction) takesEach(t frame.Type) bool {
	switch {
	case t == frame.Float64 || t == frame.Int64 || r.counts || r.modes || r.name == "first" || r.name == "last":
		return true
	}
	return t == frame.Bool && r.truth
}

// columnNames returns the columns that the output reads.
func (o output) columnNames() (names []string) {
	for _, name := range o.columns {
		if name != "" {
			names = append(names, name)
		}
	}
	if o.reduction.label != nil {
		names = append(names, o.reduction.label.index.Name)
	}
	return names
}
