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
		return singleTimeTick(lo)
	}
	// Absurd lengths are cut, which bounds the work: labels keep more than Gap apart.
	scale := min(px, 1e5) / (hi - lo)
	finest := finestTimeStep(max(-lo, hi))
	i, fits := firstFittingStep(finest, scale, measure)
	ticks := timeSteps[i].ticks(lo, hi)
	for ; len(ticks) == 0 && i > finest; i-- { // the range lies between two ticks
		ticks, fits = timeSteps[i-1].ticks(lo, hi), false
	}
	if len(ticks) == 0 {
		return singleTimeTick(lo)
	}
	if !fits {
		ticks = ticks[:1]
	}
	return dropOverlappingSecondLines(ticks, lo, scale, measure)
}

// finest returns the index of the first stride that floats as large as size place to
// within a thirtieth: 256 ns lie between neighbours in our century.
func finestTimeStep(size float64) int {
	unit := math.Nextafter(size, math.Inf(1)) - size
	for i, s := range timeSteps {
		if float64(s.length) >= 16*unit {
			return i
		}
	}
	return len(timeSteps) - 1
}

// fitting returns the index of the first stride from finest on whose widest label fits
// its step, or the last one and false. It looks at no actual label, so that an axis that
// scrolls does not change its step.
func firstFittingStep(finest int, scale float64, measure func(string) float64) (int, bool) {
	for i := finest; i < len(timeSteps); i++ {
		room := float64(timeSteps[i].length)*scale - MinLabelGap
		if room > 0 && room >= timeSteps[i].widestLabel(measure) {
			return i, true
		}
	}
	return len(timeSteps) - 1, false
}

// widest measures the labels of s for the end of every month, which has two digits.
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

func (s timeStep) ticks(lo, hi float64) []Tick {
	// Beyond these bounds conversions and calendars overflow: 1678 and 2261.
	const earliest, latest = -9.2e18, 9.2e18
	if hi < earliest || lo > latest {
		return nil
	}
	label, second := s.layouts()
	var ticks []Tick
	var before string
	end := min(hi, latest)
	for t, ok := s.firstTick(int64(math.Ceil(max(lo, earliest)))); ok && float64(t) <= end; t, ok = s.firstTick(t + 1) {
		at := time.Unix(0, t).UTC()
		tick := Tick{Value: float64(t), Label: at.Format(label)}
		if date := at.Format(second); date != before {
			tick.SecondLine, before = date, date
		}
		ticks = append(ticks, tick)
	}
	return ticks
}

// apart drops the second lines that would touch the next one.
func dropOverlappingSecondLines(ticks []Tick, lo, scale float64, measure func(string) float64) []Tick {
	next := math.Inf(1) // left edge of the second line to the right
	for i := len(ticks) - 1; i >= 0; i-- {
		if ticks[i].SecondLine == "" {
			continue
		}
		x, half := (ticks[i].Value-lo)*scale, measure(ticks[i].SecondLine)/2
		if x+half+MinLabelGap > next {
			ticks[i].SecondLine = ""
			continue
		}
		next = x - half
	}
	return ticks
}

// instant labels the only tick of a range that holds no natural one.
func singleTimeTick(t float64) []Tick {
	if math.Abs(t) > 9.2e18 {
		return nil
	}
	at := time.Unix(0, int64(t)).UTC().Round(time.Millisecond)
	return []Tick{{Value: t, Label: at.Format("15:04:05.999"), SecondLine: at.Format("2 Jan 2006")}}
}
