package ops

import (
	"cmp"
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/state"
	"github.com/streamgage/streamgage/ops/internal/window"
)

// IdxMin is the value that the index has in the row of the smallest value, of the type of the index. Of several smallest
// values the first counts. Without an index it is the number of the row, from 0 for the first row of the stream: an int64.
// Values are numbers, times, bools or texts. Without values it is missing. A value costs about 200
// ns in a window. A window keeps 32 bytes for each row, 40 to 48 if values or index are texts.
func IdxMin(column string) Reduction {
	return Reduction{name: "idxmin", column: column, label: &labelReduction{smallest: true}}
}

// IdxMax is the value that the index has in the row of the greatest value; see [IdxMin].
func IdxMax(column string) Reduction {
	return Reduction{name: "idxmax", column: column, label: &labelReduction{}}
}

// labelReduction is a reduction whose result is a label: the value of the index in the row of an extreme value.
type labelReduction struct {
	smallest bool
	index    frame.Field // set by labelled
}

// rowNumberIndex is the name of the index that numberRows adds to rows without one, or its beginning.
const rowNumberIndex = "row number"

// labelled returns reductions that know the index of d. If one of them needs an index and d has none, it returns d with an
// index of row numbers, and numbered is true.
func (d DataFrame) labelled(reductions []Reduction) (rows DataFrame, known []Reduction, numbered bool) {
	for i, r := range reductions {
		if r.label == nil {
			continue
		}
		index, ok := d.example.Schema().Index()
		if !ok && d.err == nil {
			d, numbered = d.numberRows(), true
			index, _ = d.example.Schema().Index()
		}
		if known == nil {
			known = append(known, reductions...)
		}
		known[i].label = &labelReduction{r.label.smallest, index}
	}
	if known == nil {
		known = reductions
	}
	return d, known, numbered
}

// withoutNumbers drops the index that labelled has added.
func (d DataFrame) withoutNumbers(numbered bool) DataFrame {
	if numbered {
		return d.DropIndex()
	}
	return d
}

// numberRows adds an index of the rows' numbers.
func (d DataFrame) numberRows() DataFrame {
	name := rowNumberIndex
	for {
		if _, taken := d.example.Schema().Lookup(name); !taken {
			break
		}
		name += "_"
	}
	return d.deriveStateful("RowNumbers", "row numbers", func() operator {
		next := int64(0)
		return operator{
			process: func(f frame.Frame) (frame.Frame, error) {
				numbers := make([]int64, f.Len())
				for i := range numbers {
					numbers[i] = next + int64(i)
				}
				next += int64(f.Len())
				return f.With(frame.Col(name, numbers).AsIndex())
			},
			save: func(dst []byte) []byte { return state.AppendInt(dst, next) },
			load: func(src []byte) ([]byte, error) {
				r := state.NewReader(src)
				if n := r.Int(); r.Err() == nil {
					next = n
				}
				return r.Finish()
			},
		}
	})
}

// newLabelAccumulator returns the accumulator of an IdxMin or IdxMax.
func (o output) newLabelAccumulator(moving bool) accumulator {
	switch o.form {
	case asInts:
		return newLabelsOf(o, moving, column[int64]{window.IntCodec, intsOf, (*inputColumn).valid})
	case asTexts:
		return newLabelsOf(o, moving, column[string]{window.StringCodec, textsOf, (*inputColumn).valid})
	}
	return newLabelsOf(o, moving, column[float64]{window.FloatCodec, floatsOf, (*inputColumn).validFloat})
}

// column is how an accumulator reads values of type V.
type column[V cmp.Ordered] struct {
	codec  window.Codec[V]
	values func(*inputColumn) []V
	valid  func(in *inputColumn, row int) bool
}

func newLabelsOf[V cmp.Ordered](o output, moving bool, values column[V]) accumulator {
	switch formOf(o.reduction.label.index.Type) {
	case asInts:
		return newLabels(o, moving, values, column[int64]{window.IntCodec, intsOf, (*inputColumn).valid}, (*resultColumn).appendInt)
	case asTexts:
		return newLabels(o, moving, values, column[string]{window.StringCodec, textsOf, (*inputColumn).valid}, (*resultColumn).appendText)
	}
	floats := column[float64]{window.FloatCodec, floatsOf, (*inputColumn).validFloat}
	return newLabels(o, moving, values, floats, (*resultColumn).appendOptional)
}

