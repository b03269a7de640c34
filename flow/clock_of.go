package flow

// ClockOf returns the clock of a node, which is the clock of its source. It is for packages that build nodes of their
// own and must know whether time is real.
func ClockOf(n Node) Clock { return n.asNode().clock }
