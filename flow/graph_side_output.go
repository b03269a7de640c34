package flow

// SideOutput declares src a side output of n: a function of n emits to src. src is then downstream of n and is flushed
// and closed after it: the end of n closes src. If several nodes emit to src, the end of the last one closes it. It is
// a build error if src is upstream of n or uses another clock. SideOutput panics if src is nil.
//
// It is for packages whose operators have a second output. [DeadLetter] makes such an output too.
func SideOutput[T any](n Node, src *Source[T]) {
	if src == nil {
		panic("flow.SideOutput: the source must not be nil")
	}
	n.asNode().attachSideOutput(&src.node, src.Close)
}
