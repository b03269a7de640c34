package ipc

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/streamgage/streamgage/frame"
)

// decodeDictionary returns a column in which each row has the dictionary's value for the row's key. Strings share the
// dictionary's bytes.
func (b boundedAllocator) decodeDictionary(name string, a *array.Dictionary) (frame.Column, error) {
	entries, err := b.decodeColumn(name, a.Dictionary())
	if err != nil {
		return frame.Column{}, err
	}
	rows, valid := make([]int, a.Len()), make([]bool, a.Len())
	for i := range rows {
		if !a.IsValid(i) {
			continue
		}
		at := a.GetValueIndex(i)
		if at < 0 || at >= entries.Len() {
			return frame.Column{}, fmt.Errorf("%w: the dictionary of column %q has %d values, got key %d",
				ErrCorrupt, name, entries.Len(), at)
		}
		rows[i], valid[i] = at, true
	}
	if entries.Len() == 0 { // all rows are null, but Take needs a value for each row
		if entries, err = b.decodeColumn(name, array.MakeArrayOfNull(writeAllocator, a.Dictionary().DataType(), 1)); err != nil {
			return frame.Column{}, err
		}
	}
	f, err := frame.New(entries)
	if err != nil {
		return frame.Column{}, err
	}
	c, err := f.Take(rows).Column(name)
	if err != nil || a.NullN() == 0 {
		return c, err
	}
	return c.WithValid(valid), nil
}
