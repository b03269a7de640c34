package ops

import "github.com/streamgage/streamgage/frame"

// Col gives one column, and the index. An unknown name is a build error, an [ErrColumn]. It copies no data.
func (d DataFrame) Col(name string) DataFrame { return d.choose("Col", name) }

// Select gives the named columns, in that order, and the index. An unknown name is a build error, an [ErrColumn]; a name
// given twice is one too. It copies no data.
func (d DataFrame) Select(names ...string) DataFrame { return d.choose("Select", names...) }

func (d DataFrame) choose(op string, names ...string) DataFrame {
	label := "select"
	if len(names) == 1 {
		label = names[0]
	}
	if err := known(d.example.Schema(), names...); err != nil {
		return d.fail(op, err)
	}
	return d.apply(op, label, func() step {
		return func(f frame.Frame) (frame.Frame, error) { return f.Select(names...) }
	})
}

// Drop gives the frame without the named columns. An unknown name is a build error, an [ErrColumn], and so is the index:
// that one goes with [DataFrame.DropIndex]. It copies no data.
func (d DataFrame) Drop(names ...string) DataFrame {
	if err := known(d.example.Schema(), names...); err != nil {
		return d.fail("Drop", err)
	}
	return d.apply("Drop", "drop", func() step {
		return func(f frame.Frame) (frame.Frame, error) { return f.Drop(names...) }
	})
}
