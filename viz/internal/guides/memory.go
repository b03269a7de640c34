package guides

const (
	growth  = 8   // px: a margin grows by multiples of this
	slack   = 24  // px: a margin that is this much too wide may shrink
	patient = 240 // calls after which it does
)

// Memory keeps the margins of one panel of one viewer still while labels of changing width
// scroll by: they widen at once, in steps, and narrow only after being much too wide for
// long. The zero Memory is ready; the first picture's margins fit exactly.
type Memory struct {
	w, h        int
	left, right margin
}

// resized forgets the margins of another size of picture.
func (m *Memory) resized(w, h int) {
	if m.w != w || m.h != h {
		*m = Memory{w: w, h: h}
	}
}

// margin is the width kept for the labels on one side.
type margin struct{ px, idle int }

// hold returns the width to keep for labels now px wide; 0 means that there are none yet.
func (m *margin) hold(px int) int {
	switch {
	case m.px == 0 || px == 0:
		m.px = max(m.px, px)
	case px > m.px:
		m.px += (px - m.px + growth - 1) / growth * growth
		m.idle = 0
	case m.px-px < slack:
		m.idle = 0
	default:
		if m.idle++; m.idle >= patient {
			m.px, m.idle = px, 0
		}
	}
	return m.px
}
