package ops

import "github.com/streamgage/streamgage/frame"

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
