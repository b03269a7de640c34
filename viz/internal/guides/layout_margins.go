package guides

const (
	marginStep  = 8   // px: a margin grows by multiples of this
	marginSlack = 24  // px: a margin that is this much too wide may shrink
	shrinkAfter = 240 // calls after which it does
)

// Memory keeps the margins of one panel of one viewer still while labels of changing width
// scroll by: they widen at once, in steps, and narrow only after being much too wide for
// long. The zero Memory is ready; the first picture's margins fit exactly.
type Memory struct {
	width, height int
	left, right   margin
}

// resized forgets the margins of another size of picture.
func (m *Memory) resetOnResize(w, h int) {
	if m.width != w || m.height != h {
		*m = Memory{width: w, height: h}
	}
}

// margin is the width kept for the labels on one side.
type margin struct{ width, framesTooWide int }

// hold returns the width to keep for labels now px wide; 0 means that there are none yet.
func (m *margin) update(px int) int {
	switch {
	case m.width == 0 || px == 0:
		m.width = max(m.width, px)
	case px > m.width:
		m.width += (px - m.width + marginStep - 1) / marginStep * marginStep
		m.framesTooWide = 0
	case m.width-px < marginSlack:
		m.framesTooWide = 0
	default:
		if m.framesTooWide++; m.framesTooWide >= shrinkAfter {
			m.width, m.framesTooWide = px, 0
		}
	}
	return m.width
}
