package ops

import (
	"fmt"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// AsFreq returns rows at regular times, from the first row's time on: pandas' asfreq. A time has the row of exactly that
// time, or missing values. It is Resample(every, OriginStart()).AsFreq(): see [Resampled.AsFreq], and [Resampled.FFill]
// for other methods.
func (d DataFrame) AsFreq(every time.Duration, opts ...ResampleOption) DataFrame {
	checkLength("AsFreq", "distance", every)
	cfg := configureResample("AsFreq", append([]ResampleOption{OriginStart()}, opts...))
	return newResampled(d, every, cfg, nil).AsFreq()
}

// AsFreq returns a row for each bin: the row of exactly the bin's start, or missing values: pandas' resample("1s").asfreq().
// With [ClosedRight] it is the bin's end. [LabelRight] has no effect. Of rows of one time the last one counts.
//
// All columns stay; with GroupBy, a grid of times is made for each key, from its first to its last row, and the results of
// a batch are sorted by time. Keys must be columns, not expressions: else it is a build error, an [ErrColumn].
//
// A row is emitted when a later one is known, and the last ones at the end of the stream. Rows that are late are left out:
// [Lateness], [LateRows], [CountLate] and [Idle] are those of [DataFrame.Reorder], which sorts the rows first. A pause
// of too many bins is an [ErrLimit] that leaves out its batch: see [MaxEmptyBins]. Cost: about 110 ns for
// a row and a bin, with Reorder.
func (r Resampled) AsFreq() DataFrame { return r.fill("AsFreq", gridExact, nil) }

// FFill returns a row for each bin: the last row at or before the bin's start, with its missing values: pandas'
// resample("1s").ffill(). [Limit] sets for how many bins in sequence a row is repeated; it panics on other options.
// Everything else is as in [Resampled.AsFreq].
func (r Resampled) FFill(opts ...FillOption) DataFrame { return r.fill("FFill", gridForward, opts) }

// BFill returns a row for each bin: the first row at or after the bin's start: pandas' resample("1s").bfill(). Of rows of
// one time the first one counts. [Limit] sets how many bins before a row get it; it panics on other options. Everything
// else is as in [Resampled.AsFreq].
func (r Resampled) BFill(opts ...FillOption) DataFrame { return r.fill("BFill", gridBackward, opts) }

// Nearest returns a row for each bin: the row nearest to the bin's start, at the same distance the later one: pandas'
// resample("1s").nearest(). Everything else is as in [Resampled.AsFreq].
func (r Resampled) Nearest() DataFrame { return r.fill("Nearest", gridNearest, nil) }

// Interpolate returns a row for each bin, in which float64 columns have the value of the straight line between the values
// before and after the bin's start, by time: pandas' resample("1s").interpolate("time", limit_area="inside"). Other columns
// have the values of the row of exactly that time, or missing ones. Rows wait for the next value of each column; see
// [DataFrame.Interpolate]. Everything else is as in [Resampled.AsFreq].
func (r Resampled) Interpolate() DataFrame {
	schema := r.rows.example.Schema()
	flag := "grid"
	for _, taken := schema.Lookup(flag); taken; _, taken = schema.Lookup(flag) {
		flag += "_"
	}
	d := r.onGrid("Interpolate", gridUnion, 0, flag)
	cfg := configureFill("Interpolate", []FillOption{ByTime()})
	cfg.wholeRows = true
	b := groupBy{op: "Resample", rows: d, keys: r.keys, maxKeys: r.cfg.maxWindows}
	d = b.deriveGapFill("Resample.Interpolate", cfg, cfg.interpolation(), func() ([]frame.Field, error) {
		fields, err := b.valueFields()
		if err != nil {
			return nil, err
		}
		return floatFields(fields, false)
	})
	return d.deriveStateless("Resample.Interpolate", "times of the grid", func() batchFunc {
		return func(f frame.Frame) (frame.Frame, error) {
			onGrid, err := kernel.VectorOf(f, flag)
			if err != nil {
				return f, err
			}
			return filterRows(f, onGrid).Drop(flag)
		}
	})
}

// fill returns the rows of a method, with its options.
func (r Resampled) fill(method string, m gridMethod, opts []FillOption) DataFrame {
	return r.onGrid(method, m, configureFill("Resample."+method, opts).limit, "")
}

// onGrid returns the rows at the times of the grid. flag is the name of the column that is true for these; "": none.
func (r Resampled) onGrid(method string, m gridMethod, limit int, flag string) DataFrame {
	op := "Resample." + method
	if _, err := timeIndex(r.rows.example.Schema(), "event time"); err != nil {
		return r.rows.fail(op, err)
	}
	d := r.rows.reorder(r.cfg.eventConfig)
	b := groupBy{op: "Resample", rows: d, keys: r.keys, maxKeys: r.cfg.maxWindows}
	p := gridPlan{schema: d.example.Schema(), keys: r.keys, after: r.cfg.closedRight, maxEmpty: r.cfg.maxEmpty, method: m,
		limit: limit, flag: flag, bins: binAssigner{width: int64(r.every), offset: int64(r.cfg.offset), origin: r.cfg.origin}}
	plan, err := b.rowsPlan(func() (rowsPlan, error) {
		label := fmt.Sprintf("resample %v %s", r.every, method)
		p.index, _ = timeIndex(p.schema, "") // checked before
		return rowsPlan{
			label: label, timed: true, details: fmt.Sprintf("%s %v %v %d", label, p.bins, p.after, limit),
			build: func() rowOperation { return p.newFill() },
			finish: func(g *groupRows, _ frame.Frame, _ []frame.Column) (frame.Frame, error) {
				return g.operation.(*gridFill).result()
			},
		}, checkColumns(p.schema, r.keys...)
	})
	if err != nil {
		return d.fail(op, err)
	}
	return d.deriveEvent(op, plan.label, eventConfig{}, func() eventOperator {
		g := plan.newState()
		take := func(f frame.Frame) (out frame.Frame, late []int, err error) {
			out, err = g.take(f)
			if err != nil {
				return frame.Frame{}, nil, err
			}
			return out, nil, nil
		}
		end := func() (frame.Frame, error) {
			s := g.operation.(*gridFill)
			s.begin(s.missing.Empty())
			for _, id := range g.index.Order() {
				s.end(g.groups[id])
			}
			return s.result()
		}
		return eventOperator{take: take, end: end, save: g.save, load: g.load}
	})
}
