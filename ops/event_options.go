package ops

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// timing is what the options of windows of event time, and of Reorder, add up to.
type eventConfig struct {
	lateness   time.Duration
	idle       time.Duration // 0: never
	lateRows   *flow.Source[frame.Frame]
	lateCount  *atomic.Int64
	offset     time.Duration
	endColumn  string // the column's name
	maxWindows int    // the most that may be open
	maxRows    int    // the most that may be held back
}

func newEventConfig() eventConfig {
	return eventConfig{endColumn: "end", maxWindows: 1 << 20, maxRows: 1 << 20}
}

// EventOption changes how [DataFrame.Tumbling], [DataFrame.Sliding] and [DataFrame.Session] work.
type EventOption interface{ applyToWindows(*eventConfig) }

// ReorderOption changes how [DataFrame.Reorder] works.
type ReorderOption interface{ applyToReorder(*eventConfig) }

// LateOption is an option of all that goes by event time: an [EventOption] and a [ReorderOption].
type LateOption func(*eventConfig)

func (o LateOption) applyToWindows(t *eventConfig) { o(t) }
func (o LateOption) applyToReorder(t *eventConfig) { o(t) }

type eventOption func(*eventConfig)

func (o eventOption) applyToWindows(t *eventConfig) { o(t) }

type reorderOption func(*eventConfig)

func (o reorderOption) applyToReorder(t *eventConfig) { o(t) }

// Lateness is how much older than the newest row a row may be: windows stay open for that much longer. Default: 0; then a
// row that is older than the newest is late only if its window has closed. It panics if d is negative.
func Lateness(d time.Duration) EventOption {
	checkLateness("Lateness", d)
	return eventOption(func(t *eventConfig) { t.lateness = d })
}

func checkLateness(op string, d time.Duration) {
	if d < 0 {
		panic(fmt.Sprintf("ops.%s: the lateness must not be negative, got %v", op, d))
	}
}

// Offset moves the edges of windows by d, either way. Default: 0, so that edges are at whole multiples since the epoch, in
// UTC: windows of a day begin at midnight, of a week on Thursdays. Session panics on it: sessions begin with their rows.
func Offset(d time.Duration) EventOption { return eventOption(func(t *eventConfig) { t.offset = d }) }

// EndColumn names the column of the windows' ends. Default: "end". It panics if name is empty.
func EndColumn(name string) EventOption {
	if name == "" {
		panic(`ops.EndColumn: the name must not be empty, got ""`)
	}
	return eventOption(func(t *eventConfig) { t.endColumn = name })
}

// MaxWindows is how many windows may be open at a time, of all keys; where windows overlap, each counts. One more is an
// [ErrLimit]. Default: 1,048,576. It panics unless n is positive.
func MaxWindows(n int) EventOption {
	if n <= 0 {
		panic(fmt.Sprintf("ops.MaxWindows: must be positive, got %d", n))
	}
	return eventOption(func(t *eventConfig) { t.maxWindows = n })
}

// MaxRows is how many rows Reorder may hold back. A batch with which there would be more is an [ErrLimit], and is not taken.
// Default: 1,048,576. It panics unless n is positive.
func MaxRows(n int) ReorderOption {
	if n <= 0 {
		panic(fmt.Sprintf("ops.MaxRows: must be positive, got %d", n))
	}
	return reorderOption(func(t *eventConfig) { t.maxRows = n })
}

// LateRows sends rows that come too late to src, which should be made for frames of the same columns: a frame with those of
// a batch, before the results of that batch. Default: they are dropped. The operator closes src at its own end; where
// several operators write to it, which then each send what is late for them, the last one does. It panics on nil.
func LateRows(src *flow.Source[frame.Frame]) LateOption {
	if src == nil {
		panic("ops.LateRows: the source must not be nil")
	}
	return func(t *eventConfig) { t.lateRows = src }
}

// CountLate adds to n the number of rows that come too late, sent somewhere or dropped. It panics on nil.
func CountLate(n *atomic.Int64) LateOption {
	if n == nil {
		panic("ops.CountLate: the counter must not be nil")
	}
	return func(t *eventConfig) { t.lateCount = n }
}

// Idle closes the open windows when d has passed, on the source's clock, since all was done with the last batch, as if
// their time had passed: rows that come for them later are late. A batch that comes at that very moment still counts, and
// so does one of no rows; after [RestoreState] the first batch begins to count. [DataFrame.Reorder] gives what it holds
// back. Default: only rows move time on.
//
// The results then come from a goroutine of the graph's own: an error in what is below is returned by the next Emit, and by
// Close and Run. It panics unless d is positive.
func Idle(d time.Duration) LateOption {
	if d <= 0 {
		panic(fmt.Sprintf("ops.Idle: must be positive, got %v", d))
	}
	return func(t *eventConfig) { t.idle = d }
}
