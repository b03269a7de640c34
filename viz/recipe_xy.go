package viz

import (
	"errors"

	"github.com/streamgage/streamgage/frame"
)

// xyRecipe makes the recipe of charts that draw y over x. checkX returns an error if the type of a column is not
// allowed for x.
func xyRecipe(op string, k kind, checkX func(op string, f frame.Frame, column string) error, options []Dim) Recipe {
	d := parseDims(options)
	return func(f frame.Frame) (Element, error) {
		x, y, err := d.xyColumns(op, f)
		if err != nil {
			return nil, err
		}
		if err := errors.Join(checkX(op, f, x), checkContinuous(op, f, y)); err != nil {
			return nil, err
		}
		return chartsByGroup(k, f, x, y, d.by)
	}
}
