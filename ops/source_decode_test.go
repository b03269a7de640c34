package ops_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/ops"
	"pgregory.net/rapid"
)

// gaugeRows has the columns of the lines in these tests.
var gaugeRows = table(frame.Col("n", []int64{}), frame.Col("level", []float64{}), frame.Col("gauge", []string{}))

var (
	levelsCSV  = ops.CSV(frame.CSVSchema(gaugeRows.Schema()))
	levelsJSON = ops.JSON(frame.JSONSchema(gaugeRows.Schema()))
)

// nsOf returns the n of each batch.
func nsOf(t *testing.T, frames []frame.Frame) (all []string) {
	t.Helper()
	for _, f := range frames {
		v, err := f.Ints("n")
		check.NoError(t, err)
		all = append(all, fmt.Sprint(v))
	}
	return all
}

// decodeLines emits lines to Decode and closes. It returns the batches, and the first error of each Emit and of Close.
func decodeLines[T string | []byte](t *testing.T, format ops.Format, lines []T, opts ...ops.DecodeOption) ([]frame.Frame, []error) {
	t.Helper()
	src := flow.NewSource[T]()
	d := ops.Decode(src, format, opts...)
	check.NoError(t, d.Err())
	out := collect(d)
	var errs []error
	for _, l := range lines {
		if err := src.Emit(t.Context(), l); err != nil {
			errs = append(errs, err)
		}
	}
	if err := src.Close(t.Context()); err != nil {
		errs = append(errs, err)
	}
	return out.got, errs
}

func TestDecodeBatches(t *testing.T) {
	lines := []string{"n,level,gauge", "1,0.5,a", "", "2,1.5,b", "3,,c\n4,2,d", "5,1,e"}
	for name, c := range map[string]struct {
		opts []ops.DecodeOption
		want []string
	}{
		"default":      {nil, []string{"[1 2 3 4 5]"}},
		"rows":         {[]ops.DecodeOption{ops.BatchRows(4), ops.BatchEvery(0)}, []string{"[1 2]", "[3 4 5]"}},
		"each element": {[]ops.DecodeOption{ops.EachElement()}, []string{"[1]", "[2]", "[3 4]", "[5]"}},
		"no time":      {[]ops.DecodeOption{ops.BatchEvery(0)}, []string{"[1 2 3 4 5]"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, errs := decodeLines(t, levelsCSV, lines, c.opts...)
			check.NoError(t, errors.Join(errs...))
			check.Values(t, nsOf(t, got), c.want...)
			for _, f := range got {
				check.NoError(t, gaugeRows.Schema().Check(f))
			}
		})
	}
}

func TestDecodeJSON(t *testing.T) {
	got, errs := decodeLines(t, levelsJSON, [][]byte{
		[]byte(`{"n":1,"level":0.5,"gauge":"a","more":[1]}`), []byte("{\"n\":2}\n{\"n\":3}\n"), []byte(`[{"n":4},{"n":5,"gauge":"e"}]`),
	}, ops.EachElement())
	check.NoError(t, errors.Join(errs...))
	check.Values(t, nsOf(t, got), "[1]", "[2 3]", "[4 5]")
	gauges, err := got[2].Strings("gauge")
	check.NoError(t, err)
	check.Values(t, gauges, "", "e")
	if got[2].Valid("gauge", 0) || !got[2].Valid("gauge", 1) {
		t.Error("the first gauge must be missing, the second not")
	}
}

// A batch is emitted when its time has passed since its first row, on a virtual clock as on any.
func TestDecodeBatchEvery(t *testing.T) {
	clock := flow.Virtual(day)
	lines := flow.FromFunc(func(ctx context.Context, emit func(string) error) error {
		for i, pause := range []time.Duration{0, 30, 69, 10, 300, 0} {
			if err := clock.Sleep(ctx, pause*time.Millisecond); err != nil {
				return err
			}
			if err := emit(fmt.Sprintf("%d,1,a", i)); err != nil {
				return err
			}
		}
		return nil
	}, flow.WithClock(clock))
	d := ops.Decode(lines, levelsCSV, ops.BatchEvery(100*time.Millisecond))
	var got []string
	flow.Sink(d, func(_ context.Context, f frame.Frame) error {
		n, err := f.Ints("n")
		got = append(got, fmt.Sprint(clock.Now().Sub(day), n))
		return err
	})
	check.NoError(t, flow.Run(t.Context(), d))
	check.Values(t, got, "100ms [0 1 2]", "209ms [3]", "409ms [4 5]")
}

