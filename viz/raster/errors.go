package raster

import (
	"errors"

	"github.com/streamgage/streamgage/frame"
)

// The errors of this package. They are wrapped, with the values: test with errors.Is.
var (
	ErrLength    = frame.ErrLength
	ErrSize      = errors.New("size must be at least 0 and at most MaxCells cells")
	ErrRange     = errors.New("range must be finite and ascending")
	ErrSpan      = errors.New("span must be finite and ascending, and EqHist takes none")
	ErrHow       = errors.New("how must be one of linear, log, cbrt, eq_hist")
	ErrColors    = errors.New("at least one colour is needed")
	ErrReduction = errors.New("a reduction needs Add and Value")
)
