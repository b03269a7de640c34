package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// Interpolate replaces missing values between two values by the values of a straight line from one to the other: pandas'
// interpolate(limit_area="inside"). Rows have the same distance from each other, or, with [ByTime], that of their times.
// It works on the columns that [Columns] names, or else on all float64 columns but the index.
//
//	in:  . 1 . . | . 5 . |
//	out: . 1     | 2 3 4 5 | .|
//
// Missing values before the first value and after the last one stay missing. pandas' default also repeats the last value
// at the end: Interpolate().FFill() does. [Limit] sets how many missing values in sequence are filled, and [MaxGap] leaves
// long gaps as they are. A row is held back until the next value has come, as with [DataFrame.BFill]; MaxGap limits how
// long, and [MaxRows] how many rows.
//
// An unknown name is a build error, an [ErrColumn], and a column of another type than float64 an [ErrType]: use
// [DataFrame.AsType] for int64. Interpolate panics on other options. Cost: that of BFill.
func (d DataFrame) Interpolate(opts ...FillOption) DataFrame {
	cfg := configureFill("Interpolate", opts)
	b := groupBy{op: "Interpolate", rows: d, maxKeys: 1}
	return b.deriveGapFill("Interpolate", cfg, cfg.interpolation(), func() ([]frame.Field, error) {
		fields, err := selectedFields(d.example.Schema(), cfg.columns)
		if err != nil {
			return nil, err
		}
		return floatFields(fields, cfg.columns != nil)
	})
}

// Interpolate replaces missing values between two values of a group by the values of a straight line: pandas'
// d.groupby("sensor").x.transform(lambda x: x.interpolate(limit_area="inside")), across batches. Without [ByTime] the rows
// of a group have the same distance from each other. It fills the columns that [Columns] names, or else the selected ones,
// or else all float64 columns that are no keys. See [DataFrame.Interpolate] and [Grouped.BFill].
func (g Grouped) Interpolate(opts ...FillOption) DataFrame {
	cfg := configureFill("Interpolate", opts)
	b := g.by.selecting(cfg.columns)
	b.checkRows("Interpolate")
	return b.deriveGapFill("GroupBy.Interpolate", cfg, cfg.interpolation(), func() ([]frame.Field, error) {
		fields, err := b.valueFields()
		if err != nil {
			return nil, err
		}
		return floatFields(fields, b.selected != nil)
	})
}

// interpolation says what is computed.
func (c *fillConfig) interpolation() string {
	if c.byTime {
		return "interpolate by time"
	}
	return "interpolate"
}

// floatFields returns the float64 columns of fields. If the fields are named, another type is an ErrType; so is none.
func floatFields(fields []frame.Field, named bool) (floats []frame.Field, err error) {
	for _, f := range fields {
		switch {
		case f.Type == frame.Float64:
			floats = append(floats, f)
		case named:
			return nil, fmt.Errorf("%w: want float64, got %q of type %v; convert it with AsType", ErrType, f.Name, f.Type)
		}
	}
	if len(floats) == 0 {
		return nil, fmt.Errorf("%w: want float64, got none; columns are %s", ErrType, fieldNames(fields))
	}
	return floats, nil
}

// ByTime makes Interpolate use the times of rows, which are their index: pandas' interpolate("time"). The index must be of
// type time, else it is a build error, an [ErrType]. It must be sorted, else a batch is an [ErrOrder]. A missing
// value at the time of a value is that value. Only Interpolate takes it.
func ByTime() FillOption {
	return fillOption(func(c *fillConfig) {
		c.require("ByTime", "Interpolate")
		c.byTime = true
	})
}

// MaxGap makes Interpolate leave gaps of more than n missing values in sequence as they are: xarray's max_gap, in rows. So
// a row waits for at most n rows of its group. Default: no limit. Only Interpolate takes it. It panics unless n is
// positive.
func MaxGap(n int) FillOption {
	if n <= 0 {
		panic(fmt.Sprintf("ops.MaxGap: must be positive, got %d", n))
	}
	return fillOption(func(c *fillConfig) {
		c.require("MaxGap", "Interpolate")
		c.maxGap = n
	})
}
