package ops

import (
	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// Table is a stream of frames, for example of a group-by or a count. Each frame is the whole new result and replaces
// the one before. A Table is a flow.Stream[frame.Frame], but not a frame.Feed, because its rows must not be appended to
// others: end it in a viz.DataStream.
type Table struct {
	flow.Stream[frame.Frame]
	example frame.Frame
	states  []*nodeState
	err     error
}

// Example returns a frame of the schema.
func (t Table) Example() frame.Frame { return t.example }

// Err returns the error with which t was built, or nil. Run, Emit and Close return it too.
func (t Table) Err() error { return t.err }
