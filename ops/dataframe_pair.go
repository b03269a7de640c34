package ops

import (
	"fmt"
	"strings"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// sidedBatch is a batch of one of the two inputs of combineBatches.
type sidedBatch struct {
	right bool
	rows  frame.Frame
}

// batchPair keeps the batch of one side until the batch of the other side with the same number has come. It does not
// pair by the order of arrival: if a batch failed on its way to one side, it would pair wrong batches from then on.
type batchPair struct {
	origin      *origin
	left, right frame.Frame
	numbers     [2]uint64 // the number of the batch that each side belongs to
}

// complete stores a side and returns whether both sides of the current batch are there.
func (p *batchPair) complete(b sidedBatch) bool {
	if b.right {
		p.right, p.numbers[1] = b.rows, p.origin.batch
	} else {
		p.left, p.numbers[0] = b.rows, p.origin.batch
	}
	return p.numbers[0] == p.numbers[1]
}

// combineBatches returns the DataFrame whose batches f computes from a batch of d and a batch of other. Both must be of
// one source and have the same rows. If other is broken, f is not called, and may be nil.
func (d DataFrame) combineBatches(op string, other DataFrame, f func(left, right frame.Frame) (frame.Frame, error)) DataFrame {
	d, broken := d.inheritError(other)
	if broken {
		return d
	}
	if d.origin != other.origin {
		return d.fail(op, fmt.Errorf("%w, got %s and %s", ErrSource, d.columnNames(), other.columnNames()))
	}
	rows := newRowAlignment(d.example.Schema(), other.example.Schema())
	both := func(left, right frame.Frame) (frame.Frame, error) {
		if err := rows.check(left, right); err != nil {
			return frame.Frame{}, fmt.Errorf("ops.%s: %w", op, err)
		}
		out, err := f(left, right)
		if err != nil {
			return frame.Frame{}, fmt.Errorf("ops.%s: %w", op, err)
		}
		return out, nil
	}
	example, err := both(d.example, other.example)
	if err != nil {
		return d.broken(err)
	}
	p := &batchPair{origin: d.origin}
	sides := flow.Union(
		flow.Map(d.Stream, func(f frame.Frame) sidedBatch { return sidedBatch{rows: f} }, flow.Name("left")),
		flow.Map(other.Stream, func(f frame.Frame) sidedBatch { return sidedBatch{right: true, rows: f} }, flow.Name("right")))
	ready := flow.Filter(sides, p.complete, flow.Name("pair"))
	s := flow.TryMap(ready, func(sidedBatch) (frame.Frame, error) {
		left, right := p.left, p.right
		p.left, p.right = frame.Frame{}, frame.Frame{}
		return both(left, right)
	}, flow.Name(strings.ToLower(op)))
	return DataFrame{Stream: s, example: example, origin: d.origin, states: mergeStates(d.states, other.states)}
}

// columnNames lists the columns that are not the index, for error messages.
func (d DataFrame) columnNames() string {
	return "[" + fieldNames(dataFields(d.example.Schema())) + "]"
}

// rowAlignment checks that two frames have the same rows: the same number of rows and, if both have an index of one
// type, the same index.
type rowAlignment struct {
	left, right frame.Field
	index       bool // the indexes are compared
}

func newRowAlignment(left, right frame.Schema) rowAlignment {
	l, ok := left.Index()
	r, rok := right.Index()
	return rowAlignment{left: l, right: r, index: ok && rok && l.Type == r.Type}
}

// check returns an ErrRows unless the frames have the same rows.
func (a rowAlignment) check(left, right frame.Frame) error {
	if left.Len() != right.Len() {
		return fmt.Errorf("%w, got %d and %d", ErrRows, left.Len(), right.Len())
	}
	if !a.index {
		return nil
	}
	if row := a.firstDifference(left, right); row >= 0 {
		l, r := left.AppendCell(nil, 0, row), right.AppendCell(nil, 0, row)
		return fmt.Errorf("%w, got index %s and %s in row %d", ErrRows, l, r, row)
	}
	return nil
}

// firstDifference returns the first row whose index differs, or -1.
func (a rowAlignment) firstDifference(left, right frame.Frame) int {
	switch a.left.Type {
	case frame.Float64:
		return firstDifference(frame.Frame.Floats, left, a.left.Name, right, a.right.Name)
	case frame.Int64:
		return firstDifference(frame.Frame.Ints, left, a.left.Name, right, a.right.Name)
	case frame.String:
		return firstDifference(frame.Frame.Strings, left, a.left.Name, right, a.right.Name)
	case frame.Bool:
		return firstDifference(frame.Frame.Bools, left, a.left.Name, right, a.right.Name)
	default:
		return firstDifference(frame.Frame.Times, left, a.left.Name, right, a.right.Name)
	}
}

// firstDifference returns the first row in which two columns differ, or -1. NaN equals NaN.
func firstDifference[T comparable](
	values func(frame.Frame, string) ([]T, error), left frame.Frame, l string, right frame.Frame, r string,
) int {
	x, _ := values(left, l) // the schema was checked
	y, _ := values(right, r)
	if len(x) == 0 || &x[0] == &y[0] { // usually both share the index of one batch
		return -1
	}
	for i := range x {
		if x[i] != y[i] && (x[i] == x[i] || y[i] == y[i]) {
			return i
		}
	}
	return -1
}
