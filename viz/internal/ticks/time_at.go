package ticks

import (
	"math"
	"time"
)

// TimesAt returns ticks at given times, in ns after the origin, with the shortest labels that a tick of [Times] has and that
// tell the times apart from whole steps: dates, hours and minutes, or more. A time before 1678 or after 2261 has no tick.
func TimesAt(values []float64, origin int64, loc *time.Location) []Tick {
	if loc == nil {
		loc = time.UTC
	}
	var times []time.Time
	var all []Tick
	unit := 12 // months
	finer := func(u int) { unit = min(unit, u) }
	step := timeStep{months: 12, length: shortestYear}
	for _, v := range values {
		if math.Abs(v+float64(origin)) > latest {
			continue
		}
		at := time.Unix(0, origin).Add(time.Duration(v)).In(loc)
		times, all = append(times, at), append(all, Tick{Value: v})
		switch ns := at.Nanosecond(); {
		case ns != 0:
			finer(0)
			for step.length = min(step.length, time.Second); ns%int(step.length) != 0; {
				step.length /= 10
			}
		case at.Second() != 0:
			finer(1)
		case at.Minute() != 0 || at.Hour() != 0:
			finer(2)
		case at.Day() != 1:
			finer(3)
		case at.YearDay() != 1:
			finer(4)
		}
	}
	switch unit {
	case 0:
		step.months = 0
	case 1:
		step = timeStep{length: time.Second}
	case 2:
		step = timeStep{length: time.Minute}
	case 3:
		step = timeStep{length: day}
	case 4:
		step = timeStep{length: shortestMonth, months: 1}
	}
	label, secondLine := step.layouts()
	previous := ""
	for i, at := range times {
		all[i].Label = at.Format(label)
		if date := at.Format(secondLine); date != previous {
			all[i].SecondLine, previous = date, date
		}
	}
	return all
}
