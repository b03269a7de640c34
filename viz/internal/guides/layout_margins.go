package guides

const (
	marginStep  = 8   // px: a margin grows by multiples of this
	marginSlack = 24  // px: a margin can shrink only if it is too wide by at least this
	shrinkAfter = 240 // frames: a margin shrinks if it was too wide for this number of consecutive frames
)

// MarginState keeps the left and right margins of one panel constant while the widths of its labels change. If a margin
// is too narrow, it grows immediately, in steps of 8 px. It shrinks only after it was at least 24 px too wide for 240
// frames. In the first frame, and in the first frame after a change of the panel's size, the margins fit exactly.
//
// The zero MarginState is ready for use. Each viewer of a panel needs its own.
type MarginState struct {
	width, height int // of the panel
	left, right   margin
}

// resetOnResize discards the margins if the panel's size has changed.
func (state *MarginState) resetOnResize(w, h int) {
	if state.width != w || state.height != h {
		*state = MarginState{width: w, height: h}
	}
}

// margin is the width reserved for the labels on one side.
type margin struct {
	width         int // px
	framesTooWide int // the number of consecutive frames in which width was at least marginSlack too wide
}

// update returns the width to reserve if the labels are px wide in this frame. px is 0 if there are no labels yet.
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
