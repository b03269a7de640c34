package ticks

import (
	"math"
	"time"
)

// Times returns the ticks of a time axis from lo to hi, ns since the epoch in UTC, that
// is px pixels long. They stand at the first natural step, from 1 ns over minutes, days
// and months to centuries, whose labels keep Gap px apart; measure returns a label's
// width in px, and digits are taken to be equally wide. Steps of days begin on Mondays.
//
// Second names the date (for steps of days and months the year) under the first tick
// and wherever it changes. Where two of these would touch, the later one stays.
//
// A range of no length has one tick, and so has an axis too short for the step. A range
// or a length that is not finite has none. lo and hi may be given in either order; what
// int64 nanoseconds cannot hold, before 1678 and after 2261, is left without ticks.
func Times(lo, hi, px float64, measure func(string) float64) []Tick {
	if !finite(lo, hi, px) || px <= 0 {
		return nil
	}
	lo, hi = math.Min(lo, hi), math.Max(lo, hi)
	if lo == hi {
		return instant(lo)
	}
	// Absurd lengths are cut, which bounds the work: labels keep more than Gap apart.
	scale := min(px, 1e5) / (hi - lo)
	finest := finest(max(-lo, hi))
	i, fits := fitting(finest, scale, measure)
	ticks := strides[i].ticks(lo, hi)
	for ; len(ticks) == 0 && i > finest; i-- { // the range lies between two ticks
		ticks, fits = strides[i-1].ticks(lo, hi), false
	}
	if len(ticks) == 0 {
		return instant(lo)
	}
	if !fits {
		ticks = ticks[:1]
	}
	return apart(ticks, lo, scale, measure)
}

// finest returns the index of the first stride that floats as large as size place to
// within a thirtieth: 256 ns lie between neighbours in our century.
func finest(size float64) int {
	unit := math.Nextafter(size, math.Inf(1)) - size
	for i, s := range strides {
		if float64(s.length) >= 16*unit {
			return i
		}
	}
	return len(strides) - 1
}

// fitting returns the index of the first stride from finest on whose widest label fits
// its step, or the last one and false. It looks at no actual label, so that an axis that
// scrolls does not change its step.
func fitting(finest int, scale float64, measure func(string) float64) (int, bool) {
	for i := finest; i < len(strides); i++ {
		room := float64(strides[i].length)*scale - Gap
		if room > 0 && room >= strides[i].widest(measure) {
			return i, true
		}
	}
	return len(strides) - 1, false
}

// widest measures the labels of s for the end of every month, which has two digits.
func (s stride) widest(measure func(string) float64) float64 {
	layout, _ := s.layout()
	if s.months >= 12 || s.length < day {
		return measure(time.Date(2000, 12, 20, 20, 0, 0, 0, time.UTC).Format(layout))
	}
	var width float64
	for m := time.January; m <= time.December; m++ {
		width = max(width, measure(time.Date(2000, m, 20, 0, 0, 0, 0, time.UTC).Format(layout)))
	}
	return width
}

func (s stride) ticks(lo, hi float64) []Tick {
	// Beyond these bounds conversions and calendars overflow: 1678 and 2261.
	const earliest, latest = -9.2e18, 9.2e18
	if hi < earliest || lo > latest {
		return nil
	}
	label, second := s.layout()
	var ticks []Tick
	var before string
	end := min(hi, latest)
	for t, ok := s.first(int64(math.Ceil(max(lo, earliest)))); ok && float64(t) <= end; t, ok = s.first(t + 1) {
		at := time.Unix(0, t).UTC()
		tick := Tick{At: float64(t), Label: at.Format(label)}
		if date := at.Format(second); date != before {
			tick.Second, before = date, date
		}
		ticks = append(ticks, tick)
	}
	return ticks
}

// apart drops the second lines that would touch the next one.
func apart(ticks []Tick, lo, scale float64, measure func(string) float64) []Tick {
	next := math.Inf(1) // left edge of the second line to the right
	for i := len(ticks) - 1; i >= 0; i-- {
		if ticks[i].Second == "" {
			continue
		}
		x, half := (ticks[i].At-lo)*scale, measure(ticks[i].Second)/2
		if x+half+Gap > next {
			ticks[i].Second = ""
			continue
		}
		next = x - half
	}
	return ticks
}

// instant labels the only tick of a range that holds no natural one.
func instant(t float64) []Tick {
	if math.Abs(t) > 9.2e18 {
		return nil
	}
	at := time.Unix(0, int64(t)).UTC().Round(time.Millisecond)
	return []Tick{{At: t, Label: at.Format("15:04:05.999"), Second: at.Format("2 Jan 2006")}}
}
