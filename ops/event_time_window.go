package ops

import (
	"fmt"
	"math"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/zone"
)

// Windows are windows by the rows' own times, which are their index. Rows may come in any order. Each window that
// closes is a new row of the results: its index is the window's start, and its column "end" the window's end. A window
// without rows has no result, except with [EmptyWindows]. The results of a batch come in one frame, sorted by the
// windows' ends, then their starts, then keys.
//
// The watermark is the time of the newest row so far minus the [Lateness]. A window closes when the watermark reaches
// its end, and at the end of the stream. A row that belongs to a closed window is late: see [LateRows] and [CountLate].
// If windows overlap, a row counts in those that are still open, and is late if none is.
//
// [First], [Last] and [By] use rows in the order of their times, not in the order of arrival. Rows of the same time are
// used in the order of arrival. A row without a time is an [ErrOrder] that names it, and its batch is left out.
type Windows struct {
	Reductions[DataFrame]
	rows DataFrame
	spec windowSpec
}

// GroupBy computes results for each key within each window. The key columns follow "end", and keys are sorted. Sessions
// then consist of rows of one key. Rows with a missing key are left out, but advance the watermark. A key is a column of
// any type, or an expression, as with [DataFrame.GroupBy]; anything else, and the index, is a build error. It panics
// without keys.
func (w Windows) GroupBy(keys ...string) Reductions[DataFrame] {
	if len(keys) == 0 {
		panic("ops.GroupBy: needs at least one key, got none")
	}
	return w.spec.reductions(w.rows, keys)
}

// Tumbling returns windows of one length that follow each other: pandas' resample. They begin at whole multiples of
// width since the Unix epoch; see [Offset].
//
//	d.Tumbling(time.Minute, ops.Lateness(5*time.Second)).Mean()
//
// With [TimeZone] they begin at multiples of width since midnight of 1970-01-01 in local time. So windows of 24 hours are
// local days, of 23 to 25 hours. When clocks are set back by at least width, the repeated time has windows of its own: a
// local hour that occurs twice is two windows. When they are set back by less, one window is longer. [TradingHours] limits
// windows to the hours in which a market is open.
//
// The index must be of type time, else it is a build error, an [ErrType]. A row costs about 10 ns for a mean, in any
// order, and 80 ns with a key. It keeps a partial result for each open window and key; for Median, Quantile and By it
// keeps 16 bytes a row. It panics unless width is positive.
func (d DataFrame) Tumbling(width time.Duration, opts ...EventOption) Windows {
	checkLength("Tumbling", "width", width)
	cfg := configureEvent("Tumbling", opts)
	cfg.calendar.refuseFirstWeekday("Tumbling")
	spec := windowSpec{op: "Tumbling", label: fmt.Sprintf("tumbling %v", width), config: cfg}
	if spec.assigner = cfg.assigner(localGrid(cfg, width, width, int64(width))); cfg.hours != nil {
		cfg.refuseEmpty("Tumbling with TradingHours")
		spec.assigner = cfg.hours.assigner(cfg, width)
	}
	return d.newWindows(spec)
}

// Sliding returns windows of one length. A window begins at each whole multiple of every since the Unix epoch; see
// [Offset]. If every is less than width, windows overlap. If it is more, there are gaps: a row in a gap counts in no
// window, and is not late.
//
// With [TimeZone] a window begins when the local clock first shows a multiple of every, and ends when it first shows the
// time width after that. So windows of a day and of an hour's step have 23 to 25 hours when clocks are changed.
//
// A row is added to one pane, not to width/every windows; a window that closes merges its panes, at most two for each
// every. It panics unless width and every are positive. Everything else is as in [DataFrame.Tumbling].
func (d DataFrame) Sliding(width, every time.Duration, opts ...EventOption) Windows {
	checkLength("Sliding", "width", width)
	checkLength("Sliding", "every", every)
	cfg := configureEvent("Sliding", opts)
	cfg.calendar.refuseFirstWeekday("Sliding")
	cfg.refuseHours("Sliding")
	cfg.refuseEmpty("Sliding")
	return d.newWindows(windowSpec{op: "Sliding", label: fmt.Sprintf("sliding %v every %v", width, every), config: cfg,
		assigner: localGrid(cfg, width, every, zone.NoRepeat)})
}

