package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// Rolling is a window that moves over the rows of a DataFrame one by one; its methods give a row for each row.
type Rolling struct {
	rows       DataFrame
	span       Span
	minPeriods int
}

// RollingOption changes how a Rolling works.
type RollingOption func(*Rolling)

// MinPeriods is how many values a window needs that are not missing; with fewer the result is missing. Default: for a
// window of [Rows] all of them, for one [Within] some time 1, as in pandas. It panics if n is negative.
func MinPeriods(n int) RollingOption {
	if n < 0 {
		panic(fmt.Sprintf("ops.MinPeriods: must not be negative, got %d", n))
	}
	return func(r *Rolling) { r.minPeriods = n }
}

// Rolling makes a window that ends at each row and reaches back over the span: pandas' rolling, across batches.
//
// A window [Within] some time goes by the index, which must be of type time, else it is a build error, an [ErrType],
// and sorted: a row that is earlier than the one before, or has no time, is an [ErrOrder] that names it, and its batch
// is left out. It panics on a span that neither Rows nor Within has made, and on MinPeriods beyond the number of Rows.
func (d DataFrame) Rolling(s Span, opts ...RollingOption) Rolling {
	r := Rolling{rows: d, span: s, minPeriods: max(1, s.rows)}
	for _, o := range opts {
		o(&r)
	}
	switch {
	case s == Span{}:
		panic("ops.Rolling: the window must be made with Rows or Within, got Span{}")
	case s.rows > 0 && r.minPeriods > s.rows:
		panic(fmt.Sprintf("ops.Rolling: MinPeriods must be at most the window's %d rows, got %d", s.rows, r.minPeriods))
	}
	return r
}

// Mean gives the mean of each column over the window, as float64. Missing values are left out.
//
// The result is that of summing up the window afresh in twice the precision: nothing drifts, and an infinity or a huge
// value leaves no trace once it is out of the window. Every column but the index must hold numbers, else it is a build
// error, an [ErrType].
//
// Cost: about 8 ns a value, however long the window is; it keeps about 9 bytes for each value in the window, and 16
// for each time.
func (r Rolling) Mean() DataFrame {
	return r.aggregate("mean", window.Mean())
}

// aggregate derives a DataFrame of a window for each column.
func (r Rolling) aggregate(name string, kind window.Kind) DataFrame {
	schema := r.rows.example.Schema()
	fields, err := numbers(schema)
	if err == nil {
		_, err = r.span.edge(schema)
	}
	if err != nil {
		return r.rows.fail("Rolling", err)
	}
	return r.rows.apply("Rolling", "rolling "+name, func() step {
		far, _ := r.span.edge(schema)
		queues := make([]window.Queue, len(fields))
		for i := range queues {
			queues[i] = kind.Queue()
		}
		cols := make([]frame.Column, len(fields))
		var gone []int
		return func(f frame.Frame) (frame.Frame, error) {
			var err error
			if gone, err = far.move(f, gone); err != nil {
				return f, err
			}
			for i, field := range fields {
				in, err := f.Floats(field.Name)
				if err != nil {
					return f, err
				}
				out := make([]float64, len(in))
				queues[i].Roll(out, in, gone, r.minPeriods)
				cols[i] = frame.Col(field.Name, out)
			}
			return f.With(cols...)
		}
	})
}
