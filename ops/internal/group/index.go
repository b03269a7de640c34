package group

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// NoGroup is the group number of a row whose key is missing.
const NoGroup int32 = -1

// Index numbers groups by their keys. An Index is used by one goroutine at a time.
type Index struct {
	columns     []keyColumn
	table       hashTable
	rowHashes   []uint64 // of the batch's rows
	groupHashes []uint32 // by group number
	freeIDs     []int32  // numbers of dropped groups, to reuse
	order       []int32  // the group numbers, sorted by key
	created     []int32  // the groups that the last FindOrCreate has created, in order of their first rows
	dropped     []bool   // by group number; used by Drop only
	names       []string
	keyColumns  []frame.Column // the keys in the order of order; nil after a change
}

// New returns an empty index for keys of columns with these names and types.
func New(names []string, types []frame.Type) *Index {
	x := &Index{names: names}
	for _, t := range types {
		if t == frame.String {
			x.columns = append(x.columns, &stringKeys{})
		} else {
			x.columns = append(x.columns, &int64Keys{typ: t})
		}
	}
	return x
}

// FindOrCreate returns the group number of each row of a batch, or [NoGroup] if a value of its key is missing. It
// creates a group for each new key; [Index.DropCreated] takes that back. ids is memory for the result. As soon as there
// are more than maxGroups groups, FindOrCreate stops, and the rest of the result is invalid.
func (x *Index) FindOrCreate(keys []kernel.Vector, rows int, ids []int32, maxGroups int) []int32 {
	x.created = x.created[:0]
	ids = slices.Grow(ids[:0], rows)[:rows]
	clear(ids)
	x.rowHashes = slices.Grow(x.rowHashes[:0], rows)[:rows]
	clear(x.rowHashes)
	for i, c := range x.columns {
		c.setBatch(keys[i])
		c.hash(x.rowHashes)
		markMissing(keys[i], ids)
	}
	remaining := maxGroups - len(x.order)
	for row, h := range x.rowHashes {
		if len(x.created) > remaining {
			break
		}
		if ids[row] != NoGroup {
			ids[row] = x.findOrCreate(row, uint32(h))
		}
	}
	if len(x.created) > 0 {
		x.insertCreated()
	}
	return ids
}

// markMissing sets ids to NoGroup in the rows in which the key is missing.
func markMissing(v kernel.Vector, ids []int32) {
	if v.Type == frame.Float64 {
		for i, x := range v.Floats {
			if x != x {
				ids[i] = NoGroup
			}
		}
	}
	for i, ok := range v.Valid {
		if !ok {
			ids[i] = NoGroup
		}
	}
}

// findOrCreate returns the group number of a row.
func (x *Index) findOrCreate(row int, hash uint32) int32 {
	slots := x.table.slots
	for i := x.table.home(hash); len(slots) > 0 && slots[i].idPlusOne != 0; i = (i + 1) & (len(slots) - 1) {
		if id := slots[i].idPlusOne - 1; slots[i].hash == hash && x.equalKey(row, id) {
			return id
		}
	}
	return x.create(row, hash)
}

// equalKey reports whether a row has the key of a group.
func (x *Index) equalKey(row int, id int32) bool {
	for _, c := range x.columns {
		if !c.equal(row, id) {
			return false
		}
	}
	return true
}

// create creates a group with the key of a row.
func (x *Index) create(row int, hash uint32) int32 {
	id := int32(len(x.groupHashes))
	if last := len(x.freeIDs) - 1; last >= 0 {
		id, x.freeIDs = x.freeIDs[last], x.freeIDs[:last]
		x.groupHashes[id] = hash
	} else {
		x.groupHashes = append(x.groupHashes, hash)
	}
	for _, c := range x.columns {
		c.store(row, id)
	}
	x.table.add(hash, id)
	x.created = append(x.created, id)
	return id
}

// insertCreated merges the created groups into the order. It costs O(groups).
func (x *Index) insertCreated() {
	sorted := slices.Clone(x.created)
	slices.SortFunc(sorted, x.compare)
	end := len(x.order)
	x.order = append(x.order, sorted...)
	for n := len(sorted) - 1; n >= 0; n-- {
		at, _ := slices.BinarySearchFunc(x.order[:end], sorted[n], x.compare)
		copy(x.order[at+n+1:], x.order[at:end])
		x.order[at+n] = sorted[n]
		end = at
	}
	x.keyColumns = nil
}

// compare orders two groups by their keys, column by column.
func (x *Index) compare(a, b int32) int {
	for _, c := range x.columns {
		if d := c.compare(a, b); d != 0 {
			return d
		}
	}
	return 0
}

// Created returns the groups that the last FindOrCreate has created, in order of their first rows. Numbers of dropped
// groups are reused.
func (x *Index) Created() []int32 { return x.created }

// DropCreated drops the groups that the last FindOrCreate has created.
func (x *Index) DropCreated() {
	x.Drop(x.created)
	x.created = x.created[:0]
}

// Drop removes groups. Each must exist and be listed once. It costs O(all groups).
func (x *Index) Drop(ids []int32) {
	if len(ids) == 0 {
		return
	}
	x.dropped = slices.Grow(x.dropped[:0], x.IDLimit())[:x.IDLimit()]
	clear(x.dropped)
	for _, id := range ids {
		x.table.remove(x.groupHashes[id], id)
		for _, c := range x.columns {
			c.release(id)
		}
		x.freeIDs = append(x.freeIDs, id)
		x.dropped[id] = true
	}
	x.order = slices.DeleteFunc(x.order, func(id int32) bool { return x.dropped[id] })
	x.keyColumns = nil
}

// Len returns the number of groups.
func (x *Index) Len() int { return len(x.order) }

// IDLimit returns a number that is larger than all group numbers: the largest number of groups that have existed at one
// time.
func (x *Index) IDLimit() int { return len(x.groupHashes) }

// Order returns the group numbers sorted by key, column by column. The slice is valid until the next FindOrCreate or
// Drop.
func (x *Index) Order() []int32 { return x.order }

// Keys returns the key columns of all groups, in the order of Order. It builds them only after groups were created or
// dropped.
func (x *Index) Keys() []frame.Column {
	if x.keyColumns == nil {
		x.keyColumns = make([]frame.Column, len(x.columns))
		for i, c := range x.columns {
			x.keyColumns[i] = c.keysOf(x.names[i], x.order)
		}
	}
	return x.keyColumns
}

// FormatKey formats the key of a group for a message: symbol = AAPL, side = buy.
func (x *Index) FormatKey(id int32) string {
	var text []byte
	for i, c := range x.columns {
		if i > 0 {
			text = append(text, ", "...)
		}
		text = fmt.Appendf(text, "%s = ", x.names[i])
		text = c.keysOf(x.names[i], []int32{id}).AppendCell(text, 0)
	}
	return string(text)
}
