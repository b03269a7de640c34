package ops

import (
	"fmt"
	"slices"

	"github.com/go-gota/gota/dataframe"
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// Gota puts a gota verb into a pipeline that gives new rows for each batch of rows: Mutate, Filter, Arrange, a join. The
// verb gets one batch at a time. For one whose answer is a whole result, such as a group-by, see [GotaTable].
//
// The index reaches the verb as an ordinary first column, and times, which gota does not have, as RFC 3339 text. In the
// result, text in a column that was of times becomes times again, and the index, if it is still there, the index.
//
// The verb is run when the graph is built, on the example, to learn the columns of the result; if the example has no
// rows, on one row of zero values (empty text, false, the Unix epoch). If that fails or panics it is a build error: give
// [From] an example with rows that the verb can work on. Later, an error that gota has kept in its data frame fails the
// batch, and so does a result of other columns than it had at first; the error has the node's name, "gota" unless
// flow.Name sets it. A batch of no rows gives one of no rows, without the verb: gota's group-by and Rapply panic on one.
//
// It panics if verb is nil. Cost: what gota costs, and two copies.
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

// GotaTable puts a gota verb into a pipeline whose answer to each batch is a whole new result: a group-by, a summary. In
// everything else it is like [Gota].
//
// gota's GroupBy gives its groups in another order each time: end the verb with Arrange.
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

// gotaNode gives the verb's results, and an example of them; of broken rows, or with an error, it gives the rows.
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
			err = fmt.Errorf("%w: the verb gave [%v] at first, got [%v]", frame.ErrSchema, schema, out.Schema())
		}
		if err != nil {
			return frame.Frame{}, fmt.Errorf("ops.%s: %w", op, err)
		}
		return out, nil
	}, slices.Concat([]flow.NodeOption{flow.Name("gota")}, opts)...)
	return s, example, nil
}

// verb is a gota verb for frames of one schema.
type gotaVerb struct {
	apply func(dataframe.DataFrame) dataframe.DataFrame
	input frame.Schema
}

// try runs the verb on the example, or, if that has no rows, on a sample row.
func (v gotaVerb) tryOnExample(example frame.Frame) (out frame.Frame, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the verb panicked: %v", p)
		}
		if err != nil {
			err = fmt.Errorf("the verb cannot work on the example, give ops.From one with typical rows: %w", err)
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

// restore gives the result its times and its index back.
func (v gotaVerb) restore(out frame.Frame) (frame.Frame, error) {
	schema := out.Schema()
	for _, was := range v.input.Fields() {
		is, ok := schema.Lookup(was.Name)
		if !ok {
			continue
		}
		var err error
		if was.Type == frame.Time && is.Type == frame.String {
			if out, err = out.ParseTimes(was.Name); err != nil {
				return out, err
			}
		}
		if was.Index {
			if out, err = out.SetIndex(was.Name); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}
