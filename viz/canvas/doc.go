// Package canvas is a fast raster canvas for gonum.org/v1/plot. It draws what gonum's own vg/vgimg draws, in a fraction
// of the time, and it can draw frame after frame without allocating.
//
// # In place of vgimg
//
// A [Canvas] is a vg.CanvasWriterTo, and it has the methods Image, DPI and Size of a vgimg.Canvas. It draws every plot
// and every plotter:
//
//	c := canvas.New(15*vg.Centimeter, 10*vg.Centimeter)
//	p.Draw(draw.New(c))
//	_, err := c.WriteTo(file) // a PNG
//
// Importing the package registers the format [Format] ("fastpng"), which Plot.WriterTo and Plot.Save accept. Plots of a
// program that calls draw.RegisterFormat("png", canvas.NewWriterTo) use this package for ".png", too.
//
// Pictures differ from those of vgimg in these points:
//
//   - Antialiasing: coverage is exact to 1/256 of a pixel, and lines keep their width however densely their points lie, and
//     if they go back to their start.
//   - A colour that is not premultiplied, such as color.RGBA{127, 188, 165, 1}, is opaque. vgimg adds its channels to the
//     picture's, modulo 256.
//   - Text: kerning has the size of the font. vgimg kerns by the same number of pixels at every size, so that "AV" is too
//     narrow. Rotated text is drawn from outlines, not from rotated pixels. A character that the font does not have is a
//     box. vgimg leaves it out.
//   - Images: enlarged images are sharp. Reduced images are averages, as in vgimg.
//   - Closed paths are joined where they close. vgimg leaves a notch there.
//   - In a path of several parts, each part begins at the dash offset. vgimg shifts the dashes of the second part. A pattern
//     of an odd number of lengths alternates, as in SVG. In vgimg its last and first dash become one.
//   - Pop restores the line width in every case. After a width of 0, vgimg draws no more lines.
//
// As in vgimg, Rotate, Translate and Scale move the points of a path, but line widths and dashes are lengths on the
// paper: Scale does not change them. Lines have round joins and butt ends. Paths are filled by the nonzero winding rule.
//
// # Frame after frame
//
// [Canvas.Reset] clears a canvas and keeps its memory. Glyphs, discs and buffers are kept between frames, so a frame
// allocates nothing but what gonum allocates. [Canvas.Painted] says which pixels may have changed since the last Reset.
// [Canvas.Paletted] converts a picture of at most 256 colours for GIF and PNG; [Levels] makes such pictures likely.
// [Canvas.Clip] limits drawing to a rectangle.
//
// # Limits
//
// Coordinates may be any number. What is outside the picture is clipped in floating point and costs next to nothing,
// so neither 1e9 nor infinity panics or takes long. A coordinate that is not a number interrupts a line, and is left out
// of a filled path.
//
// A canvas belongs to one goroutine at a time. Different canvases are independent of each other.
//
// # Files
//
// canvas*.go has the canvas, its options and its state. path_*.go makes outlines of paths: path_flatten.go curves,
// path_stroke.go lines, path_dash.go dashes, path_decimate.go lines with more points than pixels, path_shape.go shapes
// that have a faster way. text_*.go draws text, image_*.go images. paint*.go blends colours and masks into pixels.
// output_*.go converts and encodes. The package internal/coverage computes antialiasing.
package canvas
