package ops

import (
	"fmt"
	"math"
	"math/bits"

	"github.com/streamgage/streamgage/frame"
)

// arithmetic is an operation on two numbers, for all rows of a batch.
type arithmetic struct {
	name   string
	floats func(out, a, b []float64) // all three of one length
	ints   func(a, b int64) (int64, outcome)
}

// outcome says whether an operation on int64 has a result.
type outcome uint8

const (
	fits outcome = iota
	overflows
	undefined // the result is missing
)

// operand is one side of an operation: a column of a frame, or a number in place of a column.
type operand struct {
	column  frame.Column
	rows    frame.Frame
	number  *constant // instead of the above
	integer bool
}

func newOperand(f frame.Frame, name string) (operand, error) {
	c, err := f.Column(name)
	return operand{column: c, rows: f, integer: c.Type() == frame.Int64}, err
}

func (o operand) floats(n int) ([]float64, error) {
	if o.number != nil {
		return o.number.floats(n), nil
	}
	return o.rows.Floats(o.column.Name())
}

func (o operand) ints(n int) ([]int64, error) {
	if o.number != nil {
		return o.number.ints(n), nil
	}
	return o.rows.Ints(o.column.Name())
}

func (o operand) missing() bool      { return o.number == nil && o.column.HasMissing() }
func (o operand) valid(row int) bool { return o.number != nil || o.column.Valid(row) }

// column computes a column of n rows. It is int64 where both sides are, and the operation has a function for that.
func (a arithmetic) column(name string, l, r operand, n int) (frame.Column, error) {
	if l.integer && r.integer && a.ints != nil {
		return a.intColumn(name, l, r, n)
	}
	x, err := l.floats(n)
	if err != nil {
		return frame.Column{}, err
	}
	y, err := r.floats(n)
	if err != nil {
		return frame.Column{}, err
	}
	out := make([]float64, n)
	a.floats(out, x, y)
	return frame.Col(name, out), nil
}

func (a arithmetic) intColumn(name string, l, r operand, n int) (frame.Column, error) {
	x, err := l.ints(n)
	if err != nil {
		return frame.Column{}, err
	}
	y, err := r.ints(n)
	if err != nil {
		return frame.Column{}, err
	}
	out := make([]int64, n)
	var valid []bool
	if l.missing() || r.missing() {
		valid = make([]bool, n)
		for i := range valid {
			valid[i] = l.valid(i) && r.valid(i)
		}
	}
	for i := range out {
		if valid != nil && !valid[i] {
			continue
		}
		v, is := a.ints(x[i], y[i])
		switch is {
		case overflows:
			return frame.Column{}, fmt.Errorf("%w: %s of %d and %d in row %d of column %q", ErrOverflow, a.name, x[i], y[i], i, name)
		case undefined:
			valid = markMissing(valid, n, i)
		default:
			out[i] = v
		}
	}
	c := frame.Col(name, out)
	if valid != nil {
		c = c.WithValid(valid)
	}
	return c, nil
}

func markMissing(valid []bool, n, row int) []bool {
	if valid == nil {
		valid = make([]bool, n)
		for i := range valid {
			valid[i] = true
		}
	}
	valid[row] = false
	return valid
}

// constant is a number as a column of any length, kept from batch to batch.
type constant struct {
	value float64
	float []float64
	whole []int64
}

// maxWhole is up to where a float64 holds every whole number.
const maxWhole = 1 << 53

// operand is the number as a partner of x: an integer where x is one and it is whole.
func (c *constant) operand(x operand) operand {
	whole := c.value == math.Trunc(c.value) && math.Abs(c.value) <= maxWhole
	return operand{number: c, integer: x.integer && whole}
}

func (c *constant) floats(n int) []float64 {
	for len(c.float) < n {
		c.float = append(c.float, c.value)
	}
	return c.float[:n]
}

func (c *constant) ints(n int) []int64 {
	for len(c.whole) < n {
		c.whole = append(c.whole, int64(c.value))
	}
	return c.whole[:n]
}

func addInt(a, b int64) (int64, outcome) {
	sum := a + b
	if (sum < a) != (b < 0) {
		return 0, overflows
	}
	return sum, fits
}

func subInt(a, b int64) (int64, outcome) {
	diff := a - b
	if (diff < a) != (b > 0) {
		return 0, overflows
	}
	return diff, fits
}

func mulInt(a, b int64) (int64, outcome) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	negative := (a < 0) != (b < 0)
	switch {
	case hi != 0, !negative && lo > math.MaxInt64, negative && lo > 1<<63:
		return 0, overflows
	}
	return a * b, fits
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}

func modInt(a, b int64) (int64, outcome) {
	if b == 0 {
		return 0, undefined
	}
	r := a % b
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r, fits
}
