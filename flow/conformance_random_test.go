package flow

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

// streamzGraph is a graph of testdata/streamz-random.json with its input and the output of streamz. A program in bench/streamz
// writes the file and defines the operators.
type streamzGraph struct {
	Above    [][]streamzOperator
	Join     string
	On       []int
	Below    []streamzOperator
	Input    []any
	Expected []any
}

// streamzOperator is an operator's name and argument.
type streamzOperator [2]any

func (o streamzOperator) list() []any { return o[1].([]any) }

// size returns the sum of an element's numbers and of the lengths of its texts.
func size(x any) int {
	switch x := x.(type) {
	case []any:
		n := 0
		for _, v := range x {
			n += size(v)
		}
		return n
	case string:
		return len(x)
	case float64:
		return int(x)
	}
	return x.(int)
}

func toAny[A any](s Stream[A]) Stream[any] { return Map(s, func(v A) any { return v }) }

func listsToAny(s Stream[[]any]) Stream[any] { return toAny(s) }

func withSize(x any) []any { return []any{x, size(x)} }

func modulo(m any) func(any) int { return func(x any) int { return size(x) % toInt(m) } }

// streamzOperators build the operator of each name. Those that make a Collector also append it to collects.
var streamzOperators = map[string]func(s Stream[any], o streamzOperator, collects *[]*Collector[any]) Stream[any]{
	"map": func(s Stream[any], _ streamzOperator, _ *[]*Collector[any]) Stream[any] {
		return Map(s, func(x any) any { return size(x)*2 + 1 })
	},
	"pair": func(s Stream[any], _ streamzOperator, _ *[]*Collector[any]) Stream[any] {
		return listsToAny(Map(s, withSize))
	},
	"starmap": func(s Stream[any], _ streamzOperator, _ *[]*Collector[any]) Stream[any] {
		pairs := Map(s, func(x any) Pair[any, int] { return Pair[any, int]{x, size(x)} })
		return Map2(pairs, func(x any, n int) any { return size(x) + 3*n })
	},
	"pluck": func(s Stream[any], o streamzOperator, _ *[]*Collector[any]) Stream[any] {
		return Map(Map(s, withSize), func(x []any) any { return x[toInt(o[1])] })
	},
	"filter": func(s Stream[any], o streamzOperator, _ *[]*Collector[any]) Stream[any] {
		return Filter(s, func(x any) bool { return modulo(o[1])(x) != 0 })
	},
	"remove": func(s Stream[any], o streamzOperator, _ *[]*Collector[any]) Stream[any] {
		return Remove(s, func(x any) bool { return modulo(o[1])(x) == 0 })
	},
	"scan": func(s Stream[any], _ streamzOperator, _ *[]*Collector[any]) Stream[any] {
		return Scan(s, func(a, x any) any { return size(a) + size(x) })
	},
	"accumulate": func(s Stream[any], o streamzOperator, _ *[]*Collector[any]) Stream[any] {
		return toAny(Accumulate(s, toInt(o[1]), func(a int, x any) int { return a + size(x) }))
	},
	"state": func(s Stream[any], o streamzOperator, _ *[]*Collector[any]) Stream[any] {
		return AccumulateState(s, toInt(o[1]), func(a int, x any) (int, any) { return a + size(x), []any{a, x} })
	},
	"slice": func(s Stream[any], o streamzOperator, _ *[]*Collector[any]) Stream[any] {
		a, end := o.list(), End
		if a[1] != nil {
			end = toInt(a[1])
		}
		return Slice(s, toInt(a[0]), end, toInt(a[2]))
	},
	"partition": func(s Stream[any], o streamzOperator, _ *[]*Collector[any]) Stream[any] {
		return listsToAny(Partition(s, toInt(o[1])))
	},
	"partition_by": func(s Stream[any], o streamzOperator, _ *[]*Collector[any]) Stream[any] {
		return listsToAny(PartitionBy(s, toInt(o.list()[0]), modulo(o.list()[1])))
	},
	"partition_unique": func(s Stream[any], o streamzOperator, _ *[]*Collector[any]) Stream[any] {
		var opts []NodeOption
		if o.list()[2] == "last" {
			opts = append(opts, KeepLast())
		}
		return listsToAny(PartitionUnique(s, toInt(o.list()[0]), modulo(o.list()[1]), opts...))
	},
	"sliding_window": func(s Stream[any], o streamzOperator, _ *[]*Collector[any]) Stream[any] {
		return listsToAny(SlidingWindow(s, toInt(o.list()[0]), Partial(o.list()[1].(bool))))
	},
	"unique": func(s Stream[any], o streamzOperator, _ *[]*Collector[any]) Stream[any] {
		most := Unbounded()
		if o.list()[0] != nil {
			most = MaxSize(toInt(o.list()[0]))
		}
		return Unique(s, modulo(o.list()[1]), most)
	},
	"flatten": func(s Stream[any], _ streamzOperator, _ *[]*Collector[any]) Stream[any] {
		return Flatten(Map(s, withSize))
	},
	"frequencies": func(s Stream[any], o streamzOperator, _ *[]*Collector[any]) Stream[any] {
		return Map(Frequencies(Map(s, modulo(o[1]))), func(counts map[int]int) any {
			all := []any{}
			for k := range toInt(o[1]) {
				if n, ok := counts[k]; ok {
					all = append(all, []any{k, n})
				}
			}
			return all
		})
	},
	"collect": func(s Stream[any], _ streamzOperator, collects *[]*Collector[any]) Stream[any] {
		c := Collect(s)
		*collects = append(*collects, c)
		return listsToAny(c)
	},
}