// Session returns windows of rows that follow each other within gap. A window begins at its first row and ends gap
// after its last row. A row that is less than gap away from two sessions merges them. It panics unless gap is positive,
// and on [Offset], [TimeZone] and [TradingHours]. Everything else is as in [DataFrame.Tumbling].
func (d DataFrame) Session(gap time.Duration, opts ...EventOption) Windows {
	checkLength("Session", "gap", gap)
	cfg := configureEvent("Session", opts)
	if cfg.offset != 0 {
		panic(fmt.Sprintf("ops.Session: sessions begin with their rows, got Offset(%v)", cfg.offset))
	}
	cfg.refuseHours("Session")
	cfg.refuseEmpty("Session")
	if cfg.calendar != (timeConfig{}) {
		panic("ops.Session: sessions begin with their rows, got TimeZone or FirstWeekday")
	}
	return d.newWindows(windowSpec{op: "Session", label: fmt.Sprintf("session %v", gap), config: cfg,
		assigner: sessionAssigner{int64(gap)}})
}

// TumblingRows returns windows of n rows each, in the order of arrival. The times of rows do not matter. A result is
// emitted with the last row of its window, and for the remaining rows at the end of the stream. If there is an index,
// the index of a result is the first one in its window and group that is not missing. It panics unless n is positive.
func (d DataFrame) TumblingRows(n int) Windows {
	if n <= 0 {
		panic(fmt.Sprintf("ops.TumblingRows: must be positive, got %d", n))
	}
	cfg := newEventConfig()
	cfg.maxWindows, cfg.lateness = math.MaxInt, -1 // so that the n-th row closes the window
	return d.newWindows(windowSpec{op: "TumblingRows", label: fmt.Sprintf("tumbling %d rows", n), config: cfg, byRow: true,
		assigner: newGridAssigner(int64(n), int64(n), 0)})
}

// checkLength panics unless d is positive.
func checkLength(op, what string, d time.Duration) {
	if d <= 0 {
		panic(fmt.Sprintf("ops.%s: the %s must be positive, got %v", op, what, d))
	}
}

// configureEvent applies the options of windows of event time.
func configureEvent(op string, opts []EventOption) eventConfig {
	cfg := newEventConfig()
	for _, o := range opts {
		if o == nil {
			panic(fmt.Sprintf("ops.%s: the option must not be nil", op))
		}
		o.applyToWindows(&cfg)
	}
	cfg.checkHours(op)
	return cfg
}

// newWindows returns the Windows that w describes.
func (d DataFrame) newWindows(w windowSpec) Windows {
	return Windows{Reductions: w.reductions(d, nil), rows: d, spec: w}
}

// windowSpec describes windows of event time.
type windowSpec struct {
	op       string // the name of the method, for errors
	label    string // the name of the node
	config   eventConfig
	assigner windowAssigner
	byRow    bool // a row's number is its time
}

// reductions returns the reductions of windows over the rows of d, by keys if there are any.
func (w windowSpec) reductions(d DataFrame, keys []string) Reductions[DataFrame] {
	return Reductions[DataFrame]{func(op string, each bool, r []Reduction) DataFrame {
		op = w.op + "." + op
		d, r, numbered := d.labelled(r)
		if d.err != nil {
			return d
		}
		p, err := w.plan(d.example.Schema(), each, r, keys)
		if err != nil {
			return d.fail(op, err)
		}
		out := d.deriveEvent(op, w.label+" "+r[0].name, w.config, func() eventOperator { return p.newState().operator() })
		return out.withoutNumbers(numbered)
	}}
}

// windowPlan describes reductions of windows for rows of a schema.
type windowPlan struct {
	windowSpec
	schema           frame.Schema
	keys             []string
	outs             []output
	index, endColumn string
	byIndex          bool // the first of outs is the index
}

// plan checks keys and reductions against the columns of the rows.
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
		if p.endColumn = w.config.endColumn; p.endColumn != "" {
			if _, ok := s.Lookup(p.endColumn); ok {
				return p, fmt.Errorf("%w: the rows already have a column %q; set another name with EndColumn", ErrColumns, p.endColumn)
			}
			taken = append(taken, p.endColumn)
		}
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

// newState returns the state of no rows.
func (p windowPlan) newState() *eventWindows {
	keys, _ := newKeyColumns(p.schema, p.keys)
	e := &eventWindows{
		watermark: watermark{math.MinInt64, int64(p.config.lateness)}, closedUntil: math.MinInt64,
		assigner: p.assigner, limit: p.config.maxWindows, groups: newGroupIndex(keys), rowTimes: rowTimes{index: p.index},
		outs: p.outs, inputs: make([]inputColumn, len(p.outs)),
		results: &windowResults{startColumn: p.index, endColumn: p.endColumn, index: p.byIndex, keys: keys, outs: p.outs},
	}
	if h, ok := p.assigner.(*hoursAssigner); ok {
		e.assigner = h.clone()
	}
	e.results.reset()
	return e
}
