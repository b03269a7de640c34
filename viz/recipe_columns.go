package viz

import (
	"fmt"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/suggest"
)

// checkColumns returns an ErrColumn unless the frame has all the columns. It ignores the name "". It accepts a frame
// without columns, which has no data yet.
func checkColumns(op string, f frame.Frame, columns ...string) error {
	if f.NumCols() == 0 {
		return nil
	}
	for _, column := range columns {
		if column == "" {
			continue
		}
		if _, ok := f.Schema().Lookup(column); !ok {
			names := f.Schema().Names()
			return fmt.Errorf("%s: %w %q; columns are %s%s", op, ErrColumn, column, strings.Join(names, ", "), suggest.DidYouMean(column, names))
		}
	}
	return nil
}

// checkContinuous returns an ErrType if a column of the frame cannot be drawn along an axis of numbers or times. It
// accepts a column that the frame does not have.
func checkContinuous(op string, f frame.Frame, column string) error {
	if isText(f, column) {
		return fmt.Errorf("%s: %w: column %q is %v, and needs numbers or times", op, ErrType, column, frame.String)
	}
	return nil
}

// acceptAnyType has the signature of checkContinuous and accepts every column: texts are categories.
func acceptAnyType(string, frame.Frame, string) error { return nil }

// isContinuous reports whether the column holds numbers or times.
func isContinuous(f frame.Frame, column string) bool {
	field, ok := f.Schema().Lookup(column)
	return ok && (field.Type == frame.Float64 || field.Type == frame.Int64 || field.Type == frame.Time)
}

// isText reports whether the column holds text, whose values are categories along an axis.
func isText(f frame.Frame, column string) bool {
	field, ok := f.Schema().Lookup(column)
	return ok && field.Type == frame.String
}

// isTime reports whether the column holds times.
func isTime(f frame.Frame, column string) bool {
	field, ok := f.Schema().Lookup(column)
	return ok && field.Type == frame.Time
}

// texts returns the values of a column as texts. Times are written in the zone of the chart's TimeZone, or in UTC.
func (c *Chart) texts(column string) []string {
	if !isTime(c.data, column) {
		return columnTexts(c.data, column)
	}
	ns, _ := c.data.Times(column)
	texts, format := make([]string, len(ns)), newTimeTexts(c.overrides.settings().zone)
	for i, t := range ns {
		if c.data.Valid(column, i) {
			texts[i] = format.of(t)
		}
	}
	return texts
}

// columnTexts returns the values of a column as texts, or nil if there is no such column. The text of a missing value
// is "". The result may be the column itself and must not be changed.
func columnTexts(f frame.Frame, column string) []string {
	c, err := f.Column(column)
	if err != nil {
		return nil
	}
	if c.Type() == frame.String && !c.HasMissing() {
		texts, _ := f.Strings(column)
		return texts
	}
	texts := make([]string, f.Len())
	var buf []byte
	for i := range texts {
		buf = c.AppendCell(buf[:0], i)
		texts[i] = string(buf)
	}
	return texts
}
