package canvas

import (
	"sync"

	"github.com/streamgage/streamgage/viz/canvas/internal/coverage"
)

// workspace is the buffers and caches with which a canvas draws. They do not depend on the picture, so a canvas of one
// picture hands them on when it has been written: programs that make a canvas for each picture do not draw each glyph anew.
type workspace struct {
	edges   coverage.Accumulator
	path    flattener
	stroker stroker
	dasher  dasher

	maskEdges   coverage.Accumulator
	maskStroker stroker
	discs       map[discKey]*mask
	text        textCache
	image       imageBuffers
	png         pngEncoder

	// Method values, made once because each costs an allocation.
	addOutline, strokeLine, strokeDashes, strokeDash func(points []point, closed bool)
}

var workspacePool = sync.Pool{New: func() any { return newWorkspace() }}

// newWorkspace returns an empty workspace.
func newWorkspace() *workspace {
	t := &workspace{discs: map[discKey]*mask{}}
	t.text.init()
	t.addOutline = func(points []point, _ bool) { addOutline(&t.edges, points) }
	t.strokeLine = func(points []point, closed bool) { t.stroker.line(decimate(points), closed) }
	t.strokeDash = t.stroker.line
	t.strokeDashes = func(points []point, closed bool) { t.dasher.line(points, closed, t.strokeDash) }
	return t
}

// prepare gets a workspace, if the canvas has none, and the painter ready to draw with the state's colour and clip.
func (c *Canvas) prepare() {
	if c.workspace == nil {
		c.workspace = workspacePool.Get().(*workspace)
		c.workspace.edges.Resize(c.img.Rect.Max.X, c.img.Rect.Max.Y)
	}
	c.workspace.edges.SetClip(c.state.clip)
	c.painter.setColor(c.state.color)
}

// release hands the workspace on.
func (c *Canvas) release() {
	if c.workspace != nil {
		workspacePool.Put(c.workspace)
		c.workspace = nil
	}
}
