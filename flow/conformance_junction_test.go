package flow

import (
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

// junctionConformanceCases are the cases with inputs that are connected and disconnected. The inputs of a join are part of its
// type, so here they are those of a Junction that is one of the join's inputs.
var junctionConformanceCases = map[string]func(t *testing.T, in []any) any{
	"connect_zip": func(t *testing.T, _ []any) any {
		a, b, c, j := NewSource[int](), NewSource[int](), NewSource[int](), NewJunction[int]()
		out := collect(ZipN([]Stream[int]{a, b, j}))
		check.NoError(t, Connect(c, j))
		emit(t, a, 1)
		emit(t, b, 1)
		before := append([][]int{}, out.get()...)
		emit(t, c, 1)
		return []any{before, out.get()}
	},
	"connect_combine_latest": func(t *testing.T, _ []any) any {
		a, b, c, j := NewSource[int](), NewSource[int](), NewSource[int](), NewJunction[int]()
		out := collect(Map(CombineLatest3(a, b, j, EmitOn(a)), func(v Triple[int, int, int]) []int { return []int{v.First, v.Second, v.Third} }))
		check.NoError(t, Connect(c, j))
		emit(t, b, 1)
		emit(t, c, 1)
		emit(t, a, 1)
		return out.get()
	},
	"disconnect_combine_latest_after_value": func(t *testing.T, _ []any) any {
		a, b, c, j := NewSource[int](), NewSource[int](), NewSource[int](), NewJunction[int]()
		collect(CombineLatest3(a, b, j))
		check.NoError(t, Connect(c, j))
		emit(t, c, 9)
		return Disconnect(c, j)
	},
	"feedback_loop_first": func(t *testing.T, in []any) any {
		src, j := NewSource[any](), NewJunction[any]()
		check.NoError(t, Connect(src, j))
		more := Map(j, func(v any) any { return v.(float64) + 1 })
		check.NoError(t, Connect(Filter(more, func(v any) bool { return v.(float64) < 4 }), j))
		out := collect(more)
		emit(t, src, in...)
		mustClose(t, src)
		return out.get()
	},
	// A streamz Batch corresponds to a slice: Map processes it, and Flatten splits it.
	"batch_pluck_map_sum": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[int] {
			return Accumulate(s, 0, func(sum int, batch any) int {
				for _, row := range batch.([]any) {
					sum += toInt(row.(map[string]any)["x"]) + 1
				}
				return sum
			})
		})
	},
	"batch_filter_to_stream": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[any] {
			return Filter(Flatten(Map(s, func(batch any) []any { return batch.([]any) })), func(v any) bool { return toInt(v)%2 == 0 })
		})
	},
	"destroy_map": func(t *testing.T, _ []any) any {
		src := NewSource[int]()
		m := Map(src, plus(1))
		out := collect(m)
		emit(t, src, 1)
		check.NoError(t, Destroy(t.Context(), m))
		emit(t, src, 2)
		mustClose(t, src)
		return out.get()
	},
}
