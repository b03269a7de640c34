package ops

// layout is how windows lie in time. All times are nanoseconds.
type layout interface {
	// part gives the part of g's windows to which a row of time t belongs, a new one if need be, or nil if it lies in no
	// window.
	part(e *eventWindows, g *eventGroup, t int64) (*part, error)
	// run gives the first row from the given one on that does not belong to p, or lies behind the watermark, which it lets
	// see the rows before.
	run(g *eventGroup, p *part, times []int64, from int, m *watermark) int
	// late says whether all windows to which a row of time t could belong have closed.
	late(g *eventGroup, t, mark int64) bool
	// close gives the windows of g that end by mark, in order, but for those that had ended by closed. g.done is then how
	// many parts are in no other. It says when the next one ends, if there is one.
	close(g *eventGroup, closed, mark int64, give func(closing)) (due int64)
	due(g *eventGroup, closed int64) int64 // when the first open window of g ends
	end(g *eventGroup) int64               // when the last one ends
	save(dst []byte) []byte                // what tells it from others
	fits(p *part) bool                     // says whether p, which was saved, can be a part
}
