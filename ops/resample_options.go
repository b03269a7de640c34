package ops

import (
	"fmt"
	"math"
	"time"

	"github.com/streamgage/streamgage/internal/zone"
)

// ResampleOption sets how [DataFrame.Resample] and [DataFrame.AsFreq] work. [ClosedRight], [ClosedLeft], [LabelRight] and
// [LabelLeft] are options themselves.
type ResampleOption interface{ applyToResample(*resampleConfig) }

// resampleConfig holds the options of Resample.
type resampleConfig struct {
	eventConfig
	closedRight, labelRight bool
	origin                  binOrigin
}

func (o eventOption) applyToResample(cfg *resampleConfig) { o(&cfg.eventConfig) }
func (o LateOption) applyToResample(cfg *resampleConfig)  { o(&cfg.eventConfig) }

// resampleOption is an option of Resample only.
type resampleOption func(*resampleConfig)

func (o resampleOption) applyToResample(cfg *resampleConfig) { o(cfg) }

// applyToResample sets which end of a bin belongs to it: pandas' closed. Default: [ClosedLeft], so a row at the edge of two
// bins belongs to the later one.
func (c Closed) applyToResample(cfg *resampleConfig) {
	if c != ClosedLeft && c != ClosedRight {
		panic(fmt.Sprintf("ops.Resample: a bin is ClosedLeft or ClosedRight, got %d", c))
	}
	cfg.closedRight = c == ClosedRight
}

// Label says which end of a bin is its time in the results: pandas' label. It is a [ResampleOption].
type Label uint8

// The ends of a bin.
const (
	LabelLeft  Label = iota // its start: the default
	LabelRight              // its end
)

func (l Label) applyToResample(cfg *resampleConfig) {
	if l > LabelRight {
		panic(fmt.Sprintf("ops.Resample: the label must be LabelLeft or LabelRight, got %d", l))
	}
	cfg.labelRight = l == LabelRight
}

// configureResample applies options.
func configureResample(op string, opts []ResampleOption) resampleConfig {
	cfg := resampleConfig{eventConfig: newEventConfig()}
	cfg.endColumn = ""
	for _, o := range opts {
		if o == nil {
			panic(fmt.Sprintf("ops.%s: the option must not be nil", op))
		}
		o.applyToResample(&cfg)
	}
	cfg.calendar.refuseFirstWeekday(op)
	cfg.refuseHours(op)
	cfg.refuseEmpty(op)
	cfg.origin.days = calendarGrid(cfg.calendar, Day)
	cfg.origin.zone = zoneName(cfg.calendar.location(), zone.NewTable(cfg.calendar.location()))
	if cfg.endColumn != "" {
		panic(fmt.Sprintf("ops.%s: the results have no column of ends, got EndColumn(%q)", op, cfg.endColumn))
	}
	return cfg
}

// MaxEmptyBins sets how many bins without rows Resample and AsFreq may emit for one batch, of all keys, and how many windows
// without rows there may be with [EmptyWindows]. A row that would exceed it, for example after a pause of a year between bins of a
// millisecond, is an [ErrLimit] and is not taken. Default: 1,048,576. It panics unless n is positive.
func MaxEmptyBins(n int) EventOption {
	if n <= 0 {
		panic(fmt.Sprintf("ops.MaxEmptyBins: must be positive, got %d", n))
	}
	return eventOption(func(cfg *eventConfig) { cfg.maxEmpty = n })
}

// binOrigin is where a bin begins, before the offset.
type binOrigin struct {
	kind originKind
	at   int64     // for originTime
	days zone.Grid // for originStartDay
	zone string    // names the zone of days
}

// String describes the origin in saved states.
func (o binOrigin) String() string {
	switch o.kind {
	case originStart:
		return "the first row"
	case originTime:
		return fmt.Sprint(o.at)
	}
	return "midnight in " + o.zone
}

type originKind int64

const (
	originStartDay originKind = iota
	originStart
	originTime
)

// OriginStartDay lets a bin begin at midnight before the first row: pandas' origin="start_day". It is the default. Midnight is
// that of UTC, or of [TimeZone]. In UTC, if bins divide a day evenly, it is the same as [OriginEpoch].
func OriginStartDay() ResampleOption { return setOrigin(binOrigin{}) }

// OriginStart lets a bin begin at the first row: pandas' origin="start". It is the first row to arrive, also if earlier
// ones come after it. With keys, it is that of each key.
func OriginStart() ResampleOption { return setOrigin(binOrigin{kind: originStart}) }

// OriginEpoch lets a bin begin at the Unix epoch: pandas' origin="epoch". So bins do not depend on where a stream begins.
func OriginEpoch() ResampleOption { return setOrigin(binOrigin{kind: originTime}) }

// OriginAt lets a bin begin at t: pandas' origin=t. t need not be near the rows. It panics if t is not in the years 1678 to
// 2261.
func OriginAt(t time.Time) ResampleOption {
	if t.Before(time.Unix(0, math.MinInt64)) || t.After(time.Unix(0, math.MaxInt64)) {
		panic(fmt.Sprintf("ops.OriginAt: must be in the years 1678 to 2261, got %v", t))
	}
	return setOrigin(binOrigin{kind: originTime, at: t.UnixNano()})
}

func setOrigin(o binOrigin) ResampleOption {
	return resampleOption(func(cfg *resampleConfig) { cfg.origin = o })
}

// of returns the origin if the first row has the time t.
func (o binOrigin) of(t int64) int64 {
	switch o.kind {
	case originStart:
		return t
	case originTime:
		return o.at
	}
	if midnight, ok := o.days.Truncation().Start(t); ok {
		return midnight
	}
	return math.MinInt64
}
