package flow

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

func tens(x int) int { return x / 10 }

// sumsPerKey emits "key:sum" with the running sum of each key.
func sumsPerKey(key int, sub Stream[int]) Stream[string] {
	return Map(Scan(sub, add), func(sum int) string { return fmt.Sprintf("%d:%d", key, sum) })
}

func TestGroupByKey(t *testing.T) {
	src := NewSource[int]()
	r := To(GroupByKey(src, tens, sumsPerKey), &receiver[string]{})
	emit(t, src, 11, 21, 12, 22, 13)
	mustClose(t, src)
	if got := fmt.Sprint(r.log); got != "[1:11 2:21 1:23 2:43 1:36 close]" {
		t.Fatal(got)
	}
}

func TestGroupByKeyWithoutElements(t *testing.T) {
	for _, opts := range [][]NodeOption{nil, {Expiry(time.Hour)}} {
		src := NewSource[int]()
		r := To(GroupByKey(src, tens, sumsPerKey, opts...), &receiver[string]{})
		mustClose(t, src)
		if got := fmt.Sprint(r.log); got != "[close]" {
			t.Fatal(got)
		}
	}
}

// pairsPerKey emits two elements of a key at a time. At the end of the key it emits the one that is left.
func pairsPerKey(_ int, sub Stream[int]) Stream[[]int] { return Partition(sub, 2) }

func TestGroupByKeyFlushesAtTheEnd(t *testing.T) {
	src, acks := NewSource[int](), &ledger{}
	out := collect(GroupByKey(src, tens, pairsPerKey))
	emitAcked(t, src, acks, 11, 21, 12, 22, 13, 31)
	acks.want(t, 11, 12, 21, 22)
	mustClose(t, src)
	acks.want(t, 11, 12, 13, 21, 22, 31)
	wantPrinted(t, out, "[[11 12] [21 22] [13] [31]]") // at the end, keys are flushed in the order in which they first came
}

func TestGroupByKeyMaxKeys(t *testing.T) {
	src := NewSource[int]()
	out := collect(GroupByKey(src, tens, pairsPerKey, MaxKeys(2)))
	emit(t, src, 11, 21, 12, 13, 31) // 31 evicts key 2, the least recently used
	wantPrinted(t, out, "[[11 12] [21]]")
	emit(t, src, 22) // key 2 starts again, and evicts key 1
	mustClose(t, src)
	wantPrinted(t, out, "[[11 12] [21] [13] [31] [22]]")
}

func TestGroupByKeyExpiryTrace(t *testing.T) {
	clock := Virtual(epoch)
	s := scheduled(clock, 100, []int{0, 10, 20, 45, 70}, 11, 21, 31, 12, 22)
	// A key expires 30 after its last element: key 1 at 30, 2 at 40, 3 at 50. Key 1 starts again at 45 and expires at 75. Key 2
	// starts again at 70 and expires at 100.
	wantTrace(t, trace(t, clock, GroupByKey(s, tens, pairsPerKey, Expiry(30*ms))), "30:[11] 40:[21] 50:[31] 75:[12] 100:[22]")
}

func TestGroupByKeyExpiryStartsAgainWithEachElement(t *testing.T) {
	clock := Virtual(epoch)
	s := scheduled(clock, 200, []int{0, 20, 40, 60}, 1, 2, 3, 4)
	all := func(_ int, sub Stream[int]) Stream[[]int] { return Partition(sub, 100) }
	wantTrace(t, trace(t, clock, GroupByKey(s, tens, all, Expiry(30*ms))), "90:[1 2 3 4]")
}

// With asynchronous nodes per key, Close waits until they have ended.
func TestGroupByKeyWithBuffersInside(t *testing.T) {
	for _, opts := range [][]NodeOption{nil, {Expiry(time.Hour)}, {MaxKeys(2)}} {
		src, acks := NewSource[int](), &ledger{}
		r := To(GroupByKey(src, tens, func(k int, sub Stream[int]) Stream[int] {
			return Map(Buffer(sub, 4), func(x int) int { time.Sleep(100 * time.Microsecond); return x })
		}, opts...), &receiver[int]{})
		for i := range 100 {
			emitAcked(t, src, acks, i)
		}
		mustClose(t, src)
		if len(r.log) != 101 || r.log[100] != "close" || acks.count() != 100 {
			t.Fatal(len(r.log), acks.count())
		}
	}
}

func TestGroupByKeyCloseTimeout(t *testing.T) {
	for _, opts := range [][]NodeOption{nil, {Expiry(time.Hour)}} {
		src, acks := NewSource[int](), &ledger{}
		r := To(GroupByKey(src, tens, func(_ int, sub Stream[int]) Stream[int] {
			return MapContext(Buffer(sub, 4), func(ctx context.Context, x int) (int, error) { <-ctx.Done(); return x, ctx.Err() })
		}, opts...), &receiver[int]{})
		emitAcked(t, src, acks, 1, 2, 11)
		ctx, cancel := context.WithTimeout(t.Context(), 10*ms)
		defer cancel()
		check.Error(t, src.Close(ctx), ErrNotDrained)
		acks.want(t, 1, 2, 11)
		if got := fmt.Sprint(r.log); got != "[close]" {
			t.Fatal(got)
		}
	}
}

func TestGroupByKeyFailures(t *testing.T) {
	src := NewSource[int]()
	broken := errors.New("no such column")
	other := NewSource[int]()
	out := collect(GroupByKey(src, tens, func(k int, sub Stream[int]) Stream[int] {
		switch k {
		case 1:
			panic("one")
		case 2:
			m := Map(sub, identity[int])
			AddBuildError(m, broken)
			return m
		case 3:
			return other
		}
		return Map(sub, func(x int) int { return 10 / x })
	}, Name("g")))
	emit(t, src, 5)
	for v, text := range map[int]string{11: "panic: one", 21: broken.Error(), 31: errForeign.Error(), 0: "divide by zero"} {
		if err := src.Emit(t.Context(), v); err == nil || !strings.Contains(err.Error(), text) {
			t.Errorf("%d: got %v, want %q", v, err, text)
		}
	}
	emit(t, src, 2)
	mustClose(t, src)
	wantPrinted(t, out, "[2 5]")
}

func TestGroupByKeySkip(t *testing.T) {
	src := NewSource[int]()
	out := collect(GroupByKey(src, func(x int) int { return 10 / x }, sumsPerKey, OnError(Skip())))
	emit(t, src, 1, 0, 2)
	mustClose(t, src)
	wantPrinted(t, out, "[10:1 5:2]")
}

// The nodes of a key are removed when the key ends, even for NaN keys, which are not equal to themselves.
func TestGroupByKeyRemovesEndedKeys(t *testing.T) {
	src := NewSource[float64]()
	built := 0
	s := GroupByKey(src, func(x float64) float64 { return x }, func(_ float64, sub Stream[float64]) Stream[float64] {
		built++
		return Buffer(sub, 1)
	}, MaxKeys(3))
	collect(s)
	for i := range 50 {
		emit(t, src, float64(i), math.NaN())
	}
	mustClose(t, src)
	if built != 100 {
		t.Fatalf("built %d times, want 100: once for each new key", built)
	}
	if in := s.asNode().upstreams[0]; len(in.downstreams) != 1 {
		t.Fatalf("%d nodes downstream, want only the one that merges all keys", len(in.downstreams))
	}
}
