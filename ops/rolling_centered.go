package ops

import (
	"context"
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
)

// Centered puts each row in the middle of its window instead of at its end, as in pandas. In a window of n rows,
// (n-1)/2 come after the row; in a window of time, those up to half the time later. A result is emitted when all rows
// of its window have come, so it comes later than its row. The last results come at the end of the stream, from shorter
// windows. Columns of one centered Rolling can be combined with each other, but not with the rows that they are
// computed from.
func Centered() RollingOption { return func(r *Rolling) { r.centered = true } }

// deriveCentered returns the DataFrame of a Rolling with centered windows. Its batches are not those of d.
func (d DataFrame) deriveCentered(op, label string, r Rolling, outs []output) DataFrame {
	c := newCenteredRolling(r, d.example.Schema(), outs)
	example, err := c.take(d.example.Empty())
	if err != nil {
		return d.broken(fmt.Errorf("ops.%s: %w", op, err))
	}
	take := prefixErrors(op, c.take)
	o := &origin{}
	s := flow.Transform(d.Stream, func(_ context.Context, f frame.Frame, emit func(frame.Frame) error) error {
		out, err := take(f)
		if err != nil {
			return err
		}
		o.batch++
		return emit(out)
	}, func(_ context.Context, emit func(frame.Frame) error) error {
		out, err := c.finish()
		if err != nil || out.Len() == 0 {
			return err
		}
		o.batch++
		return emit(out)
	}, flow.Name(label))
	own := operator{save: c.save, load: c.load}.savableWith(outs)
	return d.deriveUnaligned(op+" ("+label+")", s, example, o, own)
}

// centeredRolling holds back results until the rows of their windows have come. Rows are counted from the first row of
// the stream.
type centeredRolling struct {
	rolling
	span         Span
	weighted     bool  // windows at the end of the stream have missing values in place of the rows that never come
	before       int64 // how many rows or nanoseconds before its row a window begins
	after        int64 // how many rows or nanoseconds after its row a window ends
	index        string
	pendingIndex rowQueue // the index of the rows without a result
	times        []int64  // of the rows from first on, for a window of time
	first        int      // the row of the first of times
	next         int      // the next row to get a result
	received     int      // rows that have come
	pushed       int      // rows that the accumulators have added
	popped       int      // rows that they have removed
	low          int      // the first row of the newest window of time; later windows begin there or after it
	high         int      // the row after the newest window of time; later windows end there or after it
}

// newCenteredRolling returns the state without rows.
func newCenteredRolling(r Rolling, schema frame.Schema, outs []output) *centeredRolling {
	span := r.span
	c := &centeredRolling{rolling: *newRolling(r, schema, outs), span: span, weighted: r.weights != nil}
	left := r.closed == ClosedLeft || r.closed == ClosedBoth
	right := r.closed == ClosedRight || r.closed == ClosedBoth
	if index, ok := schema.Index(); ok {
		c.index = index.Name
		c.pendingIndex = newRowQueue(frame.Must(frame.New(missingColumn(index, 0).AsIndex())))
	}
	if span.rows > 0 {
		c.after = int64(span.rows-1) / 2
		c.before = int64(span.rows) - 1 - c.after
		if left {
			c.before++
		}
		if !right {
			c.after--
		}
		return c
	}
	if span.time%2 != 0 { // as in pandas, if half the time is not a whole number of nanoseconds
		left, right = true, true
	}
	c.before, c.after = int64(span.time/2), int64(span.time/2)
	if !left {
		c.before--
	}
	if !right {
		c.after--
	}
	return c
}

// take adds a batch and returns the results that are complete now.
func (c *centeredRolling) take(f frame.Frame) (frame.Frame, error) {
	if err := readInputs(c.inputs, c.outs, f); err != nil {
		return f, err
	}
	if c.span.time > 0 {
		if err := c.takeTimes(f); err != nil {
			return f, err
		}
	}
	if c.index != "" {
		col, err := f.Column(c.index)
		if err != nil {
			return f, err
		}
		index, err := frame.New(col)
		if err != nil {
			return f, err
		}
		c.pendingIndex.push(index)
	}
	base := c.received
	c.received += f.Len()
	return c.complete(base, f.Len(), false)
}

// takeTimes checks and keeps the times of a batch.
func (c *centeredRolling) takeTimes(f frame.Frame) error {
	last := int64(noTime)
	if len(c.times) > 0 {
		last = c.times[len(c.times)-1]
	}
	times, err := sortedTimes(f, c.index, last)
	if err != nil {
		return err
	}
	c.times = append(c.times, times...)
	return nil
}

// finish returns the remaining results at the end of the stream.
func (c *centeredRolling) finish() (frame.Frame, error) { return c.complete(c.received, 0, true) }

