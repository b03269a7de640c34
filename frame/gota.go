package frame

import (
	"fmt"
	"math"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
)

// FromGota converts a gota data frame. The result has the columns in the same order, and no index. The types int,
// float, string and bool become Int64, Float64, String and Bool. gota's NaN elements become missing values. gota has no
// type for times; [Frame.ParseTimes] converts strings to times.
//
// If a method of gota has failed, all later methods do nothing and keep the error. FromGota returns this error. A data
// frame without columns is an [ErrEmpty]. Cost: a copy, and one interface call per value.
func FromGota(df dataframe.DataFrame) (Frame, error) {
	if err := df.Error(); err != nil {
		return Frame{}, fmt.Errorf("frame.FromGota: %w", err)
	}
	if df.Ncol() == 0 {
		return Frame{}, fmt.Errorf("frame.FromGota: %w, got an empty data frame", ErrEmpty)
	}
	cols := make([]Column, df.Ncol())
	names, types := df.Names(), df.Types()
	for i := range cols {
		c, err := columnFromSeries(names[i], types[i], df.Nrow(), func(row int) series.Element { return df.Elem(row, i) })
		if err != nil {
			return Frame{}, fmt.Errorf("frame.FromGota: %w", err)
		}
		cols[i] = c
	}
	return newOwned("FromGota", cols)
}

// columnFromSeries converts a series of gota type t. elem returns its elements.
func columnFromSeries(name string, t series.Type, rows int, elem func(int) series.Element) (Column, error) {
	switch t {
	case series.Float:
		float := func(e series.Element) (float64, error) { return e.Float(), nil }
		return columnFromElements(name, Float64, rows, elem, float)
	case series.Int:
		integer := func(e series.Element) (int64, error) { v, err := e.Int(); return int64(v), err }
		return columnFromElements(name, Int64, rows, elem, integer)
	case series.String:
		text := func(e series.Element) (string, error) { return e.String(), nil }
		return columnFromElements(name, String, rows, elem, text)
	case series.Bool:
		return columnFromElements(name, Bool, rows, elem, series.Element.Bool)
	default:
		return Column{}, fmt.Errorf("%w: got gota's %q in column %q", ErrType, t, name)
	}
}

// columnFromElements converts elements to a column of type t. get returns the value of an element.
func columnFromElements[T scalar](
	name string, t Type, rows int, elem func(int) series.Element, get func(series.Element) (T, error),
) (Column, error) {
	out := make(typedVector[T], rows)
	c := Column{name: name, typ: t, vector: out, length: rows}
	for i := range out {
		e := elem(i)
		if t != Float64 && e.IsNA() {
			if c.missing == nil {
				c.missing = newBitmap(rows)
			}
			c.missing.set(i)
			continue
		}
		v, err := get(e)
		if err != nil {
			return c, fmt.Errorf("column %q, row %d: %w", name, i, err)
		}
		out[i] = v
	}
	return c, nil
}

// Gota converts the frame to a gota data frame with all columns in order. The index becomes the first ordinary column
// ([Frame.SetIndex] makes it the index again). Missing values become gota's NaN elements. Times become strings in RFC
// 3339, UTC, because gota has no type for times ([Frame.ParseTimes] converts them back).
//
// A frame without columns is an [ErrEmpty], because gota has no such data frame. The text NaN is an [ErrValue], because
// gota would read it as a missing value. On 32-bit machines, an integer that does not fit an int is also an [ErrValue].
// Cost: several copies of 16 to 24 bytes per value.
func (f Frame) Gota() (dataframe.DataFrame, error) {
	if len(f.cols) == 0 {
		return dataframe.DataFrame{}, fmt.Errorf("frame.Gota: %w, got the zero Frame", ErrEmpty)
	}
	all := make([]series.Series, len(f.cols))
	for i := range all {
		s, err := f.columnAt(i).toSeries()
		if err != nil {
			return dataframe.DataFrame{}, fmt.Errorf("frame.Gota: %w", err)
		}
		all[i] = s
	}
	df := dataframe.New(all...)
	if err := df.Error(); err != nil {
		return df, fmt.Errorf("frame.Gota: %w", err)
	}
	return df, nil
}

// toSeries converts a column to a gota series.
func (c Column) toSeries() (series.Series, error) {
	var s series.Series
	switch c.typ {
	case Float64:
		return series.New(values[float64](c), series.Float, c.name), nil
	case Int64:
		ints := make([]int, c.length)
		for i, v := range values[int64](c) {
			if v < math.MinInt || v > math.MaxInt {
				return s, fmt.Errorf("%w: the value must fit an int of this machine, got %d in row %d of column %q", ErrValue, v, i, c.name)
			}
			ints[i] = int(v)
		}
		s = series.New(ints, series.Int, c.name)
	case Bool:
		s = series.New(values[bool](c), series.Bool, c.name)
	default:
		texts := make([]string, c.length)
		for i := range texts {
			if texts[i] = string(c.AppendCell(nil, i)); texts[i] == "NaN" && c.Valid(i) {
				return s, fmt.Errorf("%w: gota reads the text NaN as a missing value, got it in row %d of column %q", ErrValue, i, c.name)
			}
		}
		s = series.New(texts, series.String, c.name)
	}
	end := c.offset + c.length
	for i := c.missing.nextSet(c.offset, end); i < end; i = c.missing.nextSet(i+1, end) {
		s.Elem(i - c.offset).Set(nil)
	}
	return s, nil
}
