package flow

// SideOutput declares src a side output of n: a function of n emits to src. The end of n closes src; if several nodes emit
// to src, the end of the last one does. src is below n from now on, so it is flushed and closed in its order. If src
// is above n, or uses another clock, that is a build error. It panics if src is nil.
//
// It is for packages with operators that have a second output, as [DeadLetter] is.
func SideOutput[T any](n Node, src *Source[T]) {
	if src == nil {
		panic("flow.SideOutput: the source must not be nil")
	}
	n.asNode().attachSideOutput(&src.node, src.Close)
}
