package ops

import (
	"fmt"
	"math"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// Windows are windows by the time of the rows themselves, their index, in whatever order they come. Each window that has
// closed is a new row of the results, at the window's start, with its end in a column "end"; a window without rows is
// none. The results of a batch come in one frame, by the windows' ends, then their starts, then keys.
//
// The watermark is the time of the newest row seen, less the [Lateness]. A window closes when the watermark reaches its
// end, and at the end of the stream; then a row that would belong to it is late: see [LateRows] and [CountLate]. Where
// windows overlap, a row counts in those that are still open, and is late if none is.
//
// Rows may be in any order also for results that mind it: [First], [Last] and [By] take them by time, and those of one time
// as they came. A row without a time is an [ErrOrder] that names it, and its batch is not taken.
type Windows struct {
	Reductions[DataFrame]
	rows DataFrame
	spec windowSpec
}

// GroupBy makes results for each key within each window, in key columns behind "end", sorted. Sessions are of rows of one
// key then. Rows with a missing key are left out, though time moves on with them. A key is a column of any type, or an
// expression, as with [DataFrame.GroupBy]; what is neither, and the index, are build errors. It panics without keys.
func (w Windows) GroupBy(keys ...string) Reductions[DataFrame] {
	if len(keys) == 0 {
		panic("ops.GroupBy: needs at least one key")
	}
	return w.spec.reductions(w.rows, keys)
}

// Tumbling makes windows of one length that follow each other: pandas' resample. They begin at whole multiples of width
// since the epoch; see [Offset].
//
//	d.Tumbling(time.Minute, ops.Lateness(5*time.Second)).Mean()
//
// The index must be of times. A row costs some 10 ns for a mean, in order or not, and 80 by key. What is kept is a result in
// the making for each open window and key; for Median, Quantile and By it is 16 bytes a row. It panics unless width is
// positive.
func (d DataFrame) Tumbling(width time.Duration, opts ...EventOption) Windows {
	checkLength("Tumbling", "width", width)
	t := configureEvent("Tumbling", opts)
	return d.newWindows(windowSpec{op: "Tumbling", label: fmt.Sprintf("tumbling %v", width), config: t,
		assigner: newGridAssigner(int64(width), int64(width), int64(t.offset))})
}

// Sliding makes windows of one length of which one begins each time that every has passed, at whole multiples of it since
// the epoch; see [Offset]. Where every is less than width they overlap, where it is more there are gaps: a row in a gap
// counts nowhere, and is not late.
//
// A row is added to one part of a window, not to width/every windows; a window that closes joins its parts, at most two
// for each every. It panics unless width and every are positive; else it is as Tumbling.
func (d DataFrame) Sliding(width, every time.Duration, opts ...EventOption) Windows {
	checkLength("Sliding", "width", width)
	checkLength("Sliding", "every", every)
	t := configureEvent("Sliding", opts)
	return d.newWindows(windowSpec{op: "Sliding", label: fmt.Sprintf("sliding %v every %v", width, every), config: t,
		assigner: newGridAssigner(int64(width), int64(every), int64(t.offset))})
}

// Session makes windows of rows that follow each other within gap: from the first row to gap after the last. A row that
// comes between two sessions, less than gap from both, makes one of them. It panics unless gap is positive, and on
// [Offset]; else it is as Tumbling.
func (d DataFrame) Session(gap time.Duration, opts ...EventOption) Windows {
	checkLength("Session", "gap", gap)
	t := configureEvent("Session", opts)
	if t.offset != 0 {
		panic(fmt.Sprintf("ops.Session: sessions begin with their rows, got Offset(%v)", t.offset))
	}
	return d.newWindows(windowSpec{op: "Session", label: fmt.Sprintf("session %v", gap), config: t, assigner: sessionAssigner{int64(gap)}})
}

// TumblingRows makes a window of every n rows, in the order in which they come, whatever their times: the result is given
// with the last of them, and for what is left at the end of the stream. If there is an index, that of a result is the first
// in its window, and group, that is not missing. It panics unless n is positive.
func (d DataFrame) TumblingRows(n int) Windows {
	if n <= 0 {
		panic(fmt.Sprintf("ops.TumblingRows: must be positive, got %d", n))
	}
	t := newEventConfig()
	t.maxWindows, t.lateness = math.MaxInt, -1 // the n-th row closes the window, not the one behind it
	return d.newWindows(windowSpec{op: "TumblingRows", label: fmt.Sprintf("tumbling %d rows", n), config: t, byRow: true,
		assigner: newGridAssigner(int64(n), int64(n), 0)})
}

func checkLength(op, what string, d time.Duration) {
	if d <= 0 {
		panic(fmt.Sprintf("ops.%s: the %s must be positive, got %v", op, what, d))
	}
}

func configureEvent(op string, opts []EventOption) eventConfig {
	t := newEventConfig()
	for _, o := range opts {
		if o == nil {
			panic(fmt.Sprintf("ops.%s: the option must not be nil", op))
		}
		o.applyToWindows(&t)
	}
	return t
}

func (d DataFrame) newWindows(w windowSpec) Windows {
	return Windows{Reductions: w.reductions(d, nil), rows: d, spec: w}
}

// windowing is how windows are made.
type windowSpec struct {
	op, label string
	config    eventConfig
	assigner  windowAssigner
	byRow     bool // the number of a row is its time
}

func (w windowSpec) reductions(d DataFrame, keys []string) Reductions[DataFrame] {
	return Reductions[DataFrame]{func(op string, each bool, r []Reduction) DataFrame {
		op = w.op + "." + op
		if d.err != nil {
			return d
		}
		p, err := w.plan(d.example.Schema(), each, r, keys)
		if err != nil {
			return d.fail(op, err)
		}
		return d.deriveEvent(op, w.label+" "+r[0].name, w.config, func() eventOperator { return p.newState().operator() })
	}}
}

// plan is what the results of windows are made of.
type windowPlan struct {
	windowSpec
	schema           frame.Schema
	keys             []string
	outs             []output
	index, endColumn string
	byIndex          bool // the first of outs is the index
}

func (w windowSpec) plan(s frame.Schema, each bool, reductions []Reduction, keys []string) (p windowPlan, err error) {
	p = windowPlan{windowSpec: w, schema: s, keys: keys}
	taken := keys
	index, indexed := s.Index()
	if indexed {
		taken = append(taken[:len(taken):len(taken)], index.Name)
	}
	if !w.byRow {
		if p.index, err = timeIndex(s, "event time"); err != nil {
			return p, err
		}
		p.endColumn = w.config.endColumn
		if _, ok := s.Lookup(p.endColumn); ok {
			return p, fmt.Errorf("%w: the rows have a column %q; name that of the windows' ends with EndColumn", ErrColumns, p.endColumn)
		}
		taken = append(taken, p.endColumn)
	}
	if _, err = newKeyColumns(s, keys); err != nil {
		return p, err
	}
	if p.outs, err = newOutputs(s, each, reductions, taken...); err != nil {
		return p, err
	}
	if p.byIndex = w.byRow && indexed; p.byIndex {
		out, err := newOutput(First(index.Name), index.Name, index.Type)
		p.outs = append([]output{out}, p.outs...)
		return p, err
	}
	return p, nil
}

// start makes the state of no rows yet.
func (p windowPlan) newState() *eventWindows {
	keys, _ := newKeyColumns(p.schema, p.keys)
	e := &eventWindows{
		watermark: watermark{math.MinInt64, int64(p.config.lateness)}, closedUntil: math.MinInt64,
		assigner: p.assigner, limit: p.config.maxWindows, groups: newGroupIndex(keys), rowTimes: rowTimes{index: p.index},
		outs: p.outs, inputs: make([]inputColumn, len(p.outs)),
		results: &windowResults{startColumn: p.index, endColumn: p.endColumn, index: p.byIndex, keys: keys, outs: p.outs},
	}
	e.results.reset()
	return e
}
