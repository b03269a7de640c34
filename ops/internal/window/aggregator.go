package window

import "github.com/streamgage/streamgage/ops/internal/state"

// aggregator computes an aggregate from partial aggregates: values are added to partials, two partials merge into one,
// and a partial has a result. V is the type of values. P is the type of partials, and its zero value is the partial of
// no values. An aggregator never removes a value from a partial.
type aggregator[V, P any] interface {
	// add returns p with one more value, which is newer than the values of p.
	add(p P, v V) P
	// merge returns the partial of the values of both. Those of a are the older ones.
	merge(a, b P) P
	// result returns the aggregate of a partial, and how many of its values are not missing.
	result(p P) (value float64, count int)
	// appendPart encodes a partial into a state, and readPart decodes it.
	appendPart(dst []byte, p P) []byte
	readPart(r *state.Reader) P
	// appendValues encodes values into a state, and readValues decodes n of them. It returns fewer if r has failed.
	appendValues(dst []byte, values []V) []byte
	readValues(r *state.Reader, n int) []V
}

// float64Values encodes the values of one column. Aggregators over one column embed it.
type float64Values struct{}

func (float64Values) appendValues(dst []byte, values []float64) []byte {
	return state.AppendFloats(dst, values...)
}

func (float64Values) readValues(r *state.Reader, n int) []float64 {
	if r.Len() < 8*n {
		r.Fail(errTruncated)
		return nil
	}
	values := make([]float64, n)
	for i := range values {
		values[i] = r.Float()
	}
	return values
}

// newAggregate returns the Aggregate of an aggregator over one column.
func newAggregate[P any](r aggregator[float64, P]) Aggregate {
	return Aggregate{
		queue: func() Queue {
			q := newTwoStacks(r)
			return &q
		},
		accumulator: func() Accumulator { return &accumulator[float64, P]{aggregator: r} },
		mergeable:   true,
	}
}
