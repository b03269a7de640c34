// Package guides draws the parts of a figure that explain its data: titles, axes with their ticks and labels, grid
// lines, legend and colour bar. (In the grammar of graphics, axes and legends are called guides.) It also draws tables.
// It does not use the data itself.
//
// All measures are whole px (96 per inch), and y is measured from the top. Each line covers whole px, so pictures are
// sharp. Margins do not change when the texts of the labels change; see [MarginState].
//
// A picture of a panel needs four calls: [Panel.Margins] returns the margins, [Panel.DrawBackground] draws the guides
// behind the data, gonum's plotters draw the data on [Canvas.Sub], and [Panel.DrawForeground] draws the other guides.
//
// Files: axis_ticks.go chooses the ticks of both axes; axis_draw.go and axis_grid.go draw them; layout_fit.go
// determines which guides fit; layout_margins.go keeps margins constant from frame to frame.
package guides
