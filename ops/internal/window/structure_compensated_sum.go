package window

// Total is a compensated sum: its error is that of adding in twice the precision (Ogita, Rump, Oishi: Accurate Sum and Dot
// Product, SIAM J. Sci. Comput. 26, 2005, algorithm 4.4). Its zero value is the sum of nothing.
type Total struct {
	sum          float64 // what adding in float64 gives
	compensation float64 // what that has lost
}

// Plus gives the sum with one more number. The two additions that depend on the number before are independent of each
// other, so this costs little more than a plain sum.
func (a Total) Plus(v float64) Total {
	s := a.sum + v
	t := s - a.sum
	return Total{s, a.compensation + ((a.sum - (s - t)) + (v - t))} // Knuth's TwoSum
}

// Join gives the sum of both.
func (a Total) Join(b Total) Total {
	c := a.Plus(b.sum)
	c.compensation += b.compensation
	return c
}

// Value gives the sum as a number. Once an infinity has come in, or a sum has overflowed, the plain sum alone knows.
func (a Total) Value() float64 {
	if v := a.sum + a.compensation; v == v {
		return v
	}
	return a.sum
}

func (a Total) appendTo(dst []byte) []byte {
	return appendFloat(appendFloat(dst, a.sum), a.compensation)
}

func readTotal(r *stateReader) Total { return Total{r.float(), r.float()} }

// Append writes the sum to a state.
func (a Total) Append(dst []byte) []byte { return a.appendTo(dst) }

// Restore reads the sum from the front of a state, and gives what is behind it.
func (a *Total) Restore(src []byte) (rest []byte, err error) {
	r := stateReader{src: src}
	if t := readTotal(&r); r.err == nil {
		*a = t
	}
	return r.finish()
}
