package ops

import (
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// DropNA leaves out the rows in which a value is missing in one of the named columns, or, if no column is named, in any
// column but the index. The result can no longer be combined with data that has all rows; see [DataFrame.Where]. An
// unknown name is a build error, an [ErrColumn].
func (d DataFrame) DropNA(columns ...string) DataFrame {
	fields, err := selectedFields(d.example.Schema(), columns)
	if err != nil {
		return d.fail("DropNA", err)
	}
	return d.deriveStateless("DropNA", "drop missing", func() batchFunc {
		return func(f frame.Frame) (frame.Frame, error) {
			complete := kernel.Vector{Type: frame.Bool, Bools: make([]bool, f.Len())}
			for i := range complete.Bools {
				complete.Bools[i] = true
			}
			for _, field := range fields {
				c, err := f.Column(field.Name)
				if err != nil {
					return f, err
				}
				if !c.HasMissing() {
					continue
				}
				for i := range complete.Bools {
					complete.Bools[i] = complete.Bools[i] && c.Valid(i)
				}
			}
			return filterRows(f, complete), nil
		}
	})
}
