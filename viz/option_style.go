package viz

import "fmt"

// LineWidth is the width of lines, in pixels. Default: 1.5 for a curve, 1 for the outline of an area. It panics unless
// 0 < px <= 32768.
func LineWidth(px float64) Opt {
	return pixelSetting("LineWidth", px, func(s *settings) { s.lineWidth = px })
}

// Size is the diameter of dots, in pixels. Default: 5.5. It panics unless 0 < px <= 32768.
func Size(px float64) Opt { return pixelSetting("Size", px, func(s *settings) { s.dotSize = px }) }

// Alpha is the opacity of the element: 0 is invisible, 1 is opaque. Default: 1. It panics unless 0 <= a <= 1.
func Alpha(a float64) Opt {
	if !(a >= 0 && a <= 1) {
		panic(fmt.Sprintf("viz.Alpha: must be from 0 to 1, got %v", a))
	}
	return setting(func(s *settings) { s.alpha = a })
}
