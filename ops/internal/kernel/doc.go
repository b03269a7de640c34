// Package kernel computes with whole columns: a loop over typed slices for each operation, called once a batch. The
// methods of ops.DataFrame and compiled expressions both stand on it, so they give the same numbers.
//
// Results go into a [Vector] that the caller owns, whose memory is used again if it is long enough; it must not be an
// operand. Operands must have one length, and the types that a function asks for: callers check that when a graph is built.
package kernel