func newLabels[V, L cmp.Ordered](
	o output, moving bool, values column[V], labels column[L], appendTo func(*resultColumn, L, window.Outcome) error,
) accumulator {
	k := window.ArgMax(values.codec, labels.codec)
	if o.reduction.label.smallest {
		k = window.ArgMin(values.codec, labels.codec)
	}
	a := &labelAccumulator[V, L]{values: values, labels: labels, appendTo: appendTo}
	if moving {
		a.labelled = k.Queue()
	} else {
		a.labelled = k.Accumulator()
	}
	return a
}

// labelAccumulator finds the label of the smallest or the greatest value, in a window or over all rows so far.
type labelAccumulator[V, L cmp.Ordered] struct {
	labelled window.Labelled[V, L]
	values   column[V]
	labels   column[L]
	appendTo func(*resultColumn, L, window.Outcome) error
}

func (r *labelAccumulator[V, L]) push(in *inputColumn, from, to int) {
	r.pushOrdered(in, nil, from, to)
}

// pushOrdered adds rows of these times. Of rows with the same value the one of the earliest time counts, and the one that
// came first among rows of the same time. Without times the one that came first counts.
func (r *labelAccumulator[V, L]) pushOrdered(in *inputColumn, times []int64, from, to int) {
	values, labels := r.values.values(in), r.labels.values(in.label)
	for i := from; i < to; i++ {
		time := int64(0)
		if times != nil {
			time = times[i]
		}
		r.labelled.Push(window.LabelledValue[V, L]{
			Value: values[i], Valid: r.values.valid(in, i), Label: labels[i], LabelValid: r.labels.valid(in.label, i), Order: time,
		})
	}
}
func (r *labelAccumulator[V, L]) pop(n int)  { r.labelled.Pop(n) }
func (r *labelAccumulator[V, L]) count() int { return r.labelled.Count() }
func (r *labelAccumulator[V, L]) appendResult(out *resultColumn) error {
	label, outcome := r.labelled.Value()
	return r.appendTo(out, label, outcome)
}
func (r *labelAccumulator[V, L]) save(dst []byte) []byte          { return r.labelled.AppendBinary(dst) }
func (r *labelAccumulator[V, L]) load(src []byte) ([]byte, error) { return r.labelled.Restore(src) }
func (r *labelAccumulator[V, L]) hasRows(n int) bool              { return r.labelled.HasLen(n) }

// orderedAccumulator is an accumulator that can tell rows of the same value apart by their times.
type orderedAccumulator interface {
	accumulator
	pushOrdered(in *inputColumn, times []int64, from, to int)
	windowAccumulator() any
}

func (r *labelAccumulator[V, L]) windowAccumulator() any { return r.labelled }

// orderedExtreme is the unorderedAccumulator of an orderedAccumulator.
type orderedExtreme struct{ orderedAccumulator }

func (a *orderedExtreme) add(in *inputColumn, times []int64, from, to int) {
	a.pushOrdered(in, times, from, to)
}

func (a *orderedExtreme) merge(newer unorderedAccumulator) {
	window.Merge(a.windowAccumulator(), newer.(*orderedExtreme).windowAccumulator())
}

// labelOutput returns the result column of an IdxMin or IdxMax of a column of type t.
func labelOutput(r Reduction, name string, t frame.Type) (output, error) {
	if r.label.index.Name == "" {
		return output{}, fmt.Errorf("%w: %s needs an index", ErrType, r.name)
	}
	return output{name: name, typ: r.label.index.Type, columns: [2]string{r.column}, form: formOf(t), reduction: r}, nil
}

// formOf returns the form in which all values of a type can be taken.
func formOf(t frame.Type) inputForm {
	switch t {
	case frame.Float64:
		return asFloats
	case frame.String:
		return asTexts
	}
	return asInts
}
