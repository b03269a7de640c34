package flow

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

// vector is one observation of streamz, from testdata/streamz.json.
type vector struct {
	Name, Operator string
	Input          []any
	Expected       any
}

// deviation is where we differ from streamz on purpose: what we give instead, as JSON, and why.
type deviation struct{ expected, reason string }

var deviations = map[string]deviation{
	"partition_3_remainder":                 {`[[0,1,2],[3,4,5],[6,7,8],[9]]`, "the end of the stream gives what is left as a shorter slice; streamz knows no end and loses it"},
	"slice_1_None_2":                        {`[1,3,5]`, "steps count from start, as in Python's slices; in streamz from position 0"},
	"slice_None_0_None":                     {`[]`, "end = 0 is empty, as in Python's slices; in streamz it means no end"},
	"slice_negative":                        {`"flow.Slice: end must not be negative, got -1"`, "a wrong literal panics, with the value quoted"},
	"delay_spacing":                         {`[[0,0.1],[1,0.1],[2,0.1],[3,0.1]]`, "every element is delayed by the same time; streamz spaces them and does not delay the first"},
	"latest_lost_wakeup":                    {`[1,2]`, "the last value is never lost"},
	"buffer_dies_on_exception":              {`[0,2,3,4,5,6,7]`, "a failure is told to the next Emit, and the node goes on; streamz' node dies, and then Emit blocks for ever"},
	"refs_partition_unique_leak":            {`[[1],[1,0],[0,0,0]]`, "what is not kept is done with at once, the rest with its slice; streamz never lets go"},
	"refs_async_sink_early":                 {`{"callback_at":0.3,"sink_done_at":0.3}`, "an element is done with when its sink has returned"},
	"refs_no_downstream":                    {`{"callbacks":1}`, "where nobody listens an element is done with at once"},
	"refs_exception":                        {`{"callbacks":1,"count":0}`, "a failed element is nacked: its Ack fires, with the error"},
	"map_async_restart":                     {`[0,1,3,4]`, "a failure does not stop the node, so there is nothing to restart"},
	"disconnect_combine_latest_after_value": {`null`, "an input may go when it likes; in streamz that is a KeyError"},
	"feedback_loop_first":                   {`[1,2,3,4]`, "what comes back passes when the element that it comes of has passed; streamz recurses, and turns the order round"},
	"from_iterable_dies_on_exception": {`{"processed":[0,1],"error":true,"again":true}`,
		"a failure ends the run, and Run returns it; streamz' source dies, and nobody hears of it"},
}

// testedElsewhere are vectors of operators of this package that have no case here, and why.
var testedElsewhere = map[string]string{
	"disconnect_zip":          "the inputs of a join are part of its type",
	"repr_map":                "Describe",
	"repr_named":              "Describe",
	"metadata_sliding_window": "what belongs to an element is part of the element",
	"metadata_partition":      "what belongs to an element is part of the element",
	"metadata_zip":            "what belongs to an element is part of the element",
	"metadata_zip_latest":     "what belongs to an element is part of the element",
	"from_textfile":           "flow/text",
	"from_process_partial":    "flow/text",
	"from_process_lines":      "flow/text",
}

// runOperator sends a vector's input down one operator.
func runOperator[T any](t *testing.T, in []any, build func(Stream[any]) Stream[T]) []T {
	src := NewSource[any]()
	out := collect(build(src))
	emit(t, src, in...)
	mustClose(t, src)
	return out.get()
}

// runJoin sends [stream, value] pairs into as many sources.
func runJoin[T any](t *testing.T, in []any, build func(a, b, c Stream[any]) Stream[T]) []T {
	sources := map[any]*Source[any]{"a": NewSource[any](), "b": NewSource[any](), "c": NewSource[any]()}
	out := collect(build(sources["a"], sources["b"], sources["c"]))
	for _, e := range in {
		emit(t, sources[e.([]any)[0]], e.([]any)[1])
	}
	got := out.get()
	for _, s := range sources {
		mustClose(t, s)
	}
	return got
}

func pairsAsLists(s Stream[Pair[any, any]]) Stream[[]any] {
	return Map2(s, func(a, b any) []any { return []any{a, b} })
}

