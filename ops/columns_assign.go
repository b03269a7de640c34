package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/expression"
)

// Assign adds a column computed by an expression on the other columns: Assign("speed", "abs(dx) / dt"). If d has a
// column of that name, the new column replaces it; else it is the last column. The name of the index is an
// [ErrColumns]. The language and its errors are those of [DataFrame.Query].
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

// deriveExpression returns the DataFrame of the batchFunc that build makes of a compiled expression.
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
