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

// deviation is an intended difference from streamz: our output as JSON, and the reason.
type deviation struct{ expected, reason string }

var deviations = map[string]deviation{
	"partition_3_remainder":                 {`[[0,1,2],[3,4,5],[6,7,8],[9]]`, "the end of the stream emits the elements that are left as a shorter slice; streamz has no end of stream and loses them"},
	"slice_1_None_2":                        {`[1,3,5]`, "steps count from start, as in Python's slices; streamz counts them from position 0"},
	"slice_None_0_None":                     {`[]`, "end = 0 is empty, as in Python's slices; in streamz it means no end"},
	"slice_negative":                        {`"flow.Slice: end must not be negative, got -1"`, "a wrong literal panics, with the value quoted"},
	"delay_spacing":                         {`[[0,0.1],[1,0.1],[2,0.1],[3,0.1]]`, "every element is delayed by the same time; streamz keeps a distance between elements and does not delay the first"},
	"latest_lost_wakeup":                    {`[1,2]`, "the last value is never lost"},
	"buffer_dies_on_exception":              {`[0,2,3,4,5,6,7]`, "the next Emit returns the failure, and the node continues; the streamz node ends, and then emit blocks for ever"},
	"refs_partition_unique_leak":            {`[[1],[1,0],[0,0,0]]`, "an element that is not kept is done at once, the others with their slice; streamz never releases them"},
	"refs_async_sink_early":                 {`{"callback_at":0.3,"sink_done_at":0.3}`, "an element is done when its sink has returned"},
	"refs_no_downstream":                    {`{"callbacks":1}`, "without nodes downstream an element is done at once"},
	"refs_exception":                        {`{"callbacks":1,"count":0}`, "the Ack of a failed element fires with the error"},
	"map_async_restart":                     {`[0,1,3,4]`, "a failure does not stop the node, so no restart is necessary"},
	"disconnect_combine_latest_after_value": {`null`, "an input may be disconnected at any time; streamz raises a KeyError"},
	"feedback_loop_first":                   {`[1,2,3,4]`, "an element that a cycle feeds back passes after the element that it results from; streamz recurses, which reverses the order"},
	"from_iterable_dies_on_exception": {`{"processed":[0,1],"error":true,"again":true}`,
		"a failure ends the run, and Run returns it; the streamz source ends without an error"},
}

// testedElsewhere are the vectors that have no case here, with the reason or the package that tests them.
var testedElsewhere = map[string]string{
	"disconnect_zip":          "the inputs of a join are part of its type",
	"repr_map":                "Describe",
	"repr_named":              "Describe",
	"metadata_sliding_window": "metadata of an element is part of the element",
	"metadata_partition":      "metadata of an element is part of the element",
	"metadata_zip":            "metadata of an element is part of the element",
	"metadata_zip_latest":     "metadata of an element is part of the element",
	"from_textfile":           "flow/text",
	"from_process_partial":    "flow/text",
	"from_process_lines":      "flow/text",
}

// runOperator emits a vector's input into one operator and returns the output.
func runOperator[T any](t *testing.T, in []any, build func(Stream[any]) Stream[T]) []T {
	src := NewSource[any]()
	out := collect(build(src))
	emit(t, src, in...)
	mustClose(t, src)
	return out.get()
}

// runJoin emits [source, value] pairs into the sources of a join. It returns the output before the end of the sources.
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

// openAcks emits the elements of in. After each it notes, for every element so far, 1 if its Ack has not fired, else 0: the
// reference counts of streamz.
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

// openAckCase returns a case whose output is that of openAcks. build builds the graph and returns the function that flushes it.
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

// toInt converts a number of a JSON text.
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

// emitResults returns the result of Emit for each element: "ok" or the name of the Python error.
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

// arrivalTimes runs a graph and returns [element, seconds] for each element that arrives.
func arrivalTimes(t *testing.T, c Clock, s Stream[any]) any {
	got := []any{}
	Sink(s, func(_ context.Context, v any) error {
		got = append(got, []any{v, c.Now().Sub(epoch).Seconds()})
		return nil
	})
	mustRun(t, s)
	return got
}

// runAndGet runs the graph of s and returns its elements.
func runAndGet[T any](t *testing.T, s Stream[T]) any {
	out := collect(s)
	mustRun(t, s)
	return out.get()
}

// throughJSON returns v after a round trip through JSON.
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

// Our output for each vector equals that of streamz, or that of its deviation.
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
