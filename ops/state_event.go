package ops

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

func (e *eventWindows) emitter() emitter {
	return emitter{e.take, e.idle, e.end, e.save, e.load}
}

// save writes the groups in the order of their keys, so that the same state is the same bytes.
func (e *eventWindows) save(dst []byte) []byte {
	dst = e.layout.save(dst)
	dst = appendInts(dst, e.mark, e.closed, e.clock.rows, int64(e.open))
	groups := slices.Clone(e.agenda)
	slices.SortFunc(groups, func(a, b *eventGroup) int { return cmp.Compare(a.code, b.code) })
	dst = binary.AppendUvarint(dst, uint64(len(groups)))
	for _, g := range groups {
		dst = e.groups.save(dst, g)
		dst = binary.AppendUvarint(dst, uint64(len(g.parts)))
		for _, p := range g.parts {
			dst = p.save(dst)
		}
	}
	return dst
}

func (e *eventWindows) load(src []byte) (rest []byte, err error) {
	own := e.layout.save(nil)
	if !bytes.HasPrefix(src, own) {
		return nil, errOtherWindows
	}
	r := stateReader{src: src[len(own):]}
	e.mark, e.closed, e.clock.rows, e.open = r.int(), r.int(), r.int(), int(r.int())
	for range r.count() {
		g := e.groups.load(&r)
		for range r.count() {
			p := &part{gatherers: e.newGatherers()}
			p.load(&r)
			r.check(e.layout.fits(p) && (len(g.parts) == 0 || g.parts[len(g.parts)-1].to < p.from))
			g.parts = append(g.parts, p)
		}
		if r.err != nil || len(g.parts) == 0 {
			return nil, cmp.Or(r.err, errShort)
		}
		e.agenda.set(g, e.layout.due(g, e.closed))
	}
	return r.src, r.err
}

func (p *part) save(dst []byte) []byte {
	dst = appendInts(dst, p.from, p.to, p.first, p.last)
	for _, g := range p.gatherers {
		dst = g.save(dst)
	}
	return dst
}

func (p *part) load(r *stateReader) {
	p.from, p.to, p.first, p.last = r.int(), r.int(), r.int(), r.int()
	for _, g := range p.gatherers {
		r.part(g.load)
	}
}

// save writes the key of a group.
func (x *groupIndex) save(dst []byte, g *eventGroup) []byte {
	for _, v := range g.key {
		dst = appendText(binary.AppendVarint(dst, v.number), v.text)
	}
	return dst
}

// load reads a key, and makes its group.
func (x *groupIndex) load(r *stateReader) *eventGroup {
	if !x.keyed() {
		return x.one
	}
	var key []keyValue
	x.code = x.code[:0]
	for i := range x.columns {
		v := keyValue{r.int(), r.text()}
		x.code, key = x.columns[i].appendTo(x.code, v), append(key, v)
	}
	return x.add(key)
}
