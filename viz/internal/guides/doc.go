// Package guides draws what explains the data of a figure: titles, axes with their ticks and labels, grid lines, legend
// and colour bar. (Guides is the grammar of graphics' word for axes and legends.) It also draws tables. It knows nothing
// of the data itself.
//
// All measures are whole px, 96 to the inch, and y counts from the top. Every line covers whole px, so pictures are crisp.
// Margins do not move when the texts of the labels change; see [MarginState].
//
// One picture of a panel takes four calls: [Panel.Margins] returns the margins, [Panel.DrawBackground] draws what lies behind the
// data, gonum's plotters draw the data on [Canvas.Sub], and [Panel.DrawForeground] draws the rest.
//
// Files: axis_choose_ticks.go chooses the ticks of both axes, axis_draw.go and axis_grid.go draw them; layout_fit.go decides what
// fits; layout_margins.go keeps margins constant from frame to frame.
package guides
