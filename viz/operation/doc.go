// Package operation makes elements of elements: a histogram of the rows that a chart draws, an image of a curve of a
// million points. An operation is applied lazily: for each drawing, to the charts that its element consists of then. So
// it follows the element's streams.
//
// Operations read and make elements through the public API of viz alone. viz.Map is all that an operation of your own
// needs.
package operation
