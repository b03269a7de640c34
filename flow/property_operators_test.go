package flow

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"pgregory.net/rapid"
)

// addRandomOperator adds a random operator to a random stream.
func (g *randomGraph) addRandomOperator(t *rapid.T) {
	pick := func(name string) int { return rapid.IntRange(0, len(g.streams)-1).Draw(t, name) }
	a := pick("from")
	up, expect, lossy, id := g.streams[a], g.expect[a], g.lossy[a], len(g.streams)
	add := func(s Stream[tagged], expect func(source, seq int) int) { g.add(s, expect, lossy) }
	twice := func(source, seq int) int { return 2 * expect(source, seq) }
	switch rapid.SampledFrom([]string{
		"map", "filter", "buffer", "union", "async", "remove", "partition", "timed window", "delay", "map async",
		"unique", "zip", "zip latest", "retry", "combine latest", "glitch free", "merge by time", "group by key", "latest",
		"debounce", "feedback",
	}).Draw(t, "operator") {
	case "map":
		add(Map(up, appendPath(id)), expect)
	case "filter":
		k := rapid.IntRange(2, 3).Draw(t, "k")
		add(Filter(up, func(v tagged) bool { return v.seq%k == 0 }), func(source, seq int) int {
			if seq%k != 0 {
				return 0
			}
			return expect(source, seq)
		})
	case "buffer":
		add(Map(Buffer(up, rapid.IntRange(1, 5).Draw(t, "room")), appendPath(id)), expect)
	case "async":
		add(Async(up, func(_ context.Context, in iter.Seq[tagged], emit func(tagged) error) error {
			for v := range in {
				if err := emit(v); err != nil {
					return err
				}
			}
			return nil
		}), expect)
	case "remove":
		add(Remove(up, func(v tagged) bool { return v.seq%2 == 0 }), func(source, seq int) int {
			return seq % 2 * expect(source, seq)
		})
	case "partition":
		size := rapid.IntRange(1, 4).Draw(t, "size")
		opts := [][]NodeOption{nil, {Timeout(ms)}}[rapid.IntRange(0, 1).Draw(t, "timeout")]
		parts := PartitionBy(up, size, func(v tagged) int { return v.source }, opts...)
		add(Map(Flatten(parts), appendPath(id)), expect)
	case "timed window":
		add(Map(Flatten(TimedWindow(up, ms)), appendPath(id)), expect)
	case "delay":
		add(Map(Delay(up, ms, Capacity(rapid.IntRange(1, 50).Draw(t, "capacity"))), appendPath(id)), expect)
	case "map async":
		n := rapid.IntRange(1, 4).Draw(t, "n")
		add(MapAsync(up, n, func(_ context.Context, v tagged) (tagged, error) { return appendPath(id)(v), nil }), expect)
	case "unique": // an element has a different key on each path, so nothing is dropped
		add(Unique(up, identity[tagged]), expect)
	case "zip": // of a stream with itself: pairs each element with itself
		z := Zip(Map(up, appendPath(id)), up)
		add(Map2(z, func(a, _ tagged) tagged { return a }), expect)
	case "zip latest": // of a stream with itself: the first element waits for the second input, which follows at once
		add(Map2(ZipLatest(up, up, Bound(1)), func(a, _ tagged) tagged { return appendPath(id)(a) }), expect)
	case "retry":
		tries := map[tagged]int{}
		add(TryMap(up, func(v tagged) (tagged, error) {
			if tries[v]++; tries[v]%2 == 1 {
				return v, errTest
			}
			return appendPath(id)(v), nil
		}, OnError(Retry(1, 0))), expect)
	case "union":
		b := pick("and")
		other := g.expect[b]
		// Each input appends its own number, so that paths that meet here stay different.
		u := Union(Map(up, appendPath(-2*id)), Map(g.streams[b], appendPath(-2*id-1)))
		g.add(u, func(source, seq int) int { return expect(source, seq) + other(source, seq) }, lossy || g.lossy[b])
	case "combine latest": // of a stream with itself: pairs a new element with the old one, and then with itself
		both := CombineLatest(Map(up, appendPath(id)), Map(up, appendPath(id)))
		add(Map2(Filter(both, func(p Pair[tagged, tagged]) bool { return p.First == p.Second }), func(a, _ tagged) tagged { return a }), expect)
	case "glitch free": // of a stream with itself: pairs each element with itself
		add(Map2(CombineLatest(Map(up, appendPath(id)), up, GlitchFree()), func(a, _ tagged) tagged { return a }), expect)
	case "merge by time":
		n := 0
		stamped := Map(up, func(v tagged) tagged { n++; v.at = n; return v })
		at := func(v tagged) time.Time { return epoch.Add(time.Duration(v.at)) }
		add(MergeByTime(at, []Stream[tagged]{Map(stamped, appendPath(-2*id)), Map(stamped, appendPath(-2*id-1))}), twice)
	case "group by key":
		queued := rapid.Bool().Draw(t, "queued")
		add(GroupByKey(up, func(v tagged) int { return v.seq % 3 }, func(_ int, sub Stream[tagged]) Stream[tagged] {
			if queued {
				sub = Buffer(sub, 2)
			}
			return Map(sub, func(v tagged) tagged { v.path += fmt.Sprint("/", id, ".", v.seq%3); return v })
		}), expect)
	case "latest":
		g.add(Latest(up), expect, true)
	case "debounce":
		g.add(Debounce(up, ms), expect, true)
	case "feedback": // each element passes the cycle once more
		add(feedback(t, up, id), twice)
	}
}

// feedback builds a cycle that each element passes twice.
func feedback(t *rapid.T, up Stream[tagged], id int) Stream[tagged] {
	j := NewJunction[tagged](WithClock(up.asNode().clock), Inbox(100_000))
	mark := fmt.Sprint("/", id, ";")
	round := Map(Stream[tagged](j), func(v tagged) tagged { v.path += mark; return v })
	if rapid.Bool().Draw(t, "queued") {
		round = Buffer(round, 3)
	}
	back := Filter(round, func(v tagged) bool { return strings.Count(v.path, mark) == 1 })
	if err := errors.Join(Connect(up, j), Connect(back, j)); err != nil {
		t.Fatal(err)
	}
	return j
}
