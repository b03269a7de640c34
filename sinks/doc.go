// Package sinks writes results: pictures of a figure as PNG, SVG and animated GIF, and the elements of a stream as text
// and CSV.
//
// A picture sink is attached to a figure and draws it each time its data changes:
//
//	gif, err := sinks.GIF(figure, sinks.File("walk.gif"))
//
// The result is a [Recording]. It ends when all streams of the figure have closed (flow.Run and Source.Close close them),
// or when [Recording.Close] is called. The output is always a valid picture: a figure that never changed is drawn once at
// the end, and the GIF of a cancelled program is complete. A [File] gets its name when it is complete.
//
// [CSV], [Lines] and [Text] make receivers, with which flow.To ends a stream.
package sinks
