package flow

// Feed says that a function of n emits to src: the end of n closes src, or, where several nodes feed it, the end of the
// last. src lies below n from now on, so that it is flushed and closed in its turn. One that lies above n already, or goes
// by another clock, is a build error. It panics if src is nil.
//
// It is for packages with operators that have a second way out, as [DeadLetter] is.
func Feed[T any](n Node, src *Source[T]) {
	if src == nil {
		panic("flow.Feed: the source must not be nil")
	}
	n.asNode().attachSideOutput(&src.node, src.Close)
}
