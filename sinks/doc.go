// Package sinks is where results leave: pictures of a figure as PNG, SVG and animated GIF, and the elements of a
// stream as text and CSV.
//
// A picture sink is attached to a figure, and takes a picture of it each time its data changes:
//
//	gif, err := sinks.GIF(figure, sinks.File("walk.gif"))
//
// The [Recording] it returns ends when all streams of the figure have closed (which flow.Run and Source.Close do), or
// at [Recording.Close]. An output is always a valid picture: a figure that never changed is drawn once at the end, and
// a cancelled program's GIF still gets its trailer. A [File] has its name only when it is whole.
//
// [CSV], [Lines] and [Text] are receivers, in which flow.To ends a stream.
package sinks
