package flow

import "context"

// SideOutput declares src a side output of n: a function of n emits to src. src is then downstream of n and is flushed
// and closed after it: the end of n closes src. If several nodes emit to src, the end of the last one closes it. It is
// a build error if src is upstream of n or uses another clock. SideOutput panics if src is nil.
//
// It is for packages whose operators have a second output. [DeadLetter] makes such an output too. [EmitSide] emits to it.
func SideOutput[T any](n Node, src *Source[T]) {
	if src == nil {
		panic("flow.SideOutput: the source must not be nil")
	}
	n.asNode().attachSideOutput(&src.node, src.Close)
}

// EmitSide emits v to src, a side output of the node whose function has got ctx. The Ack of the function's element also
// covers v: it fires when v has been acknowledged too. Else it is src.Emit. The functions of Async and MapAsync,
// which run beside the emissions, use src.Emit.
func EmitSide[T any](ctx context.Context, src *Source[T], v T) error {
	c, ok := ctx.Value(emissionKey{}).(*emissionContext)
	if !ok || c.driver != nil {
		return src.Emit(ctx, v)
	}
	return src.EmitAck(ctx, v, c.root.emission.retainAck())
}
