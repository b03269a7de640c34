// Package raster draws more data than there are pixels (datashading). It aggregates rows onto a grid with one cell per
// pixel, and then makes an image from the grid.
//
//	grid, err := raster.Line(times, prices, raster.View{Width: 600, Height: 400})
//	img, err := raster.Shade(grid, colors, raster.Linear)
//
// [Line] counts how often a line through the rows passes over each pixel. [Points] counts how many rows are in each
// pixel. [PointValues] reduces the values of a third column in each pixel (to their [Sum], [Mean], [Max], ...). All
// rows are used, and no row hides another. A million rows have the same picture as a thousand rows of the same shape,
// and sparse places stay visible beside dense places.
//
// The functions allocate their results, and the caller owns them. The methods of [Canvas] compute the same results and
// reuse their memory. They are meant for drawing frame after frame.
//
// # Exactness
//
// Grids and images equal those of datashader 0.19 (https://datashader.org) in every cell and every channel, with the
// span that HoloViews passes to it. A cell includes its lower bound and excludes its upper bound. The last cell
// includes both. A range of one value is widened by 1 on both sides. Without any value, the range is -1 to 1. A vertex
// that two segments of a line share is counted once. The differences are:
//
//   - An infinite coordinate counts as missing: it interrupts a line, and ranges ignore it. (datashader uses the range
//     -1 to 1 for such data and draws pixels at undefined positions.)
//   - A coordinate in the view has a cell of the grid, even if the range is so narrow that rounding alone would compute
//     a cell outside the grid.
//   - Logarithms and roots are Go's: a channel can differ by 1.
//   - A colour map of one colour shows that colour. (datashader varies its alpha.)
//   - Histogram equalization rescales the colours if there are few levels. HoloViews requests this; datashader's own
//     default does not. See [RescaleLevels].
//
// # Cost
//
// Time is linear in the number of rows. There is one worker for every 100,000 rows, at most one per processor and at
// most 8. Each worker has its own grid. Rows in ascending order of x, such as a time series, are detected and drawn by
// a faster method: it finds the rows of each column by galloping search and then reads only y. Values are reduced by a
// single worker, because the sum of floats depends on their order.
//
// # Files
//
// aggregate_*.go computes grids from rows. shade*.go computes images from grids. view.go and grid.go define views, axes
// and grids.
package raster
