// Package raster draws more data than there are pixels (datashading). It aggregates rows onto a grid, one cell a pixel, and
// then shades the grid to an image.
//
//	grid, err := raster.Line(times, prices, raster.View{Width: 600, Height: 400})
//	img, err := raster.Shade(grid, colors, raster.Linear)
//
// [Line] counts how often a line through the rows passes over each pixel. [Points] counts how many rows are in each pixel.
// [PointValues] reduces a third column pixel by pixel (its [Sum], [Mean], [Max], ...). All rows are used, and none hides
// another: a million rows and a thousand rows of the same shape have the same picture, and a sparse place stays visible
// beside a dense one.
//
// The functions allocate what they return, and the caller owns it. The methods of [Canvas] do the same work and reuse their
// memory, for drawing frame after frame.
//
// # Exactness
//
// Grids and images are those of datashader 0.19 (https://datashader.org), cell by cell and channel by channel, with the span
// that HoloViews passes to it. A cell includes its lower bound and excludes its upper one; the last cell includes both. A
// range of one value is widened by 1 on both sides; without any value the range is -1 to 1. A vertex that two segments of a
// line share is counted once. The differences are:
//
//   - An infinite coordinate counts as missing: it interrupts a line, and ranges ignore it. (datashader takes -1 to 1 as the
//     range of such data and draws pixels at undefined places.)
//   - A coordinate in the view stays on the grid, even if the range is so narrow that rounding would lead outside.
//   - Logarithms and roots are Go's: a channel can differ by 1.
//   - A colour map of one colour shows that colour. (datashader varies its alpha.)
//   - Shading by histogram equalization rescales few levels, as HoloViews requests it and datashader alone does not; see
//     [RescaleLevels].
//
// # Cost
//
// Time is linear in the rows. There is one worker for every 100,000 rows, at most one for each processor and at most 8. Each
// worker has a grid of its own. Rows in ascending order of x, such as a time series, are detected and take a faster path:
// it finds the columns by galloping search and then reads only y. One worker alone reduces values, because the sum of floats
// depends on their order.
//
// # Files
//
// aggregate_*.go computes grids from rows, shade*.go images from grids, view.go and grid.go hold what lies between.
package raster
