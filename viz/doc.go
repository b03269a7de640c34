// Package viz makes figures from frames of data. A recipe makes an element from rows. A DynamicMap makes the element
// again when its stream changes. Sinks and a Renderer draw a Figure.
//
//	prices := viz.NewDataFrameStream(example, viz.Backlog(500))
//	curve := viz.Dynamic(prices, viz.Curve()).Relabel("Price").Opts(viz.Width(500))
//	gif, err := sinks.GIF(curve, sinks.File("price.gif"))
//
// The model and the names are those of HoloViews' streaming plots. A DataStream (Pipe) holds the data that was sent
// last. A DataFrameStream (Buffer) holds the last rows. Elements are values; docs/gallery.md shows each of them:
//
//   - over x: [Curve], [Scatter], [Points], [Area], [Spread], [ErrorBars], [Spikes], [Bars], [Candlesticks]
//   - of two corners: [Segments], [Rectangles]
//   - values as colours: [HeatMap], [Image], [QuadMesh], [Contours], and [VectorField] and [RGB]
//   - distributions: [Histogram], [Distribution], [BoxWhisker], [Violin], [HexTiles], [Bivariate]
//   - annotations: [HLine], [VLine], [HSpan], [VSpan], [Text], [Arrow], and [Labels]
//   - [Table], and [Plotters] for the plotters of gonum/plot
//
// [Overlay] draws several elements in one plot. [Layout] draws several plots in one figure. Package operation makes
// elements from other elements.
//
// # Columns
//
// [X], [Y] and [By] name the columns that a recipe draws; [Z], [End], [YError], [OHLC], [Angle], [Magnitude] and
// [TextColumn] name those of single elements. [Aggregate] says how several rows at one place become one. A recipe takes
// columns that are not named in the frame's order, the index first. A column of times has a time axis. A column of text
// has an axis of categories.
//
// # Ranges
//
// The axes follow the data of each frame. On each side there is padding of a tenth of the data's span. The longer side
// of a plot has less padding. The x axis of curves and areas, and images, have none. Bars and areas include 0. An axis
// of a single value v reaches a tenth of v to each side, and an axis of a single time half a second. An axis without
// data reaches from 0 to 1. RedimRange fixes an axis exactly, and a View fixes it for one viewer. Framewise(false)
// keeps the range of the first frame that has data. In a layout, axes of one dimension share their range.
//
// # Axes
//
// [LogX], [LogY], [SymlogX] and [SymlogY] space an axis by the logarithm, [InvertXAxis] and [InvertYAxis] turn it around,
// [XTicks], [YTicks], [XFormatter] and [YFormatter] set ticks and labels, [TimeX] makes numbers times, and [YHysteresis] keeps
// the range of a stream's y axis steady. The parts of an overlay share these options: the overlay's own come first, then
// those of its last part that sets them. Categories that are numbers or times stand in their order, texts in order of first
// appearance, and the category "missing" of rows without a value is the last. Times closer than about 100 ms in all are drawn
// to the nanosecond, unless [WithPlot], a Histogram or an area needs them as floats since 1970.
//
// # Colours
//
// [FillColor] sets the colour of filled shapes (dots, areas, bars). [LineColor] sets the colour of lines (curves,
// outlines). [BoxFillColor] sets the colour of the boxes of a BoxWhisker. [ColorIndex] colours dots, boxes, bars, lines
// and rectangles by the values of a column. Elements with a [Z] are coloured by it. Annotations have the colour of texts.
//
// # Errors
//
// A constructor panics on an argument that is wrong in the program's text: a nil function, Backlog(0), Width(-1),
// Alpha(2). A mistake that can come from data or configuration is an error: an unknown column, colour, colour map, or
// option value of an operation. If the mistake is found when the figure is built, it is the figure's error: Figure.Err
// returns it, and so do sinks. Otherwise the Send of the data returns it. A panic of a recipe becomes such an error
// too, and so does one of [WithPlot], of a formatter or of a plotter: it is an error of the frame.
//
// # A new element
//
// An element consists of a recipe and a type that implements kind (element_chart.go). Each element has its own file.
// The shortest one is element_curve.go.
package viz
