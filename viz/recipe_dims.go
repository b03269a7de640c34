package viz

import (
	"fmt"
	"slices"
	"strings"

	"github.com/streamgage/streamgage/frame"
)

// Dim is an option of recipes. It says which columns an element draws, and in which role.
type Dim interface{ dim(*dims) }

// dims holds the columns that Dims have named. A role without a column is "" or nil.
type dims struct {
	x, y      string
	by        []string
	z         string
	yError    []string
	ends      [2]string // of segments and rectangles
	ohlc      []string
	text      string
	aggregate string
	angle     string
	magnitude string
	gridsize  int // 0: the default
	levels    int // 0: the default
	bandwidth bandwidth
}

type dimFunc func(*dims)

func (f dimFunc) dim(d *dims) { f(d) }

// X names the column of the horizontal axis. Default: the first column; a frame's index comes first.
func X(column string) Dim { return dimFunc(func(d *dims) { d.x = column }) }

// Y names the column of the vertical axis. Default: the first column that is not X.
func Y(column string) Dim { return dimFunc(func(d *dims) { d.y = column }) }

// By names the columns by whose values the rows are grouped. The result is an overlay with an element for each group.
func By(columns ...string) Dim { return dimFunc(func(d *dims) { d.by = columns }) }

// Z names the column of the values that an element shows as colours. Default: the first column that has no other role.
func Z(column string) Dim { return dimFunc(func(d *dims) { d.z = column }) }

// parseDims applies the options in order.
func parseDims(options []Dim) dims {
	var d dims
	for _, o := range options {
		o.dim(&d)
	}
	return d
}

// named returns the columns that X, Y and By name. X or Y is "" if it is not named.
func (d dims) named() []string { return append([]string{d.x, d.y}, d.by...) }

// xyColumns returns the columns of a chart with a horizontal and a vertical axis. It chooses defaults for the columns
// that are not named. x is "" for a frame of one column, which is drawn over its row numbers. Names are not checked if
// the frame has no columns.
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

// firstName returns the first name for which ok returns true, or "".
func firstName(names []string, ok func(string) bool) string {
	if i := slices.IndexFunc(names, ok); i >= 0 {
		return names[i]
	}
	return ""
}
