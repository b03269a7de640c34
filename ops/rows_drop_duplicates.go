package ops

import (
	"fmt"
	"strings"
	"time"

	"github.com/streamgage/streamgage/frame"
)

// DropDuplicates emits the rows whose key has not occurred before, also in an earlier batch: pandas' drop_duplicates. The
// key is the columns that [Columns] names, or else all columns but the index. Missing values are equal to each other, as
// in pandas; -0 and 0 are equal. Of equal rows the first one is kept (keep="first"): a stream cannot know the last one.
//
//	d.DropDuplicates(ops.Columns("id"))
//	d.DropDuplicates(ops.Columns("id"), ops.Expiry(time.Hour))
//
// DropDuplicates keeps each key, up to 1,048,576 of them: one more is an [ErrKeys], and its batch is left out. [MaxKeys]
// sets the limit. [Expiry] forgets keys. A batch of which no row remains becomes a batch without rows. As with
// [DataFrame.Where], the result can no longer be combined with data that has all rows.
//
// An unknown column is a build error, an [ErrColumn], and so is a DataFrame without columns, an [ErrColumns]. Cost: about
// 45 ns a row, whatever the number of keys. A key keeps its values and about 80 bytes.
func (d DataFrame) DropDuplicates(opts ...DuplicatesOption) DataFrame {
	b := groupBy{op: "DropDuplicates", rows: d, maxKeys: defaultMaxKeys, missingEqual: true}
	for _, o := range opts {
		if o == nil {
			panic("ops.DropDuplicates: the option must not be nil")
		}
		o.applyToDuplicates(&b)
	}
	if d.err != nil {
		return d
	}
	schema := d.example.Schema()
	fields, err := selectedFields(schema, b.keys)
	if err == nil && len(fields) == 0 {
		err = fmt.Errorf("%w: there are no columns to compare", ErrColumns)
	}
	if err != nil {
		return d.fail("DropDuplicates", err)
	}
	b.keys = namesOf(fields)
	return b.deriveGroupRows("DropDuplicates", "drop duplicates of "+strings.Join(b.keys, ", "), func() (rowsPlan, error) {
		p := firstRows(1)
		p.details = "drop duplicates"
		return p, nil
	})
}

// DuplicatesOption sets how [DataFrame.DropDuplicates] works.
type DuplicatesOption interface{ applyToDuplicates(*groupBy) }

// duplicatesOption is an option of DropDuplicates only.
type duplicatesOption func(*groupBy)

func (o duplicatesOption) applyToDuplicates(b *groupBy) { o(b) }

func (o ColumnsOption) applyToDuplicates(b *groupBy) { b.keys = o }

// Expiry makes DropDuplicates forget a key when the newest row is d or more later than the last row with that key, kept
// or dropped: [Grouped.Expiry] for duplicates. So a row is a duplicate if its key has occurred less than d before. Times
// are those of the index, which must be of type time and sorted. Default: never. It panics unless d is positive.
func Expiry(d time.Duration) DuplicatesOption {
	if d <= 0 {
		panic(fmt.Sprintf("ops.Expiry: the time must be positive, got %v", d))
	}
	return duplicatesOption(func(b *groupBy) { b.expiry = d })
}

// MaxKeys sets how many keys DropDuplicates keeps: [Grouped.MaxKeys] for duplicates. A batch that would exceed it is an
// [ErrKeys], and is left out. Default: 1,048,576. It panics unless n is positive.
func MaxKeys(n int) DuplicatesOption {
	if n <= 0 {
		panic(fmt.Sprintf("ops.MaxKeys: n must be positive, got %d", n))
	}
	return duplicatesOption(func(b *groupBy) { b.maxKeys = n })
}

// missingMaskBits is how many columns one mask of missing values has.
const missingMaskBits = 64

// withMissingMasks returns keys, and keys that say which of them are missing. So rows with missing values have a key.
func withMissingMasks(keys []groupKey) []groupKey {
	for i := range (len(keys) + missingMaskBits - 1) / missingMaskBits {
		keys = append(keys, groupKey{name: fmt.Sprintf("\x00missing %d", i), typ: frame.Int64, missingMask: true})
	}
	return keys
}
