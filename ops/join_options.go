package ops

import (
	"fmt"
	"slices"
	"time"

	"github.com/streamgage/streamgage/ops/internal/join"
)

// JoinOption sets how [DataFrame.Join], [DataFrame.JoinLatest], [DataFrame.AsOf] or [DataFrame.JoinWithin] works. Each
// says which options it takes, and panics on others. [Left], [Inner], [Right] and [Outer] are options themselves.
type JoinOption func(*joinConfig)

// joinConfig holds the options of a join.
type joinConfig struct {
	op        string // the name of the method, for errors
	keepLeft  bool   // keep rows without a match
	keepRight bool   // keep rows of the other side that no row has matched
	suffix    string
	keys      []string
	direction AsOfDirection
	tolerance time.Duration // join.Unlimited: no limit
	exact     bool
	bound     int // 0: the join does not take Bound
}

const (
	defaultJoinBatches = 10
	defaultJoinRows    = 65_536
)

// Left keeps rows without a match. Their values in the columns of the other side are missing. It is the default. Every
// join takes it.
func Left(c *joinConfig) { c.keepLeft, c.keepRight = true, false }

// Inner leaves out rows without a match. Default: [Left]. Every join takes it.
func Inner(c *joinConfig) { c.keepLeft, c.keepRight = false, false }

// Right leaves out rows without a match, and adds the rows of the other side that no row has matched: those of a table at
// the end of the stream, those of a stream when no row can match them any more. They have their keys, and missing values
// in the other columns of the first side. Their index is missing, unless it is a key; in JoinWithin it is their time.
// Default: [Left]. Join and JoinWithin take it. AsOf and JoinLatest panic: a row of a stream has one match there, and a
// table that changes is never complete.
func Right(c *joinConfig) {
	c.requireOuter("Right")
	c.keepLeft, c.keepRight = false, true
}

// Outer keeps rows without a match, as [Left] does, and adds the rows of the other side that no row has matched, as
// [Right] does. Join and JoinWithin take it.
func Outer(c *joinConfig) {
	c.requireOuter("Outer")
	c.keepLeft, c.keepRight = true, true
}

// Suffix sets what is appended to the name of a column of the other side if the name is already used. Default: nothing,
// and such a name is a build error. Every join takes it. It panics if s is empty.
func Suffix(s string) JoinOption {
	if s == "" {
		panic(`ops.Suffix: must not be empty, got ""`)
	}
	return func(c *joinConfig) { c.suffix = s }
}

// ByKey matches only rows with the same values in these columns of both sides, which must be of type string, int64, bool
// or time. A missing value equals nothing, as in SQL; in pandas' merge two missing values are equal. Every join takes
// it. It panics without columns.
func ByKey(columns ...string) JoinOption {
	if len(columns) == 0 {
		panic("ops.ByKey: needs at least one column, got none")
	}
	return func(c *joinConfig) { c.keys = slices.Concat(c.keys, columns) }
}

// AsOfDirection says in which direction [DataFrame.AsOf] searches for a match: [Backward], [Forward] or [Nearest].
type AsOfDirection int

// The directions, as in pandas' merge_asof.
const (
	Backward AsOfDirection = iota // the last row at or before the time
	Forward                       // the first row at or after the time
	Nearest                       // the nearer one of both; at the same distance, the one before
)

// Direction sets in which direction AsOf searches for a match. Only AsOf takes it. Default: [Backward]. It panics on an
// unknown direction.
func Direction(d AsOfDirection) JoinOption {
	if d < Backward || d > Nearest {
		panic(fmt.Sprintf("ops.Direction: must be Backward, Forward or Nearest, got %d", d))
	}
	return func(c *joinConfig) { c.requireAsOf("Direction").direction = d }
}

// Tolerance sets how far away from a row its match may be. Only AsOf takes it. Default: any distance. It panics if d is
// negative.
func Tolerance(d time.Duration) JoinOption {
	if d < 0 {
		panic(fmt.Sprintf("ops.Tolerance: must not be negative, got %v", d))
	}
	return func(c *joinConfig) { c.requireAsOf("Tolerance").tolerance = d }
}

// ExactMatches sets whether a row of exactly the same time matches. Only AsOf takes it. Default: true.
func ExactMatches(on bool) JoinOption {
	return func(c *joinConfig) { c.requireAsOf("ExactMatches").exact = on }
}

// Bound sets how much a join of two streams keeps of one stream while it waits for the other. After that, Emit waits.
// JoinLatest counts batches; its default is 10. AsOf and JoinWithin count rows, but accept whole batches; their default
// is 65,536. Join does not take it. It panics unless n is positive.
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

// requireAsOf returns c. It panics unless the options are those of AsOf.
func (c *joinConfig) requireAsOf(option string) *joinConfig {
	if c.op != "AsOf" {
		panic(fmt.Sprintf("ops.%s: does not take the option %s", c.op, option))
	}
	return c
}

// requireOuter panics if the join cannot keep the rows of the other side.
func (c *joinConfig) requireOuter(option string) {
	if c.op != "Join" && c.op != "JoinWithin" {
		panic(fmt.Sprintf("ops.%s: does not take the option %s; Join and JoinWithin do", c.op, option))
	}
}

// configureJoin applies options. bound is the default of Bound; 0: the join does not take it.
func configureJoin(op string, bound int, opts []JoinOption) joinConfig {
	c := joinConfig{op: op, keepLeft: true, tolerance: join.Unlimited, exact: true, bound: bound}
	for _, o := range opts {
		if o == nil {
			panic(fmt.Sprintf("ops.%s: the option must not be nil", op))
		}
		o(&c)
	}
	return c
}
