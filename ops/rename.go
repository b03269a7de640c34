package ops

import "github.com/streamgage/streamgage/frame"

// Rename gives a column, or the index, another name. An unknown name is a build error, an [ErrColumn], and so is a name
// that another column has, a frame.ErrName. It copies no data.
func (d DataFrame) Rename(old, new string) DataFrame {
	schema := d.example.Schema()
	if index, ok := schema.Index(); !ok || index.Name != old {
		if err := known(schema, old); err != nil {
			return d.fail("Rename", err)
		}
	}
	return d.apply("Rename", "rename", func() step {
		return func(f frame.Frame) (frame.Frame, error) { return f.Rename(old, new) }
	})
}
