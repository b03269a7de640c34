// Package marks holds the plotters with which viz draws data: [Line], [Area], [Dots], [Box], [Bars] and [Image].
//
// Each is a plot.Plotter whose exported fields are set in a literal. The ranges of the axes come from the plot (p.X.Min
// and so on), never from the mark. No mark has a method DataRange or GlyphBoxes, because these would need a pass over
// the data, and margins would change from frame to frame. The canvases of package vg cannot clip, so each mark clips
// its geometry to the canvas that is passed to it.
//
// Widths and radii are in px, and 1 px is 0.75 pt (96 dpi). A missing value is NaN. Infinities count as missing too.
//
// Each file mark_*.go holds one mark. The files geometry_*.go hold the code that several marks use: the transform from
// data to the canvas, clipping, and the decimation of long lines.
package marks
