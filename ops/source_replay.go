package ops

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// replaySource is the source of Replay: its frame, and its options.
type replaySource struct {
	rows    frame.Frame
	times   []int64
	speed   float64
	instant bool          // do not wait for the clock
	every   time.Duration // of Every; 0: a batch for each distinct time
	clock   flow.Clock
	origin  *origin
}

// Every makes [Replay] emit batches at whole multiples of d on its clock. A batch has the rows that have become due
// since the one before. If there are none, there is no batch. Default: a batch for each distinct time. Every panics
// unless d is positive, and on a source other than Replay.
func Every(d time.Duration) flow.SourceOption {
	if d <= 0 {
		panic(fmt.Sprintf("ops.Every: must be positive, got %v", d))
	}
	return func(c *flow.SourceConfig) {
		r, ok := c.Extra.(*replaySource)
		if !ok {
			panic(fmt.Sprintf("ops.Every: an option of ops.Replay only, got the source %q", c.Name))
		}
		r.every = d
	}
}

// Replay is a source that emits the rows of f as time passes on its clock. A row is due at its time in the column
// timeCol, which may be the index. speed is how many seconds of the data pass in one second of the clock: 1 is the
// original speed, 86400 is a day per second. With speed 0, or math.Inf(1), it emits the batches of speed 1 without
// waiting for any clock.
//
// The first row is due when Run begins. Rows that are due at the same time come in one batch; [Every] makes fewer,
// larger ones. No row is left out: if nodes below take too long, later batches come late. The source ends after the last
// row. Batches have f's schema and share its memory.
//
// Times must be sorted and present, else it is a build error, an [ErrOrder] that names the row. An unknown column is an
// [ErrColumn], a column of another type an [ErrType]. It panics if speed is negative or NaN.
func Replay(f frame.Frame, timeCol string, speed float64, opts ...flow.SourceOption) DataFrame {
	if !(speed >= 0) {
		panic(fmt.Sprintf("ops.Replay: speed must not be negative, got %v", speed))
	}
	r := &replaySource{rows: f, speed: speed, origin: &origin{}}
	if speed == 0 || math.IsInf(speed, 1) {
		r.speed, r.instant = 1, true
	}
	setSource := func(c *flow.SourceConfig) { c.Name, c.Extra = "replay", r }
	setClock := func(c *flow.SourceConfig) { r.clock = c.Clock }
	s := flow.FromFunc(r.run, slices.Concat([]flow.SourceOption{setSource}, opts, []flow.SourceOption{setClock})...)
	d := DataFrame{Stream: s, example: f.Empty(), origin: r.origin}
	times, err := replayTimes(f, timeCol)
	if err != nil {
		return d.fail("Replay", err)
	}
	r.times = times
	return d
}

// replayTimes returns the times of a column, or an ErrOrder if they are not sorted.
func replayTimes(f frame.Frame, name string) ([]int64, error) {
	times, col, err := timeColumn(f, name)
	if err != nil {
		return nil, err
	}
	if row := firstUnsorted(col, times); row >= 0 {
		return nil, orderError(col, row)
	}
	return times, nil
}

// run emits the batches when they are due.
func (r *replaySource) run(ctx context.Context, emit func(frame.Frame) error) error {
	start := r.clock.Now()
	for from, to := 0, 0; from < len(r.times); from = to {
		due := r.due(from)
		for to = from + 1; to < len(r.times) && r.due(to) == due; to++ {
		}
		if !r.instant {
			if err := r.clock.Sleep(ctx, start.Add(due).Sub(r.clock.Now())); err != nil {
				return err
			}
		}
		r.origin.batch++
		if err := emit(r.rows.Slice(from, to)); err != nil {
			return err
		}
	}
	return nil
}

// due returns how long after the start a row's batch is due.
func (r *replaySource) due(row int) time.Duration {
	after := float64(uint64(r.times[row]-r.times[0])) / r.speed
	if r.every > 0 {
		ticks := max(1, math.Ceil(after/float64(r.every)))
		after = ticks * float64(r.every)
	}
	if after >= math.MaxInt64 {
		return math.MaxInt64 // 292 years
	}
	return time.Duration(after)
}
