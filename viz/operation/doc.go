// Package operation makes elements of elements: a histogram of the rows that a chart draws, a picture of a curve of a
// million points. An operation is applied lazily, for each drawing, to what its element then is, so it follows the
// stream.
//
// Operations stand on viz's public API alone: viz.Map is all that one of your own needs.
package operation
