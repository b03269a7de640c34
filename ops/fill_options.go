package ops

import (
	"fmt"
	"slices"
)

// FillOption sets how FFill, BFill and Interpolate work. Each says which options it takes, and panics on others.
type FillOption interface{ applyToFill(*fillConfig) }

// fillOption is an option of FFill, BFill and Interpolate only.
type fillOption func(*fillConfig)

func (o fillOption) applyToFill(cfg *fillConfig) { o(cfg) }

// fillConfig holds the options of an operation that fills missing values.
type fillConfig struct {
	op      string // the name of the method, for errors
	limit   int    // 0: none
	columns []string
	maxRows int
	byTime  bool
	maxGap  int // 0: none
	// wholeRows is set if the result has all columns, also with keys.
	wholeRows bool
}

// configureFill applies options.
func configureFill(op string, opts []FillOption) fillConfig {
	cfg := fillConfig{op: op, maxRows: newEventConfig().maxRows}
	for _, o := range opts {
		if o == nil {
			panic(fmt.Sprintf("ops.%s: the option must not be nil", op))
		}
		o.applyToFill(&cfg)
	}
	return cfg
}

// require panics unless the method is one of those that take an option.
func (c *fillConfig) require(option string, methods ...string) {
	if !slices.Contains(methods, c.op) {
		panic(fmt.Sprintf("ops.%s: does not take the option %s", c.op, option))
	}
}

// Limit sets how many missing values in sequence are filled: FFill fills the first n after a value, BFill the last n
// before a value, Interpolate the first n between two values. The others stay missing. Default: no limit. It panics
// unless n is positive.
func Limit(n int) FillOption {
	if n <= 0 {
		panic(fmt.Sprintf("ops.Limit: must be positive, got %d", n))
	}
	return fillOption(func(c *fillConfig) { c.limit = n })
}

// ColumnsOption names columns. It is a [FillOption] and a [DuplicatesOption].
type ColumnsOption []string

func (o ColumnsOption) applyToFill(c *fillConfig) {
	c.require("Columns", "FFill", "BFill", "Interpolate")
	c.columns = o
}

// Columns sets which columns FFill, BFill and Interpolate fill, and which columns DropDuplicates compares: pandas'
// subset. Default: see there. It panics without names.
func Columns(names ...string) ColumnsOption {
	if len(names) == 0 {
		panic("ops.Columns: needs at least one name, got none")
	}
	return slices.Clone(names)
}
