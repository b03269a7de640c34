package ops

import (
	"fmt"
	"time"
)

// Resampled is the rows of a DataFrame in bins of time: pandas' Resampler. Its reductions return a [DataFrame] of one row
// for each bin: its index is the bin's start, or its end with [LabelRight], and the other columns are the results. Bins
// without rows between the first and the last row have a row, too: sums and counts are 0, products 1, and other results
// are missing. Make one with [DataFrame.Resample].
type Resampled struct {
	Reductions[DataFrame]
	rows  DataFrame
	every time.Duration
	cfg   resampleConfig
	keys  []string
}

// Resample returns the rows in bins of one length: pandas' resample. A bin begins at midnight before the first row, and the
// others follow: see [OriginStartDay] and [Offset].
//
//	d.Resample(10 * time.Second).Mean()
//
//	times:  --1--4--11------35--|
//	count:  --------2-------10-1|   of the bins at 0, 10, 20 and 30
//
// It is [DataFrame.Tumbling] with bins instead of windows. A bin is emitted when the watermark reaches its end, and the
// last one at the end of the stream. [Lateness], [LateRows], [CountLate] and [Idle] work as they do there, and the cost is
// the same. A bin without rows is emitted when the watermark has passed it and a later row is known. A long pause makes
// many bins: [MaxEmptyBins] limits them.
//
// With [TimeZone] midnight is that of the zone. All bins have the same length, so after a change of clocks bins of a day begin
// at another hour, as with pandas' "24h". [DataFrame.Calendar] with [EmptyWindows] has local days, pandas' "D".
//
// The reductions are for fewer bins than rows. For more bins than rows there are [Resampled.FFill], [Resampled.BFill],
// [Resampled.Nearest], [Resampled.Interpolate] and [Resampled.AsFreq].
//
// The index must be of type time, else it is a build error, an [ErrType]. Resample panics unless every is positive, and
// on [EndColumn], [FirstWeekday] and [TradingHours].
func (d DataFrame) Resample(every time.Duration, opts ...ResampleOption) Resampled {
	checkLength("Resample", "length", every)
	return newResampled(d, every, configureResample("Resample", opts), nil)
}

// GroupBy resamples the rows of each key by themselves: pandas' d.groupby("k").resample("10s"). The key columns follow the
// index. Bins without rows are emitted between the first and the last row of each key, so those of a key that pauses come
// when it has a row again. Results of a batch are sorted by time, then by key. A key is a column of any type, or an
// expression, as with [DataFrame.GroupBy]. Rows with a missing key are left out.
//
// A key stays for the whole stream, and there may be as many as [MaxWindows]; one more is an [ErrLimit]. GroupBy panics
// without keys.
func (r Resampled) GroupBy(keys ...string) Resampled {
	if len(keys) == 0 {
		panic("ops.GroupBy: needs at least one key, got none")
	}
	return newResampled(r.rows, r.every, r.cfg, keys)
}

// newResampled returns a Resampled with these parameters.
func newResampled(d DataFrame, every time.Duration, cfg resampleConfig, keys []string) Resampled {
	spec := windowSpec{op: "Resample", label: fmt.Sprintf("resample %v", every), config: cfg.eventConfig, assigner: &binAssigner{
		width: int64(every), offset: int64(cfg.offset), closedRight: cfg.closedRight, labelRight: cfg.labelRight,
		origin: cfg.origin, maxEmpty: cfg.maxEmpty}}
	return Resampled{Reductions: spec.reductions(d, keys), rows: d, every: every, cfg: cfg, keys: keys}
}
