// Package gifstream writes an animated GIF picture by picture, with bounded memory.
//
// A GIF has at most 256 colours in a table that stands before its pictures. So the first pictures are held back, the
// table is chosen to suit them all, and from then on each picture is written as soon as the next one says how long it
// was shown. Only the rectangle that changed is written. Colours are looked up in a memory of exact colours, not by
// image/draw, which searches the palette for every pixel: 0.3 ms a picture of 600x400 instead of 200.
package gifstream
