package rx

import (
	"fmt"

	"github.com/streamgage/streamgage/flow"
)

// wallTimeOption is a flow.NodeOption, so that one list can contain options of flow and of this package.
type wallTimeOption struct{ flow.NodeOption }

// WallTime allows [Through], [To] and [Run] in a graph on a virtual clock: see Time in the package's documentation.
func WallTime() flow.NodeOption { return wallTimeOption{flow.Name("")} }

// fromConfig is the Extra of the source configuration of From.
type fromConfig struct{ wallTime bool }

// WallTimeSource allows [From] on a virtual clock: see Time in the package's documentation. Other sources panic on it.
func WallTimeSource() flow.SourceOption {
	return func(c *flow.SourceConfig) {
		f, ok := c.Extra.(*fromConfig)
		if !ok {
			panic(fmt.Sprintf("rx.WallTimeSource: an option of rx.From only, got the source %q", c.Name))
		}
		f.wallTime = true
	}
}

// splitOptions separates WallTime from the options of flow. rest begins with the default name, so an option Name
// replaces it.
func splitOptions(defaultName string, opts []flow.NodeOption) (rest []flow.NodeOption, wallTimeAllowed bool) {
	rest = []flow.NodeOption{flow.Name(defaultName)}
	for _, o := range opts {
		if _, ok := o.(wallTimeOption); ok {
			wallTimeAllowed = true
		} else {
			rest = append(rest, o)
		}
	}
	return rest, wallTimeAllowed
}

// isVirtual reports whether a node runs on a virtual clock.
func isVirtual(n flow.Node) bool { return flow.ClockOf(n) != flow.RealClock() }

// checkClock adds a build error to the graph of n, and returns it, if n runs on a virtual clock and this is not
// allowed.
func checkClock(op string, n flow.Node, wallTimeAllowed bool) error {
	if wallTimeAllowed || !isVirtual(n) {
		return nil
	}
	err := fmt.Errorf("rx.%s: %w", op, ErrVirtualClock)
	flow.AddBuildError(n, err)
	return err
}
