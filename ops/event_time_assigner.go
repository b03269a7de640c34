package ops

// windowAssigner decides in which windows a row lies. Times are in nanoseconds.
type windowAssigner interface {
	// paneFor returns the pane of g to which a row of time t belongs, a new one if there is none, or nil if the row lies
	// in no window.
	paneFor(e *eventWindows, g *eventGroup, t int64) (*pane, error)
	// runEnd returns the first row, from the given one on, that does not belong to p or is behind the watermark. It
	// advances the watermark for the rows before.
	runEnd(g *eventGroup, p *pane, times []int64, from int, m *watermark) int
	// isLate returns whether all windows to which a row of time t could belong have closed.
	isLate(g *eventGroup, t, mark int64) bool
	// closeUntil emits the windows of g that end by mark, in order, except those that ended by closed. It sets
	// g.closedPanes to the number of panes that are in no other window. It returns the end of the next window, if there
	// is one.
	closeUntil(g *eventGroup, closed, mark int64, emit func(closedWindow)) (nextEnd int64)
	// firstEnd returns when the first open window of g ends.
	firstEnd(g *eventGroup, closed int64) int64
	// lastEnd returns when the last window of g ends.
	lastEnd(g *eventGroup) int64
	// save writes what tells these windows from others.
	save(dst []byte) []byte
	// validPane returns whether p, which was read from a state, can be a pane.
	validPane(p *pane) bool
}
