package ops

import "github.com/streamgage/streamgage/frame"

// Col selects one column, and the index. An unknown name is a build error, an [ErrColumn]. It copies no data.
func (d DataFrame) Col(name string) DataFrame { return d.selectColumns("Col", name) }

// Select selects the named columns, in that order, and the index. An unknown name is a build error, an [ErrColumn]; a
// repeated name is a build error too. It copies no data.
func (d DataFrame) Select(names ...string) DataFrame { return d.selectColumns("Select", names...) }

// selectColumns selects columns under the name of a method.
func (d DataFrame) selectColumns(op string, names ...string) DataFrame {
	label := "select"
	if len(names) == 1 {
		label = names[0]
	}
	if err := checkColumns(d.example.Schema(), names...); err != nil {
		return d.fail(op, err)
	}
	return d.deriveStateless(op, label, func() batchFunc {
		return func(f frame.Frame) (frame.Frame, error) { return f.Select(names...) }
	})
}

// Drop removes the named columns. An unknown name is a build error, an [ErrColumn], and so is the index: use
// [DataFrame.DropIndex]. It copies no data.
func (d DataFrame) Drop(names ...string) DataFrame {
	if err := checkColumns(d.example.Schema(), names...); err != nil {
		return d.fail("Drop", err)
	}
	return d.deriveStateless("Drop", "drop", func() batchFunc {
		return func(f frame.Frame) (frame.Frame, error) { return f.Drop(names...) }
	})
}
