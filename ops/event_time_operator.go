package ops

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// eventOperator is an operator that emits rows when the watermark has reached them, not one frame for each batch. A
// frame without rows is not emitted. If a function returns a frame and an error, the frame is emitted too.
type eventOperator struct {
	take func(f frame.Frame) (out frame.Frame, late []int, err error) // late are the rows of f that are late
	idle func() (frame.Frame, error)                                  // called when no batch has come for the time of Idle
	end  func() (frame.Frame, error)                                  // called at the end of the stream
	save func(dst []byte) []byte
	load func(src []byte) (rest []byte, err error)
	// outside returns the rows of the last batch that are outside of the trading hours. nil: there are no such hours.
	outside func() []int
}

// deriveEvent returns the DataFrame of an eventOperator. Its batches are not those of d.
func (d DataFrame) deriveEvent(op, label string, cfg eventConfig, build func() eventOperator) DataFrame {
	if d.err != nil {
		return d
	}
	example, err := build().example(d.example)
	if err != nil {
		return d.broken(fmt.Errorf("ops.%s: %w", op, err))
	}
	in, err := eventInputs(d.Stream, cfg.idle)
	if err != nil {
		return d.broken(fmt.Errorf("ops.%s: %w", op, err))
	}
	e := eventNode{eventOperator: build(), op: op, config: cfg, origin: &origin{}}
	s := flow.Transform(in, e.take, e.end, flow.Name(label))
	if cfg.lateRows != nil {
		flow.SideOutput(s, cfg.lateRows)
	}
	if cfg.outsideRows != nil {
		flow.SideOutput(s, cfg.outsideRows)
	}
	return d.deriveUnaligned(op+" ("+label+")", s, example, e.origin, operator{save: e.save, load: e.load})
}

// example returns the result for the example's rows.
func (e eventOperator) example(rows frame.Frame) (frame.Frame, error) {
	first, _, err := e.take(rows)
	if err != nil {
		return frame.Frame{}, err
	}
	rest, err := e.end()
	if err != nil {
		return frame.Frame{}, err
	}
	return frame.Concat([]frame.Frame{first, rest})
}

// eventNode is an eventOperator in a graph.
type eventNode struct {
	eventOperator
	op     string
	config eventConfig
	origin *origin
	batch  uint64 // the number of the last batch
}

// take handles a batch or an idle input.
func (e *eventNode) take(ctx context.Context, b eventInput, emit func(frame.Frame) error) error {
	if b.idle {
		if b.batch != e.batch {
			return nil // a newer batch has overtaken the idle input
		}
		return e.emitResult(emit)(e.eventOperator.idle())
	}
	e.batch = b.batch
	out, late, err := e.eventOperator.take(b.rows)
	lateErr := divert(ctx, b.rows, late, e.config.lateRows, e.config.lateCount)
	if e.outside != nil {
		outsideErr := divert(ctx, b.rows, e.outside(), e.config.outsideRows, e.config.outsideCount)
		lateErr = joinErrors(lateErr, outsideErr)
	}
	return joinErrors(lateErr, e.emitResult(emit)(out, err))
}

// end emits the remaining results at the end of the stream.
func (e *eventNode) end(_ context.Context, emit func(frame.Frame) error) error {
	return e.emitResult(emit)(e.eventOperator.end())
}

// emitResult returns a function that emits the result of an eventOperator's function, and adds the operator's name to
// its error.
func (e *eventNode) emitResult(emit func(frame.Frame) error) func(frame.Frame, error) error {
	return func(out frame.Frame, err error) error {
		if err != nil {
			err = fmt.Errorf("ops.%s: %w", e.op, err)
		}
		if out.Len() == 0 {
			return err
		}
		e.origin.batch++
		return joinErrors(err, emit(out))
	}
}

// divert counts rows of a batch that are in no window, and emits them to a source, as the options say.
func divert(ctx context.Context, f frame.Frame, rows []int, to *flow.Source[frame.Frame], count *atomic.Int64) error {
	if len(rows) == 0 {
		return nil
	}
	if count != nil {
		count.Add(int64(len(rows)))
	}
	if to == nil {
		return nil
	}
	return to.Emit(ctx, f.Take(rows))
}

// joinErrors is errors.Join, but returns a single error unchanged.
func joinErrors(a, b error) error {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return errors.Join(a, b)
}

// eventInput is a batch, or an idle input: no batch has come for the time of Idle after the batch with this number.
type eventInput struct {
	batch uint64 // the number of the batch
	rows  frame.Frame
	idle  bool // it is an idle input, without rows
}

// eventInputs numbers batches, and adds an idle input when no batch has come for the time idle; 0: never.
//
// Each batch first reaches the operator, and only then the node that waits. So the time that the operator takes does
// not count as idle. The order of connection ensures this: the junction before the waiting node is connected last. If a
// batch overtakes an idle input, the operator sees that by the number. At the end of the stream the waiting node emits
// at once, and then ends its side of the operator's input.
func eventInputs(s flow.Stream[frame.Frame], idle time.Duration) (flow.Stream[eventInput], error) {
	n := uint64(0)
	rows := flow.Map(s, func(f frame.Frame) eventInput { n++; return eventInput{batch: n, rows: f} }, flow.Name("rows"))
	if idle == 0 {
		return rows, nil
	}
	taken := flow.NewJunction[uint64](flow.WithClock(flow.ClockOf(s)), flow.SourceName("taken"))
	newIdle := func(n uint64) eventInput { return eventInput{batch: n, idle: true} }
	all := flow.Union(rows, flow.Map(flow.Debounce(taken, idle), newIdle, flow.Name("idle")))
	return all, flow.Connect(flow.Map(rows, func(b eventInput) uint64 { return b.batch }, flow.Name("batch")), taken)
}
