// Package viz turns frames of data into figures: a recipe makes an element of rows, a DynamicMap makes it anew whenever
// its stream changes, and a Figure is drawn by sinks, or by a Renderer of one's own.
//
//	prices := viz.NewDataFrameStream(example, viz.Backlog(500))
//	curve := viz.Dynamic(prices, viz.Curve()).Relabel("Price").Opts(viz.Width(500))
//	gif, err := sinks.GIF(curve, sinks.File("price.gif"))
//
// It is HoloViews' model of streaming plots, with its names. A DataStream (Pipe) holds what was sent last, a
// DataFrameStream (Buffer) the last rows. Elements ([Curve], [Scatter], [Points], [Area], [BoxWhisker], [Histogram],
// [Table], [RGB], and [Plotters] for any plotter of gonum's) are values; [Overlay] draws several in one plot, [Layout]
// several plots in one figure, and package operation makes elements of elements.
//
// # Columns
//
// A recipe takes its columns from [X], [Y] and [By], else from their order, the index first. A column of times has a
// time axis, one of text a category axis.
//
// # Ranges
//
// Axes follow the data of each frame: a tenth of its span is left free on each side (of x in a wide plot, less; of a
// curve's or an area's x, and round images, nothing), and bars and areas show 0. A single value gets a tenth of it on
// each side, a single time half a second, and no data the range from 0 to 1. RedimRange fixes an axis exactly, a View
// for one viewer; Framewise(false) keeps the range of the first frame with data. In a layout, axes of one dimension
// share their range.
//
// # Errors
//
// Misuse in a literal (a nil function, Backlog(0)) panics. What can come from data or configuration, an unknown column,
// option value or colour map, is an error: of the figure (Figure.Err, which sinks return) where it can be known when
// that is built, and else of the Send that brought the data. A recipe that panics is such an error too.
//
// # A new element
//
// An element is a value that implements kind (chart.go) and a recipe, in a file of its own: curve.go is the shortest.
package viz
