package window

// rule says how a result comes about: values make parts, two parts make one, and a part has a result. V is a value, and
// P a part; its zero value is the part of no values.
type aggregator[V, P any] interface {
	// add gives the part with one more value behind those it has.
	add(p P, v V) P
	// join gives the part of the values of both, those of a being the older ones.
	merge(a, b P) P
	// result gives the result of a part, and how many of its values are not missing.
	result(p P) (value float64, count int)
	// appendPart and readPart write a part to a state and read it again.
	appendPart(dst []byte, p P) []byte
	readPart(r *stateReader) P
	// appendValues and readValues do so for values; readValues gives n of them, or fewer where r has failed.
	appendValues(dst []byte, values []V) []byte
	readValues(r *stateReader, n int) []V
}

// column is the half of a rule that is the same for all over one column.
type float64Values struct{}

func (float64Values) appendValues(dst []byte, values []float64) []byte {
	return appendFloats(dst, values)
}

func (float64Values) readValues(r *stateReader, n int) []float64 {
	if len(r.src) < 8*n {
		r.fail("it ends early")
		return nil
	}
	values := make([]float64, n)
	for i := range values {
		values[i] = r.float()
	}
	return values
}

// newKind is the Kind of a rule over one column.
func newKind[P any](r aggregator[float64, P]) Kind {
	return Kind{
		queue: func() Queue {
			q := newTwoStacks(r)
			return &q
		},
		accumulator: func() Accumulator { return &accumulator[float64, P]{aggregator: r} },
		mergeable:   true,
	}
}
