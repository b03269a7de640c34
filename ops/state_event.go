package ops

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/ops/internal/state"
)

var errDifferentWindows = errors.New("the state belongs to other windows")

// operator returns the eventOperator of the windows.
func (e *eventWindows) operator() eventOperator {
	o := eventOperator{take: e.take, idle: e.idle, end: e.end, save: e.save, load: e.load}
	if _, ok := e.assigner.(*hoursAssigner); ok {
		o.outside = func() []int { return e.outside }
	}
	return o
}

// save writes groups in the order of their encoded keys, so that equal states have equal bytes.
func (e *eventWindows) save(dst []byte) []byte {
	dst = e.assigner.save(dst)
	dst = state.AppendInts(dst, e.mark, e.closedUntil, e.rowTimes.count, int64(e.open))
	groups := e.groups.saved(e.closeQueue)
	slices.SortFunc(groups, func(a, b *eventGroup) int { return cmp.Compare(a.encodedKey, b.encodedKey) })
	dst = state.AppendCount(dst, len(groups))
	for _, g := range groups {
		dst = e.groups.save(dst, g)
		dst = state.AppendCount(dst, len(g.panes))
		for _, p := range g.panes {
			dst = p.save(dst)
		}
		if g.bins != nil {
			dst = state.AppendInts(dst, g.bins.save()...)
		}
	}
	return dst
}

// saved returns the groups that a state has: those with open windows, or, of a Resample, all.
func (x *groupIndex) saved(open closeQueue) []*eventGroup {
	if x.single.bins != nil {
		return []*eventGroup{x.single}
	}
	groups := slices.Clone(open)
	for _, g := range x.byKey {
		if g.heapIndex < 0 && g.bins != nil {
			groups = append(groups, g)
		}
	}
	return groups
}

func (e *eventWindows) load(src []byte) (rest []byte, err error) {
	own := e.assigner.save(nil)
	if !bytes.HasPrefix(src, own) {
		return nil, differentWindows(own, src)
	}
	r := state.NewReader(src[len(own):])
	e.mark, e.closedUntil, e.rowTimes.count, e.open = r.Int(), r.Int(), r.Int(), int(r.Int())
	for range r.Count() {
		g := e.groups.load(r)
		for range r.Count() {
			p := &pane{accumulators: e.newAccumulators()}
			p.load(r)
			r.Check(e.assigner.validPane(p) && (len(g.panes) == 0 || g.panes[len(g.panes)-1].to < p.from))
			g.panes = append(g.panes, p)
		}
		if bins, ok := e.assigner.(*binAssigner); ok {
			bins.load(r, g, e.mark)
			e.emptyBins += bins.emptyBins(g)
			r.Check(e.emptyBins <= bins.maxEmpty)
		}
		if r.Err() != nil || len(g.panes) == 0 && g.bins == nil {
			return nil, cmp.Or(r.Err(), state.ErrTruncated)
		}
		if len(g.panes) > 0 {
			e.closeQueue.update(g, e.assigner.firstEnd(g, e.closedUntil))
		}
	}
	return r.Finish()
}

// differentWindows returns the error of a state that belongs to other windows. It names the zones, if these differ.
func differentWindows(own, src []byte) error {
	if got, want := savedZone(src), savedZone(own); got != want {
		return fmt.Errorf("%w: of %s, want %s", errDifferentWindows, got, want)
	}
	return errDifferentWindows
}

// savedZone returns the name of the local time that a state of windows begins with.
func savedZone(src []byte) string {
	r := state.NewReader(src)
	if r.Int() >= 0 {
		return "UTC"
	}
	r.Int()
	r.Int()
	return cmp.Or(r.Text(), "UTC")
}

func (p *pane) save(dst []byte) []byte {
	dst = state.AppendInts(dst, p.from, p.to, p.first, p.last)
	for _, a := range p.accumulators {
		dst = a.save(dst)
	}
	return dst
}

func (p *pane) load(r *state.Reader) {
	p.from, p.to, p.first, p.last = r.Int(), r.Int(), r.Int(), r.Int()
	for _, a := range p.accumulators {
		r.Load(a.load)
	}
}

// save writes the key of a group.
func (x *groupIndex) save(dst []byte, g *eventGroup) []byte {
	for _, v := range g.key {
		dst = state.AppendText(state.AppendInt(dst, v.number), v.text)
	}
	return dst
}

// load reads a key and makes its group. Without keys it returns the single group.
func (x *groupIndex) load(r *state.Reader) *eventGroup {
	if !x.keyed() {
		return x.single
	}
	var key []keyValue
	x.encoded = x.encoded[:0]
	for i := range x.columns {
		v := keyValue{r.Int(), r.Text()}
		x.encoded, key = x.columns[i].appendKey(x.encoded, v), append(key, v)
	}
	return x.add(key)
}
