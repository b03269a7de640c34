package rx

import (
	"fmt"

	"github.com/streamgage/streamgage/flow"
)

// wallTimeOption is an option of flow's, so that one list takes all.
type wallTimeOption struct{ flow.NodeOption }

// WallTime lets [Through], [To] and [Run] work in a graph on a virtual clock: see the package's notes on time.
func WallTime() flow.NodeOption { return wallTimeOption{flow.Name("")} }

// fromConfig is what From hangs on its source's configuration.
type fromConfig struct{ wallTime bool }

// WallTimeSource lets [From] work on a virtual clock: see the package's notes on time. It panics on another source.
func WallTimeSource() flow.SourceOption {
	return func(c *flow.SourceConfig) {
		f, ok := c.Extra.(*fromConfig)
		if !ok {
			panic(fmt.Sprintf("rx.WallTimeSource: an option of rx.From only, got the source %q", c.Name))
		}
		f.wallTime = true
	}
}

// split takes WallTime out of the options. Without a Name the node is called name.
func splitOptions(name string, opts []flow.NodeOption) (rest []flow.NodeOption, wall bool) {
	rest = []flow.NodeOption{flow.Name(name)}
	for _, o := range opts {
		if _, ok := o.(wallTimeOption); ok {
			wall = true
		} else {
			rest = append(rest, o)
		}
	}
	return rest, wall
}

// isVirtual says whether a node goes by a virtual clock.
func isVirtual(n flow.Node) bool { return flow.ClockOf(n) != flow.RealClock() }

// refuse makes a virtual clock a build error, unless it is meant, and gives the error.
func checkClock(op string, n flow.Node, wallTimeAllowed bool) error {
	if wallTimeAllowed || !isVirtual(n) {
		return nil
	}
	err := fmt.Errorf("rx.%s: %w", op, ErrVirtualClock)
	flow.Break(n, err)
	return err
}
