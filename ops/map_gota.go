package ops

import (
	"fmt"
	"slices"

	"github.com/go-gota/gota/dataframe"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// Gota emits the result of a verb of gota for each batch: Mutate, Filter, Arrange, a join. The verb is called with one
// batch at a time, and its result is new rows. For a verb whose result is a whole table, such as a group-by, see
// [GotaTable].
//
// The verb receives the index as an ordinary first column. gota has no times, so the verb receives them as RFC 3339
// text. In the result, text in a column that was of times becomes times again. The column of the index, if the result
// has it, becomes the index.
//
// When the graph is built, the verb is called with the example to find the columns of the result. If the example has no
// rows, it is called with one row of zero values (0, empty text, false, the Unix epoch). If that fails or panics, it is
// a build error: pass an example with rows that the verb can work on to [From]. Later, an error in gota's data frame
// fails the batch, and so does a result of another schema than the first one. The error has the node's name, "gota"
// unless flow.Name sets it. For a batch without rows the result has no rows, and the verb is not called, because gota's
// group-by and Rapply panic on such a frame.
//
// It panics if verb is nil. Cost: that of gota, and two copies.
func Gota(rows DataFrame, verb func(dataframe.DataFrame) dataframe.DataFrame, opts ...flow.NodeOption) DataFrame {
	if verb == nil {
		panic("ops.Gota: the verb must not be nil")
	}
	s, example, err := gotaNode("Gota", rows, verb, opts)
	if err != nil {
		return rows.fail("Gota", err)
	}
	return DataFrame{Stream: s, example: example, origin: rows.origin, states: rows.states, err: rows.err}
}

// GotaTable emits the result of a verb of gota for each batch, as a whole new table: a group-by, a summary. Everything
// else is as in [Gota].
//
// gota's GroupBy returns its groups in a different order each time: end the verb with Arrange.
func GotaTable(rows DataFrame, verb func(dataframe.DataFrame) dataframe.DataFrame, opts ...flow.NodeOption) Table {
	if verb == nil {
		panic("ops.GotaTable: the verb must not be nil")
	}
	s, example, err := gotaNode("GotaTable", rows, verb, opts)
	if err != nil {
		rows = rows.fail("GotaTable", err)
	}
	return Table{Stream: s, example: example, states: rows.states, err: rows.err}
}

// gotaNode returns the stream of the verb's results and their example. If rows is broken, or if there is an error, it
// returns the stream and the example of rows.
func gotaNode(
	op string, rows DataFrame, apply func(dataframe.DataFrame) dataframe.DataFrame, opts []flow.NodeOption,
) (flow.Stream[frame.Frame], frame.Frame, error) {
	if rows.err != nil {
		return rows.Stream, rows.example, nil
	}
	v := gotaVerb{apply: apply, input: rows.example.Schema()}
	example, err := v.tryOnExample(rows.example)
	if err != nil {
		return rows.Stream, rows.example, err
	}
	none, schema := example.Empty(), example.Schema()
	s := flow.TryMap(rows.Stream, func(f frame.Frame) (frame.Frame, error) {
		if f.Len() == 0 {
			return none, nil
		}
		out, err := v.run(f)
		if err == nil && schema.Check(out) != nil {
			err = fmt.Errorf("%w: the verb must return [%v] as for the example, got [%v]", frame.ErrSchema, schema, out.Schema())
		}
		if err != nil {
			return frame.Frame{}, fmt.Errorf("ops.%s: %w", op, err)
		}
		return out, nil
	}, slices.Concat([]flow.NodeOption{flow.Name("gota")}, opts)...)
	return s, example, nil
}

// gotaVerb is a verb of gota for frames of one schema.
type gotaVerb struct {
	apply func(dataframe.DataFrame) dataframe.DataFrame
	input frame.Schema
}

// tryOnExample calls the verb with the example, or, if that has no rows, with one row of zero values.
func (v gotaVerb) tryOnExample(example frame.Frame) (out frame.Frame, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the verb panicked: %v", p)
		}
		if err != nil {
			err = fmt.Errorf("the verb failed on the example; pass an example with typical rows to ops.From: %w", err)
		}
	}()
	if example.Len() > 0 {
		return v.run(example)
	}
	sample, err := zeroRow(v.input)
	if err != nil {
		return frame.Frame{}, err
	}
	out, err = v.run(sample)
	return out.Empty(), err
}

// run calls the verb with a frame.
func (v gotaVerb) run(f frame.Frame) (frame.Frame, error) {
	in, err := f.Gota()
	if err != nil {
		return frame.Frame{}, err
	}
	out, err := frame.FromGota(v.apply(in))
	if err != nil {
		return frame.Frame{}, err
	}
	return v.restore(out)
}

// restore converts the result's times back and sets its index.
func (v gotaVerb) restore(out frame.Frame) (frame.Frame, error) {
	schema := out.Schema()
	for _, input := range v.input.Fields() {
		field, ok := schema.Lookup(input.Name)
		if !ok {
			continue
		}
		var err error
		if input.Type == frame.Time && field.Type == frame.String {
			if out, err = out.ParseTimes(input.Name); err != nil {
				return out, err
			}
		}
		if input.Index {
			if out, err = out.SetIndex(input.Name); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}
