package flow

// ClockOf is the clock that a node goes by: its source's. It is for packages that bring nodes of their own and must know
// whether time is real.
func ClockOf(n Node) Clock { return n.asNode().clock }
