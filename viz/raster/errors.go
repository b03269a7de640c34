package raster

import "errors"

// What can be wrong with the arguments. Every error of this package wraps one of these.
var (
	ErrLength    = errors.New("columns differ in length")
	ErrSize      = errors.New("size must be at least 0 and at most MaxCells cells")
	ErrRange     = errors.New("range must be finite and ascending")
	ErrSpan      = errors.New("span must be finite and ascending, and EqHist takes none")
	ErrHow       = errors.New("how must be one of linear, log, cbrt, eq_hist")
	ErrColors    = errors.New("at least one color is needed")
	ErrReduction = errors.New("a reduction needs Add and Value")
)
