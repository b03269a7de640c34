package viz

import (
	"fmt"
	"strings"

	"github.com/streamgage/streamgage/frame"
)

// Dim says which columns an element draws, and as what.
type Dim interface{ dim(*dims) }

type dims struct {
	x, y string
	by   []string
}

type dimFunc func(*dims)

func (f dimFunc) dim(d *dims) { f(d) }

// X names the column of the horizontal axis. Default: the first one; a frame's index comes first.
func X(column string) Dim { return dimFunc(func(d *dims) { d.x = column }) }

// Y names the column of the vertical axis. Default: the first one that is not X.
func Y(column string) Dim { return dimFunc(func(d *dims) { d.y = column }) }

// By names the columns whose values split the rows into groups: an element for each, in an overlay.
func By(columns ...string) Dim { return dimFunc(func(d *dims) { d.by = columns }) }

func parseDims(ds []Dim) dims {
	var d dims
	for _, o := range ds {
		o.dim(&d)
	}
	return d
}

// xy finds the columns of a chart with a horizontal and a vertical axis. A frame of one column is drawn over its row
// numbers: x is "" then. A frame without columns has neither.
func (d dims) xyColumns(op string, f frame.Frame) (x, y string, err error) {
	names := f.Schema().Names()
	if len(names) == 0 {
		return d.x, d.y, nil
	}
	for _, c := range append([]string{d.x, d.y}, d.by...) {
		if err := checkColumn(op, f, c); err != nil {
			return "", "", err
		}
	}
	x, y = d.x, d.y
	if y == "" {
		y = pick(names, func(n string) bool {
			return n != x && (x != "" || len(names) == 1 || n != names[0]) && !contains(d.by, n)
		})
	}
	if x == "" {
		x = pick(names, func(n string) bool { return n != y && !contains(d.by, n) })
	}
	if y == "" {
		return "", "", fmt.Errorf("%s: %w for y; columns are %s", op, ErrColumn, strings.Join(names, ", "))
	}
	return x, y, nil
}

func pick(names []string, ok func(string) bool) string {
	for _, n := range names {
		if ok(n) {
			return n
		}
	}
	return ""
}

func contains(names []string, name string) bool {
	return pick(names, func(n string) bool { return n == name }) != ""
}

// known checks that a column that was asked for exists; "" was not.
func checkColumn(op string, f frame.Frame, column string) error {
	if column == "" || f.NumCols() == 0 {
		return nil
	}
	if _, ok := f.Schema().Lookup(column); !ok {
		return fmt.Errorf("%s: %w %q; columns are %s", op, ErrColumn, column, strings.Join(f.Schema().Names(), ", "))
	}
	return nil
}

// numeric checks that a column can be drawn along an axis.
func checkContinuous(op string, f frame.Frame, column string) error {
	if column == "" || f.NumCols() == 0 {
		return nil
	}
	if field, ok := f.Schema().Lookup(column); ok && field.Type == frame.String {
		return fmt.Errorf("%s: %w: column %q is %v, and needs numbers or times", op, ErrType, column, field.Type)
	}
	return nil
}

// acceptAnyType accepts every column: texts are categories.
func acceptAnyType(string, frame.Frame, string) error { return nil }

// isNumeric reports a column whose values lie on a continuous scale.
func isNumeric(f frame.Frame, column string) bool {
	field, ok := f.Schema().Lookup(column)
	return ok && (field.Type == frame.Float64 || field.Type == frame.Int64 || field.Type == frame.Time)
}

// isText reports a column whose values are categories along an axis.
func isText(f frame.Frame, column string) bool {
	field, ok := f.Schema().Lookup(column)
	return ok && field.Type == frame.String
}

// isTime reports a column of times.
func isTime(f frame.Frame, column string) bool {
	field, ok := f.Schema().Lookup(column)
	return ok && field.Type == frame.Time
}
