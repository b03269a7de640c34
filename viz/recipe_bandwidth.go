package viz

import (
	"fmt"

	"github.com/streamgage/streamgage/viz/internal/kde"
)

// bandwidth is the bandwidth of a density's kernel.
type bandwidth struct {
	kde.Bandwidth
	err error
}

// Bandwidth sets the kernel of a Distribution, a Violin or a Bivariate: "scott", the default, or "silverman", as scipy's
// gaussian_kde; or a number above 0, by which the standard deviation of the data is multiplied. Another name is an
// ErrOption of the figure. It panics if a number is not above 0.
func Bandwidth[T string | float64](b T) Dim {
	var set bandwidth
	switch b := any(b).(type) {
	case string:
		set.Rule, set.err = b, checkName("viz.Bandwidth", b, kde.Rules)
	case float64:
		if !(b > 0 && b < 1e6) {
			panic(fmt.Sprintf("viz.Bandwidth: must be above 0 and below a million, got %v", b))
		}
		set.Factor = b
	}
	return dimFunc(func(d *dims) { d.bandwidth = set })
}
