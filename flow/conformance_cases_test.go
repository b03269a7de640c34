package flow

import "testing"

// conformanceCases computes our output for the input of each vector.
var conformanceCases = map[string]func(t *testing.T, in []any) any{
	"basic_branch": func(t *testing.T, in []any) any {
		src := NewSource[any]()
		b1 := collect(Scan(Map(src, func(v any) int { return toInt(v) + 1 }), add))
		b2 := collect(Map(src, func(v any) int { return 2 * toInt(v) }))
		emit(t, src, in...)
		mustClose(t, src)
		return map[string]any{"branch1": b1.get(), "branch2": b2.get()}
	},
	"emit_no_output": func(t *testing.T, in []any) any { return NewSource[any]().Emit(t.Context(), in[0]) },
	"accumulate_kwargs": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[any] {
			return Scan(s, func(acc, x any) any { return acc.(float64) + x.(float64) + 10 })
		})
	},
	"accumulate_start": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[int] { return Accumulate(s, 0, func(n int, _ any) int { return n + 1 }) })
	},
	"accumulate_enumerate": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[[]any] {
			return AccumulateState(s, 0, func(n int, v any) (int, []any) { return n + 1, []any{n, v} })
		})
	},
	"accumulate_with_state_no_start": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[[]any] {
			sums := Scan(s, func(a, b any) any { return a.(float64) + b.(float64) })
			return Map(sums, func(v any) []any { return []any{v, v} })
		})
	},
	"filter_none": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[any] { return Filter(s, func(v any) bool { return toInt(v) != 0 }) })
	},
	"filter_args": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[any] { return Filter(s, func(v any) bool { return toInt(v)%2 == 0 }) })
	},
	"remove_even": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[any] { return Remove(s, func(v any) bool { return toInt(v)%2 == 0 }) })
	},
	"starmap_extra_args": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[int] {
			pairs := Map(s, func(v any) Pair[int, int] { p := v.([]any); return Pair[int, int]{toInt(p[0]), toInt(p[1])} })
			return Map2(pairs, func(a, b int) int { return a + b*100 })
		})
	},
	"partition_3_remainder": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[[]any] { return Partition(s, 3) })
	},
	"partition_key_index": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[[]any] {
			return PartitionBy(s, 2, func(v any) any { return v.([]any)[0] })
		})
	},
	"partition_timeout": func(t *testing.T, _ []any) any {
		clock := Virtual(epoch)
		return runAndGet(t, Partition(scheduled(clock, 100, []int{0, 0, 0, 0, 0}, 0, 1, 2, 3, 4), 10, Timeout(10*ms)))
	},
	"partition_timeout_cancel": func(t *testing.T, _ []any) any {
		clock := Virtual(epoch)
		src := NewSource[int](WithClock(clock))
		out := collect(Partition(src, 3, Timeout(100*ms)))
		emit(t, src, 0, 1, 2)
		_ = clock.Sleep(t.Context(), 90*ms)
		emit(t, src, 3)
		_ = clock.Sleep(t.Context(), 20*ms)
		first := out.get()
		_ = clock.Sleep(t.Context(), 90*ms)
		second := out.get()
		mustClose(t, src)
		return []any{first, second}
	},
	"partition_unique_pu_last": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[[]any] { return PartitionUnique(s, 3, identity[any], KeepLast()) })
	},
	"partition_unique_pu_len_last": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[[]any] {
			return PartitionUnique(s, 3, func(v any) int { return len(v.(string)) }, KeepLast())
		})
	},
	"partition_unique_pu_id_last": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[[]any] {
			return PartitionUnique(s, 2, func(v any) any { return v.(map[string]any)["id"] }, KeepLast())
		})
	},
	"sliding_window_partial": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[[]any] { return SlidingWindow(s, 2, Partial(true)) })
	},
	"sliding_window_full": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[[]any] { return SlidingWindow(s, 3) })
	},
	"zip_2": func(t *testing.T, in []any) any {
		return runJoin(t, in, func(a, b, _ Stream[any]) Stream[[]any] { return pairsAsLists(Zip(a, b)) })
	},
	"zip_buffering": func(t *testing.T, in []any) any {
		return runJoin(t, in, func(a, b, _ Stream[any]) Stream[[]any] { return ZipN([]Stream[any]{a, b}) })
	},
	"zip_literal_ends": func(t *testing.T, in []any) any { // Map2 adds the literals
		return runJoin(t, in, func(a, b, _ Stream[any]) Stream[[]any] {
			return Map2(Zip(a, b), func(a, b any) []any { return []any{a, b, "L1", "L2"} })
		})
	},
	"zip_same": func(t *testing.T, in []any) any {
		return runJoin(t, in, func(a, _, _ Stream[any]) Stream[[]any] { return pairsAsLists(Zip(a, a)) })
	},
	"combine_latest_emit_on": func(t *testing.T, in []any) any {
		return runJoin(t, in, func(a, b, _ Stream[any]) Stream[[]any] { return pairsAsLists(CombineLatest(a, b, EmitOn(a))) })
	},
	"zip_latest_vs_combine_latest_emit_on": func(t *testing.T, in []any) any {
		return runJoin(t, in, func(a, b, _ Stream[any]) Stream[[]any] { return pairsAsLists(CombineLatest(a, b, EmitOn(a))) })
	},
	"zip_latest": func(t *testing.T, in []any) any {
		return runJoin(t, in, func(a, b, _ Stream[any]) Stream[[]any] { return pairsAsLists(ZipLatest(a, b)) })
	},
	"zip_latest_reverse": func(t *testing.T, in []any) any {
		return runJoin(t, in, func(a, b, _ Stream[any]) Stream[[]any] { return pairsAsLists(ZipLatest(a, b)) })
	},
	"zip_latest_triple": func(t *testing.T, in []any) any {
		return runJoin(t, in, func(a, b, c Stream[any]) Stream[[]any] {
			return Map2(ZipLatest(a, CombineLatest(b, c)), func(a any, o Pair[any, any]) []any { return []any{a, o.First, o.Second} })
		})
	},
	"flatten":       flattenCase,
	"flatten_empty": flattenCase,
	"unique_all": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[any] { return Unique(s, identity[any]) })
	},
	"unique_maxsize1": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[any] { return Unique(s, identity[any], MaxSize(1)) })
	},
	"unique_key_maxsize1": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[any] {
			return Unique(s, func(v any) int { return toInt(v) % 2 }, MaxSize(1))
		})
	},
	"unique_history_list": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[any] { return Unique(s, identity[any], MaxSize(2)) })
	},
	"union": func(t *testing.T, in []any) any {
		return runJoin(t, in, func(a, b, c Stream[any]) Stream[any] { return Union(a, b, c) })
	},
	"pluck_index": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[any] { return Map(s, func(v any) any { return v.([]any)[1] }) })
	},
	"pluck_list": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[any] {
			return Map(s, func(v any) any { return []any{v.([]any)[0], v.([]any)[2]} })
		})
	},
	"slice_None_None_None": sliceCase(0, End, 1),
	"slice_None_4_None":    sliceCase(0, 4, 1),
	"slice_None_4_2":       sliceCase(0, 4, 2),
	"slice_3_1_None":       sliceCase(3, 1, 1),
	"slice_1_None_2":       sliceCase(1, End, 2),
	"slice_None_0_None":    sliceCase(0, 0, 1),
	"slice_negative": func(*testing.T, []any) (text any) {
		defer func() { text = recover() }()
		Slice(NewSource[any](), 0, -1, 1)
		return nil
	},
	"diamond_b_first": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[[]any] {
			b := Map(s, func(v any) any { return v.([]any)[1] })
			a := Map(s, func(v any) any { return v.([]any)[0] })
			return pairsAsLists(CombineLatest(a, b, EmitOn(a)))
		})
	},
	"diamond_a_first": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[[]any] {
			a := Map(s, func(v any) any { return v.([]any)[0] })
			b := Map(s, func(v any) any { return v.([]any)[1] })
			return pairsAsLists(CombineLatest(a, b, EmitOn(a)))
		})
	},
	"diamond_glitch_combine_latest": func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[[]any] {
			l := Map(s, func(v any) any { return toInt(v) + 1 })
			r := Map(s, func(v any) any { return toInt(v) * 10 })
			return pairsAsLists(CombineLatest(l, r))
		})
	},
	"error_in_branch": func(t *testing.T, in []any) any {
		src := NewSource[any]()
		before := collect[any](src)
		mapped := collect(Map(src, func(v any) int { return 1 / toInt(v) }))
		after := collect[any](src)
		results := emitResults(t, src, in)
		return map[string]any{"emit_results": results, "before": before.get(), "mapped": mapped.get(), "after": after.get()}
	},
	"accumulate_error_keeps_state": func(t *testing.T, in []any) any {
		src := NewSource[any]()
		out := collect(Accumulate(src, 0, func(acc int, v any) int { return acc + 1/toInt(v) }))
		return map[string]any{"emit_results": emitResults(t, src, in), "out": out.get()}
	},
}
