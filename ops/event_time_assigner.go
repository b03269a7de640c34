package ops

// windowAssigner decides which windows a row belongs to. Times are in nanoseconds.
type windowAssigner interface {
	// paneFor returns the pane of g to which a row of time t belongs. It makes the pane if there is none. It returns
	// nil if the row belongs to no window.
	paneFor(e *eventWindows, g *eventGroup, t int64) (*pane, error)
	// runEnd returns the first row, from row from on, that does not belong to p or is earlier than the watermark. It
	// advances the watermark m for the rows before that row.
	runEnd(g *eventGroup, p *pane, times []int64, from int, m *watermark) int
	// isLate returns whether all windows to which a row of time t could belong have closed.
	isLate(g *eventGroup, t, mark int64) bool
	// closeUntil emits the windows of g that end after closed and not after mark, in order. It sets g.closedPanes to
	// the number of panes that are in no other window. It returns the end of the next window, or 0 if there is none.
	closeUntil(g *eventGroup, closed, mark int64, emit func(closedWindow)) (nextEnd int64)
	// firstEnd returns the end of the first open window of g. Windows that end at closed or before are not open.
	firstEnd(g *eventGroup, closed int64) int64
	// lastEnd returns the end of the last window of g.
	lastEnd(g *eventGroup) int64
	// save writes the parameters of the windows. A state is only loaded by an assigner with the same parameters.
	save(dst []byte) []byte
	// validPane returns whether p, which was read from a state, can be a pane.
	validPane(p *pane) bool
}
