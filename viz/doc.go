// Package viz turns frames of data into figures. A recipe makes an element of rows, a DynamicMap makes the element anew
// whenever its stream changes, and a Figure is drawn by sinks or by a Renderer.
//
//	prices := viz.NewDataFrameStream(example, viz.Backlog(500))
//	curve := viz.Dynamic(prices, viz.Curve()).Relabel("Price").Opts(viz.Width(500))
//	gif, err := sinks.GIF(curve, sinks.File("price.gif"))
//
// The model and the names are those of HoloViews' streaming plots. A DataStream (Pipe) holds the data that was sent last,
// a DataFrameStream (Buffer) the last rows. Elements are values: [Curve], [Scatter], [Points], [Area], [BoxWhisker],
// [Histogram], [Table], [RGB], and [Plotters] for the plotters of gonum/plot. [Overlay] draws several elements in one
// plot, [Layout] several plots in one figure, and package operation makes elements of elements.
//
// # Columns
//
// [X], [Y] and [By] name the columns that a recipe draws. Columns that are not named are taken in order, the frame's
// index first. A column of times has a time axis, and a column of text an axis of categories.
//
// # Ranges
//
// The axes follow the data of each frame. A tenth of the data's span is left free on each side: less along the longer
// side of a plot, and nothing along a curve's or an area's x, or around images. Bars and areas show 0. A single value
// gets a tenth of it on each side, a single time half a second, and no data the range from 0 to 1. RedimRange fixes an
// axis exactly, and a View fixes it for one viewer. Framewise(false) keeps the range of the first frame that has data. In
// a layout, axes of one dimension share their range.
//
// # Colours
//
// [FillColor] colours what is filled (dots, areas, bars), [LineColor] colours lines (curves, outlines), [BoxFillColor]
// the boxes of a BoxWhisker, and [ColorIndex] dots and boxes by the values of a column.
//
// # Errors
//
// A literal that cannot be right panics in the constructor: a nil function, Backlog(0), Width(-1), Alpha(2). What can
// come from data or configuration is an error: an unknown column, colour, colour map, or name of an operation's option.
// It is the figure's (Figure.Err, which sinks return) if it can be known when the figure is built, else it is returned by
// the Send that brought the data. A panic of a recipe is such an error too.
//
// # A new element
//
// An element is a recipe and a type that implements kind (element_chart.go), in a file of its own. The shortest is
// element_curve.go.
package viz
