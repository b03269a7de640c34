package viz

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/minmax"
)

// aggregateFunctions are the values of Aggregate.
var aggregateFunctions = []string{"mean", "sum", "min", "max", "first", "last", "count"}

// Aggregate says how several rows at one place become one: "mean", "sum", "min", "max", "first", "last" or "count".
// Missing and infinite values are ignored. Bars, HeatMap and Image take it; without it, two rows at one place are an
// error. Another name is an ErrOption of the figure.
func Aggregate(function string) Dim { return dimFunc(func(d *dims) { d.aggregate = function }) }

// aggregated returns a frame of the keys and the value with one row for each combination of keys, in order of first
// appearance. Two rows of one combination are an ErrOption unless Aggregate says how they become one.
func (d dims) aggregated(op string, f frame.Frame, keys []string, value string) (frame.Frame, error) {
	if d.aggregate != "" {
		if err := checkName("viz.Aggregate", d.aggregate, aggregateFunctions); err != nil {
			return f, err
		}
	}
	if slices.Contains(keys, value) {
		return f, fmt.Errorf("%s: %w: a column has one role, got %q as a position and as the value", op, ErrOption, value)
	}
	groups := groupRows(f, keys)
	if len(groups) == f.Len() && d.aggregate != "count" {
		return f, nil
	}
	slices.SortFunc(groups, func(a, b group) int { return cmp.Compare(a.order, b.order) })
	values, err := f.Numeric(value)
	if err != nil {
		return f, err
	}
	firstRows, results := make([]int, len(groups)), make([]float64, len(groups))
	for i, g := range groups {
		if len(g.rows) > 1 && d.aggregate == "" {
			return f, fmt.Errorf("%s: %w: needs one row at each place, got %d at %q; Aggregate makes them one", op, ErrOption, len(g.rows), g.label)
		}
		firstRows[i], results[i] = g.rows[0], aggregateRows(d.aggregate, values, g.rows)
	}
	first := f.Take(firstRows)
	columns := make([]frame.Column, 0, len(keys)+1)
	for _, name := range keys {
		column, err := first.Column(name)
		if err != nil {
			return f, err
		}
		columns = append(columns, column)
	}
	return frame.New(append(columns, frame.Col(value, results))...)
}

// aggregateRows returns the result of a function for the finite values of some rows, or NaN if there are none. The
// count of no values is 0.
func aggregateRows(function string, values []float64, rows []int) float64 {
	n, sum, result := 0, 0.0, math.NaN()
	for _, row := range rows {
		v := values[row]
		if !minmax.IsFinite(v) {
			continue
		}
		n++
		sum += v
		switch {
		case n == 1, function == "last", function == "min" && v < result, function == "max" && v > result:
			result = v
		}
	}
	switch {
	case function == "count":
		return float64(n)
	case n > 0 && function == "sum":
		return sum
	case n > 0 && function == "mean":
		return sum / float64(n)
	}
	return result
}

// sortedFinite returns the finite values in ascending order.
func sortedFinite(values []float64) []float64 {
	sorted := make([]float64, 0, len(values))
	for _, v := range values {
		if minmax.IsFinite(v) {
			sorted = append(sorted, v)
		}
	}
	slices.Sort(sorted)
	return sorted
}

// smallestStep returns the smallest distance between two different finite values, or def if there are none.
func smallestStep(values []float64, def float64) float64 {
	sorted := sortedFinite(values)
	step := 0.0
	for i := 1; i < len(sorted); i++ {
		if d := sorted[i] - sorted[i-1]; d > 0 && (step == 0 || d < step) {
			step = d
		}
	}
	if step == 0 || !minmax.IsFinite(step) {
		return def
	}
	return step
}
