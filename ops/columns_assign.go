package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/expression"
)

// Assign gives d with a column of that name, computed by an expression on the others: Assign("speed", "abs(dx) / dt"). It
// stands at the end or, if d has a column of the name, in its place; it may not take the place of the index, which is an
// [ErrColumns]. The language, and what is an error, is that of [DataFrame.Query].
func (d DataFrame) Assign(name, expr string) DataFrame {
	if index, ok := d.example.Schema().Index(); ok && index.Name == name {
		return d.fail("Assign", fmt.Errorf("%w: %q is the index", ErrColumns, name))
	}
	return d.deriveExpression("Assign", name, expr, func(p *expression.Program) batchFunc {
		return func(f frame.Frame) (frame.Frame, error) {
			v, err := p.Run(f)
			if err != nil {
				return f, err
			}
			return f.With(v.Column(name))
		}
	})
}

// evaluate derives a DataFrame by build's step, which runs the program of an expression.
func (d DataFrame) deriveExpression(op, label, expr string, build func(*expression.Program) batchFunc) DataFrame {
	schema := d.example.Schema()
	return d.deriveStateless(op, label, func() batchFunc {
		p, err := expression.Compile(expr, schema)
		if err != nil {
			return func(frame.Frame) (frame.Frame, error) { return frame.Frame{}, err }
		}
		return build(p)
	})
}
