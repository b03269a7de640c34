// Package guides draws everything round the data of a figure: titles, axes with their
// ticks and labels, grid, legend, colour bar; and tables. It knows nothing of the data.
//
// All measures are whole px, 96 to the inch, with y from the top, and every line covers
// whole px: pictures are crisp, and margins do not move with what the labels say. The data
// itself is drawn by gonum's plotters between Panel.Under and Panel.Over, on Canvas.Sub.
package guides
