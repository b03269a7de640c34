package ops

import (
	"fmt"
	"slices"
	"time"

	"github.com/streamgage/streamgage/ops/internal/join"
)

// JoinOption changes how [DataFrame.Join], [DataFrame.JoinLatest], [DataFrame.AsOf] or [DataFrame.JoinWithin] works. Each
// says which of them take it; giving it to another panics. [Left] and [Inner] are options themselves.
type JoinOption func(*joinConfig)

type joinConfig struct {
	op        string
	inner     bool
	suffix    string
	keys      []string
	direction AsOfDirection
	tolerance time.Duration // negative: no limit
	exact     bool
	bound     int
}

const (
	defaultJoinBatches = 10
	defaultJoinRows    = 65_536
)

// Left keeps rows that find nothing on the other side: its columns are missing there. Every join takes it, and it is the
// default.
func Left(c *joinConfig) { c.inner = false }

// Inner leaves out rows that find nothing on the other side. Every join takes it. Default: [Left].
func Inner(c *joinConfig) { c.inner = true }

// Suffix is put behind the names of the other side's columns that are taken already. Every join takes it. Default: none,
// and such a name is a build error. It panics if s is empty.
func Suffix(s string) JoinOption {
	if s == "" {
		panic(`ops.Suffix: must not be empty, got ""`)
	}
	return func(c *joinConfig) { c.suffix = s }
}

// ByKey makes only rows go together that have the same values in these columns too, which both sides have: of type string,
// int64, bool or time. A missing value is equal to nothing, as in SQL; pandas' merge takes two of them for equal. Every
// join takes it. It panics without columns.
func ByKey(columns ...string) JoinOption {
	if len(columns) == 0 {
		panic("ops.ByKey: needs at least one column")
	}
	return func(c *joinConfig) { c.keys = slices.Concat(c.keys, columns) }
}

// AsOfDirection says where [DataFrame.AsOf] looks for a row: [Backward], [Forward] or [Nearest].
type AsOfDirection int

// The directions, as in pandas' merge_asof. Of two rows at the same distance Nearest takes the one before.
const (
	Backward AsOfDirection = iota
	Forward
	Nearest
)

// Direction says where AsOf, which alone takes it, looks for a row. Default: [Backward]. It panics on what is none of the
// three.
func Direction(d AsOfDirection) JoinOption {
	if d < Backward || d > Nearest {
		panic(fmt.Sprintf("ops.Direction: must be Backward, Forward or Nearest, got %d", d))
	}
	return func(c *joinConfig) { c.requireAsOf("Direction").direction = d }
}

// Tolerance is how far away a row may be that AsOf, which alone takes it, finds. Default: any distance. It panics if d is
// negative.
func Tolerance(d time.Duration) JoinOption {
	if d < 0 {
		panic(fmt.Sprintf("ops.Tolerance: must not be negative, got %v", d))
	}
	return func(c *joinConfig) { c.requireAsOf("Tolerance").tolerance = d }
}

// ExactMatches says whether AsOf, which alone takes it, may find a row of the very same time. Default: true.
func ExactMatches(on bool) JoinOption {
	return func(c *joinConfig) { c.requireAsOf("ExactMatches").exact = on }
}

// Bound is how much a join of two streams holds of one while it waits for the other; then the emitter waits too. For
// JoinLatest it counts batches, 10 unless set; for AsOf and JoinWithin rows, 65,536 unless set, of whole batches. Join does
// not take it. It panics unless n is positive.
func Bound(n int) JoinOption {
	if n <= 0 {
		panic(fmt.Sprintf("ops.Bound: must be positive, got %d", n))
	}
	return func(c *joinConfig) {
		if c.bound == 0 {
			panic(fmt.Sprintf("ops.%s: does not take the option Bound", c.op))
		}
		c.bound = n
	}
}

// requireAsOf gives c, if it is of an AsOf.
func (c *joinConfig) requireAsOf(option string) *joinConfig {
	if c.op != "AsOf" {
		panic(fmt.Sprintf("ops.%s: does not take the option %s", c.op, option))
	}
	return c
}

func configureJoin(op string, bound int, opts []JoinOption) joinConfig {
	c := joinConfig{op: op, tolerance: join.Unlimited, exact: true, bound: bound}
	for _, o := range opts {
		if o == nil {
			panic(fmt.Sprintf("ops.%s: the option must not be nil", op))
		}
		o(&c)
	}
	return c
}
