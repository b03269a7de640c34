package ops

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// eventConfig holds the options of windows of event time and of Reorder.
type eventConfig struct {
	lateness   time.Duration
	idle       time.Duration // 0: never
	lateRows   *flow.Source[frame.Frame]
	lateCount  *atomic.Int64
	offset     time.Duration
	endColumn  string // the name of the column of windows' ends
	maxWindows int    // that may be open
	maxRows    int    // that may be held back
}

// newEventConfig returns the defaults.
func newEventConfig() eventConfig {
	return eventConfig{endColumn: "end", maxWindows: 1 << 20, maxRows: 1 << 20}
}

// EventOption sets how [DataFrame.Tumbling], [DataFrame.Sliding] and [DataFrame.Session] work.
type EventOption interface{ applyToWindows(*eventConfig) }

// ReorderOption sets how [DataFrame.Reorder] works.
type ReorderOption interface{ applyToReorder(*eventConfig) }

// LateOption is an option of all operators of event time: an [EventOption] and a [ReorderOption].
type LateOption func(*eventConfig)

func (o LateOption) applyToWindows(t *eventConfig) { o(t) }
func (o LateOption) applyToReorder(t *eventConfig) { o(t) }

// eventOption is an option of windows only.
type eventOption func(*eventConfig)

func (o eventOption) applyToWindows(t *eventConfig) { o(t) }

// reorderOption is an option of Reorder only.
type reorderOption func(*eventConfig)

func (o reorderOption) applyToReorder(t *eventConfig) { o(t) }

// Lateness sets how much older than the newest row a row may be: windows stay open for that much longer. Default: 0;
// then a row that is older than the newest one is late only if its window has closed. It panics if d is negative.
func Lateness(d time.Duration) EventOption {
	checkLateness("Lateness", d)
	return eventOption(func(t *eventConfig) { t.lateness = d })
}

// checkLateness panics if d is negative.
func checkLateness(op string, d time.Duration) {
	if d < 0 {
		panic(fmt.Sprintf("ops.%s: the lateness must not be negative, got %v", op, d))
	}
}

// Offset shifts the edges of windows by d, in either direction. Default: 0: edges are at whole multiples of the length
// since the Unix epoch, in UTC, so windows of a day begin at midnight and windows of a week on Thursdays. Session panics
// on it, because sessions begin with their rows.
func Offset(d time.Duration) EventOption { return eventOption(func(t *eventConfig) { t.offset = d }) }

// EndColumn sets the name of the column of the windows' ends. Default: "end". It panics if name is empty.
func EndColumn(name string) EventOption {
	if name == "" {
		panic(`ops.EndColumn: the name must not be empty, got ""`)
	}
	return eventOption(func(t *eventConfig) { t.endColumn = name })
}

// MaxWindows sets how many windows may be open at once, of all keys; overlapping windows all count. One more is an
// [ErrLimit]. Default: 1,048,576. It panics unless n is positive.
func MaxWindows(n int) EventOption {
	if n <= 0 {
		panic(fmt.Sprintf("ops.MaxWindows: must be positive, got %d", n))
	}
	return eventOption(func(t *eventConfig) { t.maxWindows = n })
}

// MaxRows sets how many rows Reorder may hold back. A batch that would exceed it is an [ErrLimit], and is not taken.
// Default: 1,048,576. It panics unless n is positive.
func MaxRows(n int) ReorderOption {
	if n <= 0 {
		panic(fmt.Sprintf("ops.MaxRows: must be positive, got %d", n))
	}
	return reorderOption(func(t *eventConfig) { t.maxRows = n })
}

// LateRows sends late rows to src, which should take frames of the same columns: the late rows of a batch come in one
// frame, before the results of that batch. Default: late rows are dropped. The operator closes src at its own end; if
// several operators write to src, each sends the rows that are late for it, and the last one closes src. It panics if
// src is nil.
func LateRows(src *flow.Source[frame.Frame]) LateOption {
	if src == nil {
		panic("ops.LateRows: the source must not be nil")
	}
	return func(t *eventConfig) { t.lateRows = src }
}

// CountLate adds to n the number of late rows, whether they are sent somewhere or dropped. It panics if n is nil.
func CountLate(n *atomic.Int64) LateOption {
	if n == nil {
		panic("ops.CountLate: the counter must not be nil")
	}
	return func(t *eventConfig) { t.lateCount = n }
}

// Idle closes the open windows when the time d has passed on the source's clock since the last batch was finished, as if
// their ends had come: rows that come for them later are late. A batch that comes at that very moment still counts, and
// so does one without rows; after [RestoreState] the time begins with the first batch. [DataFrame.Reorder] emits what it
// holds back. Default: only rows advance the watermark.
//
// The results then come from a goroutine of the graph: an error of a node below is returned by the next Emit, and by
// Close and Run. It panics unless d is positive.
func Idle(d time.Duration) LateOption {
	if d <= 0 {
		panic(fmt.Sprintf("ops.Idle: must be positive, got %v", d))
	}
	return func(t *eventConfig) { t.idle = d }
}
