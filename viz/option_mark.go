package viz

import (
	"fmt"
	"strings"

	"github.com/streamgage/streamgage/internal/suggest"
)

// InvertAxes exchanges the axes of the plot: x is vertical and y is horizontal. Bars are then horizontal. Default: false.
func InvertAxes(on bool) Opt { return setting(func(s *settings) { s.invertAxes = on }) }

// Stacked puts the bars of different groups on top of one another instead of side by side. Default: false.
func Stacked(on bool) Opt { return setting(func(s *settings) { s.stacked = on }) }

// BarWidth is the width of the bars of one position, as a fraction of the distance between two positions. Default: 0.8;
// of a Candlesticks 0.7, of a Violin 0.8. It panics unless 0 < w <= 1.
func BarWidth(w float64) Opt {
	if !(w > 0 && w <= 1) {
		panic(fmt.Sprintf("viz.BarWidth: must be above 0 and at most 1, got %v", w))
	}
	return setting(func(s *settings) { s.barWidth = w })
}

// ApplyRanges sets whether an annotation (HLine, VSpan, Text, Arrow, ...) extends the axes of the charts that it is
// drawn on, so that it is always visible. Default: false.
func ApplyRanges(on bool) Opt { return setting(func(s *settings) { s.applyRanges = on }) }

// interpolations are the values of Interpolation.
var interpolations = []string{"linear", "steps-mid", "steps-pre", "steps-post"}

// Interpolation is the shape of a curve between two rows: "linear", the default; "steps-mid", a step half way;
// "steps-pre", a step at the first row, so that each value holds back to the row before; "steps-post", a step at the
// second row, so that each value holds until the next row. Another name is an error of the figure.
func Interpolation(name string) Opt {
	return nameOption("Interpolation", name, interpolations, func(s *settings) { s.interpolation = name })
}

// nameOption makes an option of one of several names. Another name is an ErrOption that suggests one.
func nameOption(option, name string, names []string, f func(*settings)) Opt {
	err := checkName("viz."+option, name, names)
	return optionFunc(func(s *settings) error {
		if err == nil {
			f(s)
		}
		return err
	})
}

// checkName returns an ErrOption unless name is among the names.
func checkName(op, name string, names []string) error {
	for _, n := range names {
		if n == name {
			return nil
		}
	}
	return fmt.Errorf("%s: %w: one of %s, got %q%s", op, ErrOption, strings.Join(names, ", "), name, suggest.DidYouMean(name, names))
}

// lineDashes are the values of LineDash: the lengths of dashes and gaps, in px.
var lineDashes = map[string][]float64{"solid": nil, "dashed": {6, 4}, "dotted": {1.5, 3}, "dashdot": {6, 3, 1.5, 3}}

// LineDash is the pattern of an annotation's or a segment's line: "solid", the default, "dashed", "dotted" or "dashdot".
// Another name is an error of the figure.
func LineDash(name string) Opt {
	return nameOption("LineDash", name, []string{"solid", "dashed", "dotted", "dashdot"}, func(s *settings) { s.lineDash = lineDashes[name] })
}

// textStyle is the style of texts. The zero value is the default.
type textStyle struct {
	size            float64 // px; 0: the theme's
	align, baseline string
	dx, dy          float64 // px; dy upwards
}

// TextFontSize is the size of a Text's or a Labels' font, in pixels. Default: 12. It panics unless 0 < px <= 32768.
func TextFontSize(px float64) Opt {
	return pixelSetting("TextFontSize", px, func(s *settings) { s.textStyle.size = px })
}

// TextAlign says which part of a text is at its position: "left", "center", the default, or "right". Another name is an
// error of the figure.
func TextAlign(align string) Opt {
	return nameOption("TextAlign", align, []string{"left", "center", "right"}, func(s *settings) { s.textStyle.align = align })
}

// TextBaseline says which part of a text is at its position: "top", "middle", the default, or "bottom", so that the text
// stands above it. Another name is an error of the figure.
func TextBaseline(baseline string) Opt {
	return nameOption("TextBaseline", baseline, []string{"top", "middle", "bottom"}, func(s *settings) { s.textStyle.baseline = baseline })
}

// XOffset moves texts to the right by a number of pixels, or to the left if it is negative. It panics unless px is finite.
func XOffset(px float64) Opt {
	checkOffset("XOffset", px)
	return setting(func(s *settings) { s.textStyle.dx = px })
}

// YOffset moves texts upwards by a number of pixels, or downwards if it is negative. It panics unless px is finite.
func YOffset(px float64) Opt {
	checkOffset("YOffset", px)
	return setting(func(s *settings) { s.textStyle.dy = px })
}

func checkOffset(option string, px float64) {
	if !(px >= -maxPixels && px <= maxPixels) {
		panic(fmt.Sprintf("viz.%s: must be from %d to %d, got %v", option, -maxPixels, maxPixels, px))
	}
}
