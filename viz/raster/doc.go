// Package raster draws more data than there are pixels: it aggregates rows onto a
// grid, one cell a pixel, and then shades the grid to an image.
//
//	grid, err := raster.Line(times, prices, raster.View{Width: 600, Height: 400})
//	img, err := raster.Shade(grid, colors, raster.Linear)
//
// [Line] counts how often a line through the rows passes over each pixel, [Points]
// how many rows fall into it, and [PointValues] reduces a third column by pixel
// (its [Sum], [Mean], [Max], ...). Nothing is sampled and nothing is drawn over: a
// million rows and a thousand rows of the same shape give the same picture, and a
// thin place stays visible beside a dense one.
//
// The functions start from nothing and give away what they return. A [Canvas] does
// the same work and keeps its buffers, for drawing frame after frame.
//
// # Exactness
//
// Grids and images are those of datashader 0.19 (https://datashader.org), cell by
// cell and channel by channel, with the scale that HoloViews gives to it. Cells are
// closed below and open above, the last one closed on both sides. A range of one
// value is widened by 1 on both sides; without any value it is -1 to 1. A line has
// each shared vertex counted once. What differs, and why:
//
//   - An infinite coordinate counts as missing: a line breaks there and ranges do not
//     see it. (datashader takes -1 to 1 as the range of such data and draws pixels at
//     undefined places.)
//   - A coordinate that is in the view stays on the grid, even where a range is so
//     narrow that rounding would lead outside.
//   - Logarithms and roots are Go's: a channel may differ by 1.
//   - A color map of one color gives that color, without datashader's ramp of alpha.
//   - Shading by equalized histogram rescales few levels, as HoloViews asks for and
//     datashader alone does not; see [RescaleLevels].
//
// # Cost
//
// Time is linear in rows; there is a worker for every 100,000 of them, as far as there are
// processors (and at most 8), and each worker has a grid. Rows in ascending order of x, as a time series has
// them, are recognised and take a faster path: columns are found by galloping search
// and only y is read. Values are reduced by one worker, since the sum of floats depends
// on their order.
package raster
