package ticks

import (
	"math"
	"time"

	"github.com/streamgage/streamgage/internal/zone"
)

// Times returns the ticks of a time axis from lo to hi that is px pixels long. lo, hi and the ticks' values are in ns after
// the origin, which is in ns since the Unix epoch: a float64 holds ns since the epoch only in steps of 256. Labels
// are local times of the zone; nil means UTC. Ticks are at whole steps of local time, also where clocks are changed:
// those of days are at local midnights. The step is the smallest natural step whose labels are at least [MinLabelGap] px apart. Natural
// steps reach from 1 ns to a century. Ticks in steps of weeks are on Mondays. measure returns a label's width in px.
// All digits must have the same width.
//
// SecondLine is the date, or the year for steps of days and months. The first tick has it, and each tick at which it
// changes. If two second lines would overlap, the earlier one is removed.
//
// lo and hi may be in either order. The axis has one tick if lo equals hi, or if the axis is too short for any step. It
// has none if a value is not finite or px is not positive. There are no ticks before 1678 and after 2261, because int64
// nanoseconds cannot hold these times.
func Times(lo, hi, px float64, origin int64, loc *time.Location, measure func(string) float64) []Tick {
	if !finite(lo, hi, px) || px <= 0 {
		return nil
	}
	lo, hi = math.Min(lo, hi), math.Max(lo, hi)
	if loc == nil {
		loc = time.UTC
	}
	if lo == hi {
		return singleTimeTick(lo, origin, loc)
	}
	// The limit of 1e5 px bounds the number of ticks, because labels are more than MinLabelGap apart.
	pxPerNano := min(px, 1e5) / (hi - lo)
	finest := finestTimeStep(max(-lo, hi))
	i, fits := firstFittingStep(finest, pxPerNano, measure)
	table := tableOf(loc, lo+float64(origin), hi+float64(origin))
	ticks := timeSteps[i].ticks(lo, hi, origin, loc, table)
	for ; len(ticks) == 0 && i > finest; i-- { // the range is between two ticks
		ticks, fits = timeSteps[i-1].ticks(lo, hi, origin, loc, table), false
	}
	if len(ticks) == 0 {
		return singleTimeTick(lo, origin, loc)
	}
	if !fits {
		ticks = ticks[:1]
	}
	return dropOverlappingSecondLines(ticks, lo, pxPerNano, measure)
}

// finestTimeStep returns the index of the smallest step that floats of this size can represent. Their rounding error is
// at most 1/32 of this step. In this century, neighbouring floats are 256 ns apart.
func finestTimeStep(size float64) int {
	resolution := math.Nextafter(size, math.Inf(1)) - size
	for i, s := range timeSteps {
		if float64(s.length) >= 16*resolution {
			return i
		}
	}
	return len(timeSteps) - 1
}

// firstFittingStep returns the index of the first step, from finest on, whose widest possible label fits. If there is
// none, it returns the last step and false. The result does not depend on the labels in the range, so the step of a
// scrolling axis does not change.
func firstFittingStep(finest int, pxPerNano float64, measure func(string) float64) (int, bool) {
	for i := finest; i < len(timeSteps); i++ {
		available := float64(timeSteps[i].length)*pxPerNano - MinLabelGap
		if available > 0 && available >= timeSteps[i].widestLabel(measure) {
			return i, true
		}
	}
	return len(timeSteps) - 1, false
}

// widestLabel returns the width of the widest label of s. It measures the label of a day with two digits, in every month if
// labels name the month.
func (s timeStep) widestLabel(measure func(string) float64) float64 {
	layout, _ := s.layouts()
	if s.months >= 12 || s.length < day {
		return measure(time.Date(2000, 12, 20, 20, 0, 0, 0, time.UTC).Format(layout))
	}
	var width float64
	for m := time.January; m <= time.December; m++ {
		width = max(width, measure(time.Date(2000, m, 20, 0, 0, 0, 0, time.UTC).Format(layout)))
	}
	return width
}

// The years 1678 and 2261. There are no ticks outside of these, where int64 cannot hold local times.
const earliest, latest = -9.2e18, 9.2e18

// tableOf returns the offsets of a zone between two times, and long enough before and after them for a step of a century.
func tableOf(loc *time.Location, lo, hi float64) *zone.Table {
	const week = float64(7 * day)
	clip := func(t float64) int64 { return int64(min(max(t, earliest), latest)) }
	return zone.NewTableOf(loc, clip(lo-week), clip(hi+week))
}

// ticks returns the ticks of step s in [lo, hi], which are ns after the origin.
func (s timeStep) ticks(lo, hi float64, origin int64, loc *time.Location, table *zone.Table) []Tick {
	first, last, ok := absolute(lo, hi, origin)
	if !ok {
		return nil
	}
	label, secondLine := s.layouts()
	grid := s.grid(table)
	var ticks []Tick
	var previous string
	position, ok := grid.FirstAfter(first)
	for ; ok; position += grid.Width {
		t, held := grid.Scale.First(position)
		if ok = held && t <= last; !ok {
			break
		}
		if n := len(ticks); n > 0 && ticks[n-1].Value == float64(t-origin) {
			continue // the clocks skip a whole step
		}
		if shown, _ := grid.Scale.At(t); s.length < day && shown != position {
			continue // the clocks skip this time
		}
		at := time.Unix(0, t).In(loc)
		tick := Tick{Value: float64(t - origin), Label: at.Format(label)}
		if date := at.Format(secondLine); date != previous {
			tick.SecondLine, previous = date, date
		}
		ticks = append(ticks, tick)
	}
	return ticks
}

// absolute returns the first and the last whole ns since the Unix epoch in [lo, hi], which are ns after the origin. ok is false
// if all of them are before 1678 or after 2261.
func absolute(lo, hi float64, origin int64) (first, last int64, ok bool) {
	if origin == 0 || math.Abs(lo) > latest/4 || math.Abs(hi) > latest/4 || math.Abs(float64(origin)) > latest/2 {
		lo, hi, origin = lo+float64(origin), hi+float64(origin), 0
	}
	if hi < earliest || lo > latest {
		return 0, 0, false
	}
	return int64(math.Ceil(max(lo, earliest))) + origin, int64(math.Floor(min(hi, latest))) + origin, true
}

// dropOverlappingSecondLines removes each second line that would be too close to the next one.
func dropOverlappingSecondLines(ticks []Tick, lo, pxPerNano float64, measure func(string) float64) []Tick {
	next := math.Inf(1) // the left edge of the second line to the right
	for i := len(ticks) - 1; i >= 0; i-- {
		if ticks[i].SecondLine == "" {
			continue
		}
		x, half := (ticks[i].Value-lo)*pxPerNano, measure(ticks[i].SecondLine)/2
		if x+half+MinLabelGap > next {
			ticks[i].SecondLine = ""
			continue
		}
		next = x - half
	}
	return ticks
}

// singleTimeTick returns a tick at t, which is ns after the origin, for a range that contains no tick of a natural step. Its
// label is rounded to 1 ms.
func singleTimeTick(t float64, origin int64, loc *time.Location) []Tick {
	if math.Abs(t+float64(origin)) > latest {
		return nil
	}
	at := time.Unix(0, origin).Add(time.Duration(t)).In(loc).Round(time.Millisecond)
	return []Tick{{Value: t, Label: at.Format("15:04:05.999"), SecondLine: at.Format("2 Jan 2006")}}
}
