package ops

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

func (e *eventWindows) operator() eventOperator {
	return eventOperator{e.take, e.idle, e.end, e.save, e.load}
}

// save writes groups in the order of their encoded keys, so that equal states have equal bytes.
func (e *eventWindows) save(dst []byte) []byte {
	dst = e.assigner.save(dst)
	dst = appendInts(dst, e.mark, e.closedUntil, e.rowTimes.count, int64(e.open))
	groups := slices.Clone(e.closeQueue)
	slices.SortFunc(groups, func(a, b *eventGroup) int { return cmp.Compare(a.encodedKey, b.encodedKey) })
	dst = binary.AppendUvarint(dst, uint64(len(groups)))
	for _, g := range groups {
		dst = e.groups.save(dst, g)
		dst = binary.AppendUvarint(dst, uint64(len(g.panes)))
		for _, p := range g.panes {
			dst = p.save(dst)
		}
	}
	return dst
}

func (e *eventWindows) load(src []byte) (rest []byte, err error) {
	own := e.assigner.save(nil)
	if !bytes.HasPrefix(src, own) {
		return nil, errDifferentWindows
	}
	r := stateReader{src: src[len(own):]}
	e.mark, e.closedUntil, e.rowTimes.count, e.open = r.int(), r.int(), r.int(), int(r.int())
	for range r.count() {
		g := e.groups.load(&r)
		for range r.count() {
			p := &pane{accumulators: e.newAccumulators()}
			p.load(&r)
			r.check(e.assigner.validPane(p) && (len(g.panes) == 0 || g.panes[len(g.panes)-1].to < p.from))
			g.panes = append(g.panes, p)
		}
		if r.err != nil || len(g.panes) == 0 {
			return nil, cmp.Or(r.err, errTruncated)
		}
		e.closeQueue.update(g, e.assigner.firstEnd(g, e.closedUntil))
	}
	return r.src, r.err
}

func (p *pane) save(dst []byte) []byte {
	dst = appendInts(dst, p.from, p.to, p.first, p.last)
	for _, g := range p.accumulators {
		dst = g.save(dst)
	}
	return dst
}

func (p *pane) load(r *stateReader) {
	p.from, p.to, p.first, p.last = r.int(), r.int(), r.int(), r.int()
	for _, g := range p.accumulators {
		r.load(g.load)
	}
}

// save writes the key of a group.
func (x *groupIndex) save(dst []byte, g *eventGroup) []byte {
	for _, v := range g.key {
		dst = appendText(binary.AppendVarint(dst, v.number), v.text)
	}
	return dst
}

// load reads a key and makes its group.
func (x *groupIndex) load(r *stateReader) *eventGroup {
	if !x.keyed() {
		return x.single
	}
	var key []keyValue
	x.encoded = x.encoded[:0]
	for i := range x.columns {
		v := keyValue{r.int(), r.text()}
		x.encoded, key = x.columns[i].appendKey(x.encoded, v), append(key, v)
	}
	return x.add(key)
}
