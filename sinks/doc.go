// Package sinks writes results: pictures of a figure as PNG, SVG and animated GIF, and elements of a stream as text and
// CSV.
//
// A picture sink is attached to a figure and draws it each time its data changes:
//
//	gif, err := sinks.GIF(figure, sinks.File("walk.gif"))
//
// The result is a [Recording]. It ends when all streams of the figure have closed (flow.Run and Source.Close close
// them), or when [Recording.Close] is called. The output is always a valid picture. A figure that never changed is
// drawn once at the end. The GIF of a cancelled program is complete. A [File] is renamed to its path when it is
// complete.
//
// [CSV], [Lines] and [Text] make receivers for flow.To.
package sinks
