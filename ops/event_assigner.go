package ops

// layout is how windows lie in time. All times are nanoseconds.
type windowAssigner interface {
	// part gives the part of g's windows to which a row of time t belongs, a new one if need be, or nil if it lies in no
	// window.
	paneFor(e *eventWindows, g *eventGroup, t int64) (*pane, error)
	// run gives the first row from the given one on that does not belong to p, or lies behind the watermark, which it lets
	// see the rows before.
	runEnd(g *eventGroup, p *pane, times []int64, from int, m *watermark) int
	// late says whether all windows to which a row of time t could belong have closed.
	isLate(g *eventGroup, t, mark int64) bool
	// close gives the windows of g that end by mark, in order, but for those that had ended by closed. g.done is then how
	// many parts are in no other. It says when the next one ends, if there is one.
	closeUntil(g *eventGroup, closed, mark int64, give func(closedWindow)) (due int64)
	firstEnd(g *eventGroup, closed int64) int64 // when the first open window of g ends
	lastEnd(g *eventGroup) int64                // when the last one ends
	save(dst []byte) []byte                     // what tells it from others
	validPane(p *pane) bool                     // says whether p, which was saved, can be a part
}
