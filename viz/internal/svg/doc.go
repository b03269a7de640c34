// Package svg has a vg.Canvas that writes small SVG documents fast.
//
// Coordinates are in px (96 to the inch) from the upper left corner, rounded to 1/100 px, and relative to the point before.
// Neighbouring rectangles of one colour are one path, and neighbouring texts of one style are one group. A document of a
// curve has half the bytes of gonum's vgsvg.
//
// In other things it draws as package viz/canvas does: round joins, the nonzero winding rule, line widths that Scale does
// not change, and gaps at coordinates that are not numbers. Each text in the fonts of package theme has the length of its
// layout, so that in another font it does not overlap other texts. Images are embedded as PNG.
package svg
