package canvas

import (
	"testing"

	"go.uber.org/goleak"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
)

func TestMain(m *testing.M) {
	// This font has no kerning. So texts can be compared with those of vgimg, which does not kern correctly.
	plot.DefaultFont = font.Font{Typeface: "Liberation", Variant: "Mono"}
	goleak.VerifyTestMain(m)
}