// complete computes the results whose windows are complete. The n rows of the batch begin with row base. If over is
// true, no more rows follow.
func (c *centeredRolling) complete(base, n int, over bool) (frame.Frame, error) {
	var due []rowRange
	c.due = c.due[:0]
	first := c.next
	for ; c.next < c.received; c.next++ {
		s, known := c.rangeOf(c.next, over)
		if !known {
			break
		}
		if c.next%c.step == 0 {
			due = append(due, s)
			c.due = append(c.due, c.next-first)
		}
	}
	var failed error
	for i := range c.accumulators {
		c.results[i].reset(&c.outs[i], len(due))
		if err := c.rollRanges(i, base, n, due); failed == nil {
			failed = err
		}
	}
	c.pushed = base + n
	if len(due) > 0 {
		c.popped = due[len(due)-1].from
	}
	c.compactTimes()
	f, err := c.frame(c.next - first)
	if failed != nil {
		return f, failed
	}
	return f, err
}

// rollRanges moves the window of output i over the windows due and appends their results. Then it adds the remaining rows of
// the batch, which has n rows from row base on. It returns the first error of a result.
func (c *centeredRolling) rollRanges(i, base, n int, due []rowRange) (failed error) {
	m, in := c.accumulators[i], &c.inputs[i]
	pushed, popped := c.pushed, c.popped
	push := func(to int) {
		if rows := min(to, base+n); rows > pushed {
			m.push(in, pushed-base, rows-base)
			pushed = rows
		}
		if to > pushed { // weights of rows that never come
			m.(*floatWindow).pushMissing(to - pushed)
			pushed = to
		}
	}
	for _, s := range due {
		push(s.to)
		from := min(s.from, pushed)
		m.pop(from - popped)
		popped = from
		if err := c.appendResult(i, m, &c.rolling.results[i]); failed == nil {
			failed = err
		}
	}
	push(base + n)
	return failed
}

// rowRange is the rows [from, to) of a window.
type rowRange struct{ from, to int }

// rangeOf returns the window of a row, and whether all of it has come.
func (c *centeredRolling) rangeOf(row int, over bool) (s rowRange, known bool) {
	if c.span.rows > 0 {
		s = rowRange{max(0, row-int(c.before)), row + int(c.after) + 1}
		if !c.weighted {
			s.to = min(c.received, s.to)
		}
		return s, over || c.received > row+int(c.after)
	}
	t := c.times[row-c.first]
	from, _ := subSaturated(t, c.before) // an end beyond the range of times leaves out no time
	to, _ := addSaturated(t, c.after)
	for c.low < row && c.times[c.low-c.first] < from {
		c.low++
	}
	c.high = max(c.high, row)
	for c.high < c.received && c.times[c.high-c.first] <= to {
		c.high++
	}
	return rowRange{c.low, c.high}, over || c.high < c.received
}

// compactTimes drops the times that no window needs any more when they are more than half of all.
func (c *centeredRolling) compactTimes() {
	if c.span.time == 0 {
		return
	}
	if gone := c.popped - c.first; gone > 0 && gone > len(c.times)/2 {
		c.times = slices.Delete(c.times, 0, gone)
		c.first = c.popped
	}
}

// frame returns a batch of the results of the next n rows.
func (c *centeredRolling) frame(n int) (frame.Frame, error) {
	for i := range c.rolling.results {
		c.cols[i] = c.rolling.results[i].column()
	}
	if c.index == "" {
		return frame.New(c.cols...)
	}
	index, err := c.pendingIndex.pop(n)
	if err != nil {
		return index, err
	}
	if c.step > 1 {
		index = index.Take(c.due)
	}
	return index.With(c.cols...)
}

func (c *centeredRolling) save(dst []byte) []byte {
	for _, n := range []int{c.first, c.next, c.received, c.pushed, c.popped} {
		dst = state.AppendCount(dst, n)
	}
	if c.index != "" {
		dst = c.pendingIndex.save(dst)
	}
	dst = state.AppendTimes(dst, c.times)
	for _, m := range c.accumulators {
		dst = m.save(dst)
	}
	return dst
}

func (c *centeredRolling) load(src []byte) (rest []byte, err error) {
	r := state.NewReader(src)
	for _, n := range []*int{&c.first, &c.next, &c.received, &c.pushed, &c.popped} {
		*n = int(r.Uint())
	}
	r.Check(0 <= c.first && c.first <= c.popped && c.popped <= c.next && c.next <= c.received && c.received == c.pushed)
	r.Check(c.span.time > 0 || c.popped <= max(0, c.next-int(c.before)))
	if c.index != "" {
		r.Load(func(src []byte) ([]byte, error) { return c.pendingIndex.load(src, c.received-c.next) })
	}
	c.times, c.low, c.high = r.Times(), c.popped, c.next
	r.Check(c.span.time == 0 || len(c.times) == c.received-c.first)
	for _, m := range c.accumulators {
		r.Load(m.load)
		r.Check(m.hasRows(c.pushed - c.popped))
	}
	return r.Finish()
}