// The default policy is an error that names all, after the rows before it; the source may go on.
func TestDecodeFailsAtBadLines(t *testing.T) {
	got, errs := decodeLines(t, levelsCSV, []string{"n,level,gauge", "1,1,a", "2,x,b", "3,3,c", "4,4,d"}, ops.BatchEvery(0), ops.BatchRows(4))
	if len(errs) != 1 {
		t.Fatal(errs)
	}
	check.Error(t, errs[0], frame.ErrValue,
		`node "decode CSV": ops.Decode: value not allowed: line 3, column "level" must be float64, got "x"`)
	check.Values(t, nsOf(t, got), "[1]", "[4]") // 3 was in the batch that failed

	got, errs = decodeLines(t, levelsJSON, [][]byte{[]byte(`{"n":1}`), []byte("{\"n\":2}\n{\"n\":\"x\"}")}, ops.EachElement())
	check.Values(t, nsOf(t, got), "[1]", "[2]")
	check.Error(t, errs[0], frame.ErrValue,
		`node "decode JSON": ops.Decode: element 2: value not allowed: line 2, column "n" must be int64, got "x"`)

	_, errs = decodeLines(t, levelsCSV, []string{"1,x,a"})
	check.Error(t, errors.Join(errs...), frame.ErrValue, "line 1") // from the node's goroutine, by Close
}

func TestDecodeCountsAndEmitsBadLines(t *testing.T) {
	src, bad := flow.NewSource[string](), flow.NewSource[ops.BadLine]()
	var n atomic.Int64
	d := ops.Decode(src, levelsCSV, ops.BatchEvery(0), ops.BadLines(ops.CountBadLines(&n), ops.EmitBadLines(bad)))
	out, letters := collect(d), flow.ToSlice(bad)
	check.NoError(t, src.EmitAll(t.Context(), []string{"1,1,a", "2,x,b", "3,3", "4,4,d\n5,5,e\n6,x,f"}))
	check.NoError(t, src.Close(t.Context()))
	check.Values(t, nsOf(t, out.got), "[1 4 5]")
	var got []string
	for _, b := range letters.All() {
		check.Error(t, b.Err, b.Err, "ops.Decode: ")
		got = append(got, fmt.Sprint(b.Number, " ", b.Line, " ", b.Text))
	}
	check.Values(t, got, "2 1 2,x,b", "3 1 3,3", "4 3 6,x,f")
	check.Error(t, letters.All()[1].Err, frame.ErrFields, "line 3 must have 3 fields, got 2")
	if n.Load() != 3 {
		t.Errorf("counted %d bad lines, want 3", n.Load())
	}
	check.Error(t, bad.Emit(t.Context(), ops.BadLine{}), flow.ErrClosed)
}

