// Package operation makes elements from other elements, for example a histogram from the rows of a chart, or an image
// from a curve of a million points. An operation is applied for each drawing, to the charts that its element consists
// of at that time. So its result follows the element's streams.
//
// Operations use only the public API of viz. A program can write its own operations with viz.Map.
package operation
