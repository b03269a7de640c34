package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
)

// SetIndex makes a column the index. The old index becomes an ordinary column, the first one. (pandas drops it: call
// DropIndex before SetIndex.) An unknown name is a build error, an [ErrColumn]. SetIndex copies no data.
func (d DataFrame) SetIndex(column string) DataFrame {
	if err := checkColumns(d.example.Schema(), column); err != nil {
		return d.fail("SetIndex", err)
	}
	return d.deriveStateless("SetIndex", "index "+column, func() batchFunc {
		return func(f frame.Frame) (frame.Frame, error) { return f.SetIndex(column) }
	})
}

// ResetIndex makes the index an ordinary column, the first. It does not add row numbers as a new index, as pandas does:
// a frame needs no index. It copies no data.
func (d DataFrame) ResetIndex() DataFrame {
	return d.deriveStateless("ResetIndex", "reset index", func() batchFunc {
		return func(f frame.Frame) (frame.Frame, error) { return f.ResetIndex(), nil }
	})
}

// DropIndex removes the index: pandas' reset_index(drop=True). A frame that has only an index is a build error, an
// [ErrColumns]. It copies no data.
func (d DataFrame) DropIndex() DataFrame {
	if schema := d.example.Schema(); d.err == nil && len(dataFields(schema)) == 0 {
		return d.fail("DropIndex", fmt.Errorf("%w: want a column beside the index, got [%v]", ErrColumns, schema))
	}
	return d.deriveStateless("DropIndex", "drop index", func() batchFunc {
		return func(f frame.Frame) (frame.Frame, error) { return f.DropIndex(), nil }
	})
}
