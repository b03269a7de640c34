package ops

import (
	"maps"
	"slices"

	"github.com/streamgage/streamgage/frame"
)

// Rename renames a column, or the index. An unknown name is a build error, an [ErrColumn], and so is a name that another
// column has, a frame.ErrName. It copies no data.
func (d DataFrame) Rename(old, new string) DataFrame {
	return d.rename("Rename", map[string]string{old: new})
}

// RenameAll renames columns, or the index: names maps old names to new ones. All change at once, so two can swap. Errors
// are those of [DataFrame.Rename]. It copies no data.
func (d DataFrame) RenameAll(names map[string]string) DataFrame {
	return d.rename("RenameAll", maps.Clone(names))
}

// rename renames columns under the name of a method.
func (d DataFrame) rename(op string, names map[string]string) DataFrame {
	schema := d.example.Schema()
	for _, old := range slices.Sorted(maps.Keys(names)) {
		if index, ok := schema.Index(); ok && index.Name == old {
			continue
		}
		if err := checkColumns(schema, old); err != nil {
			return d.fail(op, err)
		}
	}
	fields := schema.Fields()
	return d.deriveStateless(op, "rename", func() batchFunc {
		return func(f frame.Frame) (frame.Frame, error) {
			cols := make([]frame.Column, len(fields))
			for i, field := range fields {
				c, err := f.Column(field.Name)
				if err != nil {
					return f, err
				}
				if name, ok := names[field.Name]; ok {
					c = c.Named(name)
				}
				cols[i] = c
			}
			return frame.New(cols...)
		}
	})
}
