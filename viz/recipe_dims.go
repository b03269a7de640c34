package viz

import (
	"fmt"
	"slices"
	"strings"

	"github.com/streamgage/streamgage/frame"
)

// Dim is an option of recipes: which columns an element draws, and as what.
type Dim interface{ dim(*dims) }

// dims holds the columns that Dims have named; "" and nil where none is named.
type dims struct {
	x, y string
	by   []string
}

type dimFunc func(*dims)

func (f dimFunc) dim(d *dims) { f(d) }

// X names the column of the horizontal axis. Default: the first column; a frame's index comes first.
func X(column string) Dim { return dimFunc(func(d *dims) { d.x = column }) }

// Y names the column of the vertical axis. Default: the first column that is not X.
func Y(column string) Dim { return dimFunc(func(d *dims) { d.y = column }) }

// By names the columns whose values split the rows into groups. There is an element for each group, all in one overlay.
func By(columns ...string) Dim { return dimFunc(func(d *dims) { d.by = columns }) }

func parseDims(options []Dim) dims {
	var d dims
	for _, o := range options {
		o.dim(&d)
	}
	return d
}

// named returns the columns that X, Y and By name, and "" for X or Y if it was not given.
func (d dims) named() []string { return append([]string{d.x, d.y}, d.by...) }

// xyColumns returns the columns of a chart with a horizontal and a vertical axis. x is "" for a frame of one column,
// which is drawn over its row numbers. A frame without columns is not checked.
func (d dims) xyColumns(op string, f frame.Frame) (x, y string, err error) {
	names := f.Schema().Names()
	if len(names) == 0 {
		return d.x, d.y, nil
	}
	if err := checkColumns(op, f, d.named()...); err != nil {
		return "", "", err
	}
	x, y = d.x, d.y
	if y == "" {
		y = firstName(names, func(n string) bool {
			return n != x && (x != "" || len(names) == 1 || n != names[0]) && !slices.Contains(d.by, n)
		})
	}
	if x == "" {
		x = firstName(names, func(n string) bool { return n != y && !slices.Contains(d.by, n) })
	}
	if y == "" {
		return "", "", fmt.Errorf("%s: %w for y; columns are %s", op, ErrColumn, strings.Join(names, ", "))
	}
	return x, y, nil
}

// firstName returns the first of the names that is ok, or "".
func firstName(names []string, ok func(string) bool) string {
	if i := slices.IndexFunc(names, ok); i >= 0 {
		return names[i]
	}
	return ""
}
