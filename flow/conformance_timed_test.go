package flow

import (
	"context"
	"errors"
	"testing"
)

// timedConformanceCases are the cases of Acks, time and failures.
var timedConformanceCases = map[string]func(t *testing.T, in []any) any{
	"refs_map":            openAckCase(func(a, _ Stream[any]) func() error { collect(Map(a, identity[any])); return nil }),
	"refs_partition":      openAckCase(func(a, _ Stream[any]) func() error { collect(Partition(a, 2)); return nil }),
	"refs_combine_latest": openAckCase(func(a, b Stream[any]) func() error { collect(CombineLatest(a, b)); return nil }),
	"refs_zip":            openAckCase(func(a, b Stream[any]) func() error { collect(Zip(a, b)); return nil }),
	"refs_collect": openAckCase(func(a, _ Stream[any]) func() error {
		c := Collect(a)
		collect[[]any](c)
		return func() error { return c.Flush(context.Background()) }
	}),
	"refs_partition_unique_leak": openAckCase(func(a, _ Stream[any]) func() error {
		collect(PartitionUnique(a, 2, identity[any]))
		return nil
	}),
	"refs_filter_drop": func(t *testing.T, _ []any) any {
		src, acks := NewSource[int](), &ledger{}
		collect(Filter(src, func(int) bool { return false }))
		emitAcked(t, src, acks, 1)
		return map[string]any{"callbacks": acks.count()}
	},
	"refs_no_downstream": func(t *testing.T, _ []any) any {
		src, acks := NewSource[int](), &ledger{}
		emitAcked(t, src, acks, 1)
		return map[string]any{"callbacks": acks.count()}
	},
	"refs_exception": func(t *testing.T, _ []any) any {
		src, acks := NewSource[int](), &ledger{}
		collect(Map(src, func(x int) int { panic(x) }))
		_ = src.EmitAck(t.Context(), 1, acks.ack(1))
		return map[string]any{"callbacks": acks.count(), "count": 0}
	},
	"refs_async_sink_early": func(t *testing.T, _ []any) any {
		clock := Virtual(epoch)
		src := NewSource[int](WithClock(clock))
		var fired, done float64
		Sink(Buffer(src, 1), func(ctx context.Context, _ int) error {
			err := clock.Sleep(ctx, 300*ms)
			done = clock.Now().Sub(epoch).Seconds()
			return err
		})
		_ = src.EmitAck(t.Context(), 1, NewAck(func(error) { fired = clock.Now().Sub(epoch).Seconds() }))
		mustClose(t, src)
		return map[string]any{"callback_at": fired, "sink_done_at": done}
	},
	"rate_limit_spacing": func(t *testing.T, _ []any) any {
		clock := Virtual(epoch)
		return arrivalTimes(t, clock, RateLimit(FromSlice(numbers(4), WithClock(clock)), 100*ms))
	},
	"delay_spacing": func(t *testing.T, _ []any) any {
		clock := Virtual(epoch)
		return arrivalTimes(t, clock, Delay(FromSlice(numbers(4), WithClock(clock)), 100*ms))
	},
	"buffer_dies_on_exception": func(t *testing.T, _ []any) any {
		clock := Virtual(epoch)
		src := NewSource[any](WithClock(clock))
		processed := []any{}
		Sink(Buffer(src, 2), func(_ context.Context, v any) error {
			if toInt(v) == 1 {
				return errTest
			}
			processed = append(processed, v)
			return nil
		})
		for _, v := range numbers(8) {
			if err := src.Emit(t.Context(), v); err != nil { // returns the failure of 1; emit v again
				emit(t, src, v)
			}
		}
		_ = src.Close(t.Context())
		return processed
	},
	"from_iterable_dies_on_exception": func(t *testing.T, _ []any) any {
		processed := []any{}
		s := FromSlice(numbers(6))
		Sink(s, func(_ context.Context, v any) error {
			if toInt(v) == 2 {
				return errTest
			}
			processed = append(processed, v)
			return nil
		})
		first, second := Run(t.Context(), s), Run(t.Context(), s)
		return map[string]any{"processed": processed, "error": errors.Is(first, errTest), "again": second != nil}
	},
	"from_iterable_backpressure": func(t *testing.T, _ []any) any {
		clock := Virtual(epoch)
		next := 0
		s := FromSeq(func(yield func(int) bool) {
			for next < 5 {
				next++
				if !yield(next - 1) {
					return
				}
			}
		}, WithClock(clock))
		collect(RateLimit(s, 100*ms))
		observed := -1
		observer := scheduled(clock, 0, []int{50}, 0) // between the first and the second element element
		Sink(observer, func(context.Context, int) error { observed = next; return nil })
		mustRun(t, s, observer)
		return map[string]any{"next_unconsumed": observed}
	},
	"map_async_order": func(t *testing.T, _ []any) any {
		clock := Virtual(epoch)
		return runAndGet(t, MapAsync(FromSlice([]int{0, 1, 2, 3}, WithClock(clock)), 3, after(clock, func(x int) int {
			if x == 0 {
				return 300
			}
			return 50
		})))
	},
	"map_async_restart": func(t *testing.T, _ []any) any {
		src := NewSource[int]()
		out := collect(MapAsync(src, 1, func(_ context.Context, x int) (int, error) {
			if x == 2 {
				return 0, errTest
			}
			return x, nil
		}, OnError(Skip())))
		emit(t, src, 0, 1, 2, 3, 4)
		mustClose(t, src)
		return out.get()
	},
	"latest_lost_wakeup": func(t *testing.T, _ []any) any {
		clock := Virtual(epoch)
		s := scheduled(clock, 20, []int{0, 20}, 1, 2)
		return runAndGet(t, MapContext(Latest(s), after(clock, func(int) int { return 100 })))
	},
	"latest_test": func(t *testing.T, _ []any) any {
		clock := Virtual(epoch)
		s := Map(scheduled(clock, 20, []int{0, 10, 10}, 1, 2, 3), func(x int) int { return x + 1 })
		return runAndGet(t, Latest(s))
	},
	"timed_window_unique_last": func(t *testing.T, in []any) any {
		clock := Virtual(epoch)
		return runAndGet(t, TimedWindowUnique(FromSlice(in, WithClock(clock)), 50*ms, identity[any], KeepLast()))
	},
	"zip_maxsize_backpressure": func(t *testing.T, _ []any) any {
		a, b := NewSource[int](), NewSource[int]()
		collect(Zip(a, b, Bound(2)))
		done := []bool{}
		for i := range 5 {
			ctx, cancel := context.WithTimeout(t.Context(), 5*ms)
			done = append(done, a.Emit(ctx, i) == nil)
			cancel()
		}
		mustClose(t, a)
		mustClose(t, b)
		return map[string]any{"emit_done_immediately": done}
	},
	"union_order": func(t *testing.T, in []any) any {
		clock := Virtual(epoch)
		s := FromSlice(in, WithClock(clock))
		even := Delay(Filter(s, func(v any) bool { return toInt(v)%2 == 0 }), 50*ms)
		return runAndGet(t, Union(even, Remove(s, func(v any) bool { return toInt(v)%2 == 0 })))
	},
}
