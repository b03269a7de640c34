// Package marks holds the plotters that viz draws data with: [Line], [Area], [Dots], [Box], [Bars] and [Image].
//
// Each is a plot.Plotter whose exported fields are set in a literal. The ranges of the axes come from the plot (p.X.Min and
// so on), never from the mark: no mark has a DataRange or GlyphBoxes, because these would cost a pass over the data and
// margins would move from frame to frame. vg's canvases cannot clip, so each mark clips its own geometry to the canvas that
// it gets.
//
// Widths and radii are in px, and 1 px is 0.75 pt (96 dpi). A missing value is NaN; infinities count as missing, too.
//
// Files: mark_*.go holds one mark each, geometry_*.go what they share: the transform from data to the canvas, clipping, and
// the decimation of long lines.
package marks