// openAcks emits a, a, b, ... and says after each what has not fired yet: streamz' counts.
func openAcks(t *testing.T, in []any, flush func() error, sources map[any]*Source[any]) [][]int {
	var got [][]int
	var counts []*int
	for _, e := range in {
		if e == "flush" {
			check.NoError(t, flush())
		} else {
			pair, n := e.([]any), 1
			counts = append(counts, &n)
			check.NoError(t, sources[pair[0]].EmitAck(t.Context(), pair[1], NewAck(func(error) { n-- })))
		}
		now := []int{}
		for _, n := range counts {
			now = append(now, *n)
		}
		got = append(got, now)
	}
	return got
}

func openAckCase(build func(a, b Stream[any]) func() error) func(*testing.T, []any) any {
	return func(t *testing.T, in []any) any {
		a, b := NewSource[any](), NewSource[any]()
		flush := build(a, b)
		got := openAcks(t, in, flush, map[any]*Source[any]{"a": a, "b": b})
		mustClose(t, a)
		mustClose(t, b)
		return got
	}
}

func toInt(v any) int { return int(v.(float64)) }

func sliceCase(start, end, by int) func(*testing.T, []any) any {
	return func(t *testing.T, in []any) any {
		return runOperator(t, in, func(s Stream[any]) Stream[any] { return Slice(s, start, end, by) })
	}
}

func numbers(n int) []any {
	var all []any
	for i := range n {
		all = append(all, float64(i))
	}
	return all
}

func flattenCase(t *testing.T, in []any) any {
	return runOperator(t, in, func(s Stream[any]) Stream[any] {
		return Flatten(Map(s, func(v any) []any { return v.([]any) }))
	})
}

// emitResults says of each element what Emit made of it, in streamz' words.
func emitResults(t *testing.T, src *Source[any], in []any) []string {
	var results []string
	for _, v := range in {
		err := src.Emit(t.Context(), v)
		switch {
		case err == nil:
			results = append(results, "ok")
		case strings.Contains(err.Error(), "divide by zero"):
			results = append(results, "ZeroDivisionError")
		default:
			results = append(results, err.Error())
		}
	}
	mustClose(t, src)
	return results
}

// arrivalTimes runs a graph and says what came when, in seconds.
func arrivalTimes(t *testing.T, c Clock, s Stream[any]) any {
	got := []any{}
	Sink(s, func(_ context.Context, v any) error {
		got = append(got, []any{v, c.Now().Sub(epoch).Seconds()})
		return nil
	})
	mustRun(t, s)
	return got
}

func runAndGet[T any](t *testing.T, s Stream[T]) any {
	out := collect(s)
	mustRun(t, s)
	return out.get()
}

// throughJSON is v as JSON has it.
func throughJSON(t *testing.T, v any) (out any) {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	check.NoError(t, json.Unmarshal(text, &out))
	if out == nil && v != nil && reflect.TypeOf(v).Kind() == reflect.Slice {
		return []any{}
	}
	return out
}

func readVectors(t *testing.T) map[string]vector {
	text, err := os.ReadFile("testdata/streamz.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []struct {
		Name, Operator  string
		Input, Expected any
	}
	check.NoError(t, json.Unmarshal(text, &all))
	byName := map[string]vector{}
	for _, v := range all {
		in, _ := v.Input.([]any)
		byName[v.Name] = vector{v.Name, v.Operator, in, v.Expected}
	}
	return byName
}

// Every vector of an operator of this package gives what streamz gives, or what deviations say.
func TestStreamzVectors(t *testing.T) {
	vectors := readVectors(t)
	operators := map[string]bool{}
	cases := maps.Clone(conformanceCases)
	maps.Copy(cases, timedConformanceCases)
	maps.Copy(cases, junctionConformanceCases)
	for name, run := range cases {
		v, known := vectors[name]
		if !known {
			t.Errorf("no vector %s", name)
			continue
		}
		operators[v.Operator] = true
		t.Run(name, func(t *testing.T) {
			got, want := throughJSON(t, run(t, v.Input)), v.Expected
			d, differs := deviations[name]
			if differs {
				check.NoError(t, json.Unmarshal([]byte(d.expected), &want))
				if reflect.DeepEqual(want, v.Expected) {
					t.Error("listed as a deviation, but the same as streamz")
				}
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got  %v\nwant %v", got, want)
			}
		})
	}
	for name, v := range vectors {
		if operators[v.Operator] && cases[name] == nil && testedElsewhere[name] == "" {
			t.Errorf("vector %s (%s) has no case", name, v.Operator)
		}
	}
	for _, name := range slices.Concat(slices.Collect(maps.Keys(deviations)), slices.Collect(maps.Keys(testedElsewhere))) {
		if _, known := vectors[name]; !known {
			t.Errorf("no vector %s", name)
		}
	}
}