func (g streamzGraph) join(s []Stream[any]) Stream[any] {
	var opts []NodeOption
	if len(g.On) > 0 {
		var on []Node
		for _, i := range g.On {
			on = append(on, s[i])
		}
		opts = append(opts, EmitOn(on...))
	}
	pair := func(p Pair[any, any]) any { return []any{p.First, p.Second} }
	switch {
	case g.Join == "zip":
		return listsToAny(ZipN(s, Bound(1000)))
	case g.Join == "union":
		return Union(s...)
	case g.Join == "zip_latest":
		return Map(ZipLatest(s[0], s[1], Bound(1000)), pair)
	case g.Join == "combine_latest" && len(s) == 2:
		return Map(CombineLatest(s[0], s[1], opts...), pair)
	case g.Join == "combine_latest":
		return Map(CombineLatest3(s[0], s[1], s[2], opts...), func(r Triple[any, any, any]) any {
			return []any{r.First, r.Second, r.Third}
		})
	}
	return s[0]
}

// In random graphs with random input, our output before the end of the stream equals that of streamz.
func TestConformanceOfRandomGraphs(t *testing.T) {
	var graphs []streamzGraph
	text, err := os.ReadFile("testdata/streamz-random.json")
	if err != nil {
		t.Fatal(err)
	}
	check.NoError(t, json.Unmarshal(text, &graphs))
	for i, g := range graphs {
		t.Run(fmt.Sprint(i), func(t *testing.T) { g.check(t) })
	}
}

func (g streamzGraph) check(t *testing.T) {
	var collects []*Collector[any]
	chain := func(s Stream[any], operators []streamzOperator) Stream[any] {
		for _, o := range operators {
			s = streamzOperators[o[0].(string)](s, o, &collects)
		}
		return s
	}
	var sources []*Source[any]
	var ends []Stream[any]
	for _, operators := range g.Above {
		s := NewSource[any]()
		sources, ends = append(sources, s), append(ends, chain(s, operators))
	}
	out := []any{}
	Sink(chain(g.join(ends), g.Below), func(_ context.Context, v any) error {
		out = append(out, v)
		return nil
	})
	for _, in := range g.Input {
		if in == "flush" {
			for _, c := range collects {
				check.NoError(t, c.Flush(t.Context()))
			}
			continue
		}
		emit(t, sources[toInt(in.([]any)[0])], in.([]any)[1])
	}
	got, want := asJSON(t, out), asJSON(t, append([]any{}, g.Expected...))
	for _, s := range sources {
		mustClose(t, s)
	}
	if got != want {
		t.Errorf("above %v, %s on %v, below %v\ninput %v\ngot  %s\nwant %s", g.Above, g.Join, g.On, g.Below, g.Input, got, want)
	}
}

func asJSON(t *testing.T, v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
