// Package kernel computes on whole columns: each operation is a loop over typed slices, called once a batch. Methods of
// ops.DataFrame and compiled expressions both use it, so they have the same results.
//
// An operation writes its result into a [Vector] that the caller owns, and reuses its memory if there is enough. The
// result must not be an operand. Operands must have the same length, and the types that the operation requires: callers
// check that when a graph is built.
package kernel