// A line's Ack fires when its batch is finished; with the batch's error if it failed.
func TestDecodeAcks(t *testing.T) {
	for _, c := range []struct {
		name   string
		policy ops.BadLinePolicy
		sink   error
		want   string
	}{
		{"good", nil, nil, "1 <nil>, 2 <nil>"},
		{"sink fails", nil, errTest, "1 test, 2 test"},
		{"bad line", ops.FailBadLines(), nil, "1 value, 2 value, 3 <nil>"},
		{"bad line is counted", ops.CountBadLines(new(atomic.Int64)), nil, "1 <nil>, 2 <nil>, 3 <nil>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := flow.NewSource[string]()
			lines, opts := []string{"1,1,a", "2,2,b"}, []ops.DecodeOption{ops.BatchRows(2), ops.BatchEvery(0)}
			if c.policy != nil {
				lines, opts = []string{"1,1,a", "2,x,b", "3,3,c"}, append(opts, ops.BadLines(c.policy))
			}
			d := ops.Decode(src, levelsCSV, opts...)
			flow.Sink(d, func(context.Context, frame.Frame) error { return c.sink })
			var acked []string
			for i, l := range lines {
				_ = src.EmitAck(t.Context(), l, flow.NewAck(func(err error) {
					what := fmt.Sprint(err)
					switch {
					case errors.Is(err, errTest):
						what = "test"
					case errors.Is(err, frame.ErrValue):
						what = "value"
					}
					acked = append(acked, fmt.Sprint(i+1, " ", what))
				}))
				if i == 0 && len(acked) > 0 {
					t.Error("the Ack has fired before the batch was emitted")
				}
			}
			_ = src.Close(t.Context())
			if got := strings.Join(acked, ", "); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// The Ack of a bad line waits for what becomes of its dead letter.
func TestDecodeAckOfDeadLetter(t *testing.T) {
	src, bad := flow.NewSource[string](), flow.NewSource[ops.BadLine]()
	ops.Decode(src, levelsCSV, ops.EachElement(), ops.BadLines(ops.EmitBadLines(bad)))
	flow.Sink(flow.Buffer(bad, 1), func(context.Context, ops.BadLine) error { return errTest })
	acked := make(chan error, 1)
	check.NoError(t, src.EmitAck(t.Context(), "x", flow.NewAck(func(err error) { acked <- err })))
	check.Error(t, <-acked, errTest)
	check.Error(t, src.Close(t.Context()), errTest)
}

// The state has the number of the last line and the order of the columns.
func TestDecodeState(t *testing.T) {
	build := func() (*flow.Source[string], ops.DataFrame, *batches) {
		src := flow.NewSource[string]()
		d := ops.Decode(src, levelsCSV, ops.EachElement()).Col("n").CumSum()
		return src, d, collect(d)
	}
	src, d, _ := build()
	check.NoError(t, src.EmitAll(t.Context(), []string{"gauge;level;n", "a;1;10", "b;2;20"}))
	saved, err := ops.SaveState(t.Context(), d)
	check.NoError(t, err)
	check.NoError(t, src.Close(t.Context()))

	src, d, out := build()
	check.NoError(t, ops.RestoreState(t.Context(), saved, d))
	check.NoError(t, src.Emit(t.Context(), "c;3;30"))
	check.Values(t, nsOf(t, out.got), "[60]")
	check.Error(t, src.Emit(t.Context(), "d;x;40"), frame.ErrValue, `line 5, column "level"`)
	check.NoError(t, src.Close(t.Context()))

	for i := range saved { // a damaged state is an error, and nothing else
		damaged := append([]byte(nil), saved...)
		damaged[i] ^= 1
		src, d, _ := build()
		check.Error(t, ops.RestoreState(t.Context(), damaged, d), ops.ErrState)
		check.NoError(t, src.Close(t.Context()))
	}
}

// The rows do not depend on how lines are batched: they are those that ReadCSV reads.
func TestDecodeIsReadCSV(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		cell := rapid.SampledFrom([]string{"", "NA", "\"NA\"", "\"\"", "a", "\"b,c\"", "\"d\"\"e\"", "ä"})
		lines := []string{"level,n,gauge"}
		for i := range rapid.IntRange(0, 30).Draw(r, "rows") {
			lines = append(lines, fmt.Sprintf("%v,%d,%s", rapid.Float64().Draw(r, "level"), i, cell.Draw(r, "gauge")))
		}
		var elements []string // of one or more lines
		for rest := lines; len(rest) > 0; {
			n := rapid.IntRange(1, min(3, len(rest))).Draw(r, "lines")
			elements = append(elements, strings.Join(rest[:n], "\n"))
			rest = rest[n:]
		}
		opts := []ops.DecodeOption{ops.BatchRows(rapid.IntRange(1, 10).Draw(r, "batch"))}
		if rapid.Bool().Draw(r, "without time") {
			opts = append(opts, ops.BatchEvery(0))
		}
		got, errs := decodeLines(t, levelsCSV, elements, opts...)
		check.NoError(t, errors.Join(errs...))
		want, err := frame.ReadCSV(strings.NewReader(strings.Join(lines, "\n")), frame.CSVSchema(gaugeRows.Schema()))
		check.NoError(t, err)
		all, err := frame.Concat(append([]frame.Frame{gaugeRows}, got...))
		check.NoError(t, err)
		if !all.Equal(want) {
			r.Fatalf("got\n%v\nwant\n%v", all, want)
		}
	})
}

// What is wrong when the graph is built is an error of the graph, or a panic if only the program can be wrong.
func TestDecodeMisuse(t *testing.T) {
	src := flow.NewSource[string]()
	d := ops.Decode(src, ops.CSV())
	check.Error(t, d.Err(), frame.ErrEmpty, "ops.Decode: frame.NewCSVRowDecoder: no columns: CSVSchema must set them")
	check.Error(t, src.Emit(t.Context(), "1"), frame.ErrEmpty)
	check.Error(t, ops.Decode(flow.NewSource[[]byte](), ops.JSON()).Err(), frame.ErrEmpty)
	check.PanicsWith(t, "ops.Decode: the stream must not be nil", func() { ops.Decode[string](nil, levelsCSV) })
	check.PanicsWith(t, "ops.Decode: the format must be ops.CSV or ops.JSON, got the zero Format", func() { ops.Decode(src, ops.Format{}) })
	check.PanicsWith(t, "ops.BatchRows: must be positive, got 0", func() { ops.BatchRows(0) })
	check.PanicsWith(t, "ops.BatchEvery: must not be negative, got -1ns", func() { ops.BatchEvery(-1) })
	check.PanicsWith(t, "ops.BadLines: needs a policy", func() { ops.BadLines() })
	check.PanicsWith(t, "ops.BadLines: the policy must not be nil", func() { ops.BadLines(nil) })
	check.PanicsWith(t, "ops.CountBadLines: the counter must not be nil", func() { ops.CountBadLines(nil) })
	check.PanicsWith(t, "ops.EmitBadLines: the source must not be nil", func() { ops.EmitBadLines(nil) })
	check.Panics(t, "got CSVSkip; frame.OpenCSV has it", func() { ops.Decode(src, ops.CSV(frame.CSVSkip(1))) })
	check.PanicsWith(t, `ops.FollowCSV: the format must be CSV, got "JSON"`, func() { ops.FollowCSV("x", ops.JSON()) })
}
