package canvas

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// testFace returns Liberation Serif, which has kerning.
func testFace(size vg.Length) font.Face {
	plot.New() // loads the fonts
	return font.DefaultCache.Lookup(font.Font{Typeface: "Liberation", Variant: "Serif"}, size)
}
