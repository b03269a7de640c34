package ops

import "github.com/streamgage/streamgage/frame"

// groupIndex finds the group of a row. It forgets a group when its last window has closed.
type groupIndex struct {
	columns []keyColumn
	byCode  map[string]*eventGroup
	one     *eventGroup // of all rows, without keys
	code    []byte
	key     []keyValue
}

func newGroupIndex(columns []keyColumn) groupIndex {
	return groupIndex{columns: columns, byCode: map[string]*eventGroup{}, one: &eventGroup{place: -1}}
}

func (x *groupIndex) keyed() bool { return len(x.columns) > 0 }

func (x *groupIndex) read(f frame.Frame) error {
	for i := range x.columns {
		if err := x.columns[i].read(f); err != nil {
			return err
		}
	}
	return nil
}

// of gives the group of a row, or nil if its key is missing.
func (x *groupIndex) of(row int) *eventGroup {
	if !x.keyed() {
		return x.one
	}
	x.code, x.key = x.code[:0], x.key[:0]
	for i := range x.columns {
		v, ok := x.columns[i].value(row)
		if !ok {
			return nil
		}
		x.code, x.key = x.columns[i].appendTo(x.code, v), append(x.key, v)
	}
	if g := x.byCode[string(x.code)]; g != nil {
		return g
	}
	return x.add(append([]keyValue(nil), x.key...))
}

func (x *groupIndex) add(key []keyValue) *eventGroup {
	g := &eventGroup{code: string(x.code), key: key, place: -1}
	x.byCode[g.code] = g
	return g
}

// dropEmpty forgets a group without open windows.
func (x *groupIndex) dropEmpty(g *eventGroup) {
	if len(g.parts) == 0 && x.keyed() {
		delete(x.byCode, g.code)
	}
}
