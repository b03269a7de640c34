package ipc

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/streamgage/streamgage/frame"
)

// dictionaryColumn looks each row's value up in the dictionary. Strings share the dictionary's bytes.
func (l limits) dictionaryColumn(name string, a *array.Dictionary) (frame.Column, error) {
	words, err := l.column(name, a.Dictionary())
	if err != nil {
		return frame.Column{}, err
	}
	rows, valid := make([]int, a.Len()), make([]bool, a.Len())
	for i := range rows {
		if !a.IsValid(i) {
			continue
		}
		at := a.GetValueIndex(i)
		if at < 0 || at >= words.Len() {
			return frame.Column{}, fmt.Errorf("%w: the dictionary of column %q has %d values, got number %d",
				ErrCorrupt, name, words.Len(), at)
		}
		rows[i], valid[i] = at, true
	}
	if words.Len() == 0 { // every row is null, and there is no value to stand under it
		if words, err = l.column(name, array.MakeArrayOfNull(allocator, a.Dictionary().DataType(), 1)); err != nil {
			return frame.Column{}, err
		}
	}
	f, err := frame.New(words)
	if err != nil {
		return frame.Column{}, err
	}
	c, err := f.Take(rows).Column(name)
	if err != nil || a.NullN() == 0 {
		return c, err
	}
	return c.WithValid(valid), nil
}
