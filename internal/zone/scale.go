package zone

import "math"

// Scale is local time that never goes back. It is the local time of a zone, with two rules for times at which clocks are
// set back by some time d:
//
//   - If d is at least the Scale's repeat, the scale goes on: from then on it is ahead of local time by multiples of repeat,
//     so many that a new period of the length repeat begins at once. So periods remain at the same places of local time,
//     and each repeated hour is a new hour.
//   - If d is less, the scale stands still until local time is again what it was before. So the repeated time belongs to
//     what the clocks showed before they were set back.
//
// When clocks are set forward, the scale jumps with them.
type Scale struct {
	segments []segment
	months   bool  // positions are months
	shift    int64 // the local time, since midnight of its first day, at which a month begins
}

// segment is a part of the scale in which it goes with time, or stands still. It ends where the next one begins.
type segment struct {
	from     int64 // its first time
	position int64 // of the scale at from
	still    bool
}

// NoRepeat is a repeat that is never reached: the scale stands still whenever clocks are set back.
const NoRepeat = math.MaxInt64

// Scale returns the scale of the zone. Periods of the length repeat begin at the position offset. It panics unless repeat is
// positive.
func (t *Table) Scale(repeat, offset int64) *Scale {
	if repeat <= 0 {
		panic("zone.Scale: repeat must be positive")
	}
	s := &Scale{}
	ahead := int64(0) // of local time
	var reached int64 // the position at which the segments so far end
	for i, p := range t.periods {
		from, shift := p.from, p.offset+ahead
		if i == 0 {
			if shift < 0 {
				from -= shift // the scale begins where int64 can hold it
			}
			reached = from + shift
		}
		if back := reached - (from + shift); back >= repeat {
			sincePeriod := from + shift - offset - floorDiv(from+shift-offset, repeat)*repeat
			add := (back + sincePeriod + repeat - 1) / repeat * repeat
			ahead, shift = ahead+add, shift+add
		} else if back > 0 {
			s.segments = append(s.segments, segment{from, reached - 1, true})
			if from = reached - shift; from > t.end(i) {
				continue
			}
		}
		s.segments = append(s.segments, segment{from, from + shift, false})
		if end := t.end(i); i+1 < len(t.periods) {
			reached = end + 1 + shift
		}
	}
	return s
}

// At returns the position of the scale at the time t. Where int64 cannot hold it, ok is false, and the position is the
// smallest or the largest int64.
func (s *Scale) At(t int64) (position int64, ok bool) {
	if position, ok = s.nanosAt(t); s.months && ok {
		return s.month(position), true
	}
	return position, ok
}

// nanosAt is At of a scale of nanoseconds.
func (s *Scale) nanosAt(t int64) (position int64, ok bool) {
	if t < s.segments[0].from {
		return math.MinInt64, false
	}
	i, end := 0, len(s.segments)
	for i+1 < end {
		if middle := int(uint(i+end) / 2); s.segments[middle].from <= t {
			i = middle
		} else {
			end = middle
		}
	}
	g := s.segments[i]
	if g.still {
		return g.position, true
	}
	if position = g.position + (t - g.from); position < g.position {
		return math.MaxInt64, false
	}
	return position, true
}

// First returns the first time at which the scale is at the position or beyond it. Where int64 cannot hold it, ok is
// false.
func (s *Scale) First(position int64) (t int64, ok bool) {
	if !s.months {
		return s.firstNanos(position)
	}
	nanos, ok := s.nanosOfMonth(position)
	if !ok {
		return nanos, false
	}
	return s.firstNanos(nanos)
}

// firstNanos is First of a scale of nanoseconds.
func (s *Scale) firstNanos(position int64) (t int64, ok bool) {
	if position <= s.segments[0].position {
		return s.segments[0].from, position == s.segments[0].position
	}
	i, end := 0, len(s.segments)
	for i+1 < end {
		if middle := int(uint(i+end) / 2); s.segments[middle].position < position {
			i = middle
		} else {
			end = middle
		}
	}
	g, last := s.segments[i], i+1 == len(s.segments)
	shift := g.position - g.from
	t = position - shift
	overflows := shift != 0 && (t < position) != (shift > 0)
	if !g.still && !overflows && (last || t < s.segments[i+1].from) {
		return t, true
	}
	if last {
		return math.MaxInt64, false
	}
	return s.segments[i+1].from, true
}
