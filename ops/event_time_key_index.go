package ops

import "github.com/streamgage/streamgage/frame"

// groupIndex finds the group of a row by its key. A group is removed when its last window has closed, but not in a
// Resample.
type groupIndex struct {
	columns []keyColumn
	byKey   map[string]*eventGroup // by encoded key
	single  *eventGroup            // the group of all rows, without keys
	encoded []byte                 // memory for a row's encoded key
	key     []keyValue             // memory for a row's key
}

func newGroupIndex(columns []keyColumn) groupIndex {
	return groupIndex{columns: columns, byKey: map[string]*eventGroup{}, single: &eventGroup{heapIndex: -1}}
}

// keyed returns whether there are keys.
func (x *groupIndex) keyed() bool { return len(x.columns) > 0 }

// read reads the keys of a batch.
func (x *groupIndex) read(f frame.Frame) (err error) {
	for i := range x.columns {
		k := &x.columns[i]
		if k.values, err = k.read(f); err != nil {
			return err
		}
	}
	return nil
}

// groupOf returns the group of a row. It makes the group if there is none. It returns nil if the row's key is missing.
func (x *groupIndex) groupOf(row int) *eventGroup {
	if !x.keyed() {
		return x.single
	}
	x.encoded, x.key = x.encoded[:0], x.key[:0]
	for i := range x.columns {
		v, ok := x.columns[i].value(row)
		if !ok {
			return nil
		}
		x.encoded, x.key = x.columns[i].appendKey(x.encoded, v), append(x.key, v)
	}
	if g := x.byKey[string(x.encoded)]; g != nil {
		return g
	}
	return x.add(append([]keyValue(nil), x.key...))
}

// add makes the group of the key in x.encoded.
func (x *groupIndex) add(key []keyValue) *eventGroup {
	g := &eventGroup{encodedKey: string(x.encoded), key: key, heapIndex: -1}
	x.byKey[g.encodedKey] = g
	return g
}

// dropEmpty removes a group if it has no open windows.
func (x *groupIndex) dropEmpty(g *eventGroup) {
	if len(g.panes) == 0 && g.bins == nil && x.keyed() {
		delete(x.byKey, g.encodedKey)
	}
}
