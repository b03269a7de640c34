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
	calendar   timeConfig
	hours      *tradingHours // nil: all times
	endColumn  string        // the name of the column of windows' ends
	maxWindows int           // that may be open
	maxRows    int           // that may be held back
	withEmpty  bool          // windows without rows are emitted, too
	maxEmpty   int           // bins and windows without rows

	outsideRows  *flow.Source[frame.Frame]
	outsideCount *atomic.Int64
}

// newEventConfig returns the defaults.
func newEventConfig() eventConfig {
	return eventConfig{endColumn: "end", maxWindows: 1 << 20, maxRows: 1 << 20, maxEmpty: 1 << 20}
}

// EventOption sets how [DataFrame.Tumbling], [DataFrame.Sliding], [DataFrame.Calendar] and [DataFrame.Session] work.
// It is a [ResampleOption], too.
type EventOption interface {
	applyToWindows(*eventConfig)
	applyToResample(*resampleConfig)
}

// ReorderOption sets how [DataFrame.Reorder] works.
type ReorderOption interface{ applyToReorder(*eventConfig) }

// LateOption is an option of all operators of event time: an [EventOption], a [ReorderOption] and a [ResampleOption].
type LateOption func(*eventConfig)

func (o LateOption) applyToWindows(cfg *eventConfig) { o(cfg) }
func (o LateOption) applyToReorder(cfg *eventConfig) { o(cfg) }

// eventOption is an option of windows only.
type eventOption func(*eventConfig)

func (o eventOption) applyToWindows(cfg *eventConfig) { o(cfg) }

// Lateness sets how much older than the newest row a row may be. Windows stay open for that much longer. Default: 0.
// Also then a row that is older than the newest one is late only if its window has closed. It panics if d is negative.
func Lateness(d time.Duration) EventOption {
	checkLateness("Lateness", d)
	return eventOption(func(cfg *eventConfig) { cfg.lateness = d })
}

// checkLateness panics if d is negative.
func checkLateness(op string, d time.Duration) {
	if d < 0 {
		panic(fmt.Sprintf("ops.%s: the lateness must not be negative, got %v", op, d))
	}
}

// Offset shifts the edges of windows by d, in either direction. Default: 0: edges are at whole multiples of the length
// since the Unix epoch, in UTC, so windows of a day begin at midnight and windows of a week on Thursdays. With [TimeZone]
// it shifts the edges in local time. In [DataFrame.Calendar] it must be between -24 and 24 hours. Session panics on this
// option, because sessions begin with their rows.
func Offset(d time.Duration) EventOption {
	return eventOption(func(cfg *eventConfig) { cfg.offset = d })
}

// EmptyWindows also emits windows without rows: those between the first and the last window with rows, of each key. Sums and counts
// are 0 then, products 1, and other results missing, as in [DataFrame.Resample]. It is for [DataFrame.Calendar] and
// [DataFrame.Tumbling]; others panic on it, and so does Tumbling with [TradingHours].
//
//	d.Calendar(1, ops.Day, ops.TimeZone(berlin), ops.EmptyWindows()).Sum() // a row for each day
//
// Windows before a row are emitted when the watermark has passed them: those of a pause come after it. [MaxEmptyBins] limits how many
// there may be. A key stays for the whole stream, and there may be as many as [MaxWindows]. A local day that clocks skip has no
// window. Default: windows without rows are not emitted.
func EmptyWindows() EventOption {
	return eventOption(func(cfg *eventConfig) { cfg.withEmpty = true })
}

// refuseEmpty panics if windows without rows are asked for.
func (c eventConfig) refuseEmpty(op string) {
	if c.withEmpty {
		panic(fmt.Sprintf("ops.%s: takes no EmptyWindows, which is for Calendar and Tumbling", op))
	}
}

// assigner returns the assigner of tumbling windows, with those without rows if the options say so.
func (c eventConfig) assigner(w *gridAssigner) windowAssigner {
	if !c.withEmpty {
		return w
	}
	return &binAssigner{windows: w, width: w.width, maxEmpty: c.maxEmpty}
}

// EndColumn sets the name of the column of the windows' ends. Default: "end". It panics if name is empty.
func EndColumn(name string) EventOption {
	if name == "" {
		panic(`ops.EndColumn: the name must not be empty, got ""`)
	}
	return eventOption(func(cfg *eventConfig) { cfg.endColumn = name })
}

// MaxWindows sets how many windows of all keys may be open at once. Overlapping windows all count. One more is an
// [ErrLimit]. Default: 1,048,576. It panics unless n is positive.
func MaxWindows(n int) EventOption {
	if n <= 0 {
		panic(fmt.Sprintf("ops.MaxWindows: must be positive, got %d", n))
	}
	return eventOption(func(cfg *eventConfig) { cfg.maxWindows = n })
}

// LateRows emits late rows to src. Their frames have the schema of the operator's input. The late rows of a batch come
// in one frame, before the results of that batch. Default: late rows are dropped. The operator closes src at its own
// end. If several operators use src, each emits the rows that are late for it, and the last one closes src. It panics
// if src is nil.
func LateRows(src *flow.Source[frame.Frame]) LateOption {
	if src == nil {
		panic("ops.LateRows: the source must not be nil")
	}
	return func(cfg *eventConfig) { cfg.lateRows = src }
}

// CountLate adds the number of late rows to n, with or without LateRows. It panics if n is nil.
func CountLate(n *atomic.Int64) LateOption {
	if n == nil {
		panic("ops.CountLate: the counter must not be nil")
	}
	return func(cfg *eventConfig) { cfg.lateCount = n }
}

// Idle closes all open windows when no batch has come for the time d on the source's clock. The watermark then moves to
// the end of the last window, so later rows for these windows are late. The time begins when a batch, with or without
// rows, is finished; after [RestoreState], when the first batch is. A batch that comes exactly after d still counts.
// [DataFrame.Reorder] emits the rows that it holds back. Default: only rows advance the watermark.
//
// The results then come from a goroutine of the graph: an error of a later node is returned by the next Emit, and by
// Close and Run. Idle panics unless d is positive.
func Idle(d time.Duration) LateOption {
	if d <= 0 {
		panic(fmt.Sprintf("ops.Idle: must be positive, got %v", d))
	}
	return func(cfg *eventConfig) { cfg.idle = d }
}
