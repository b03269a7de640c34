package ops

import "github.com/streamgage/streamgage/frame"

// pieces is rows that wait, in the batches that they came in: taking some copies no others.
type rowQueue struct {
	frames []frame.Frame // all of one schema; one at least, which may have no rows
}

func newRowQueue(f frame.Frame) rowQueue { return rowQueue{[]frame.Frame{f}} }

func (p *rowQueue) push(f frame.Frame) { p.frames = append(p.frames, f) }

// pop takes the n oldest rows, which must be there.
func (p *rowQueue) pop(n int) (frame.Frame, error) {
	taken := []frame.Frame{p.frames[0].Slice(0, 0)}
	for n > 0 {
		first := p.frames[0]
		k := min(n, first.Len())
		taken = append(taken, first.Slice(0, k))
		n -= k
		p.frames[0] = first.Slice(k, first.Len())
		if k == first.Len() && len(p.frames) > 1 {
			p.frames = p.frames[1:]
		}
	}
	if len(taken) == 2 {
		return taken[1], nil
	}
	return frame.Concat(taken)
}

// all gives the rows as one frame.
func (p *rowQueue) all() (frame.Frame, error) {
	f, err := frame.Concat(p.frames)
	if err == nil {
		p.frames = []frame.Frame{f}
	}
	return f, err
}

// save writes the rows to a state.
func (p *rowQueue) save(dst []byte) []byte {
	f, err := p.all()
	if err != nil {
		return dst // they are all of one schema
	}
	return appendFrame(dst, f)
}

// load reads the rows, of which there must be n.
func (p *rowQueue) load(src []byte, n int) (rest []byte, err error) {
	r := stateReader{src: src}
	f, err := readFrame(&r, p.frames[0].Schema())
	if err != nil {
		return nil, err
	}
	if r.check(f.Len() == n); r.err == nil {
		*p = newRowQueue(f)
	}
	return r.src, r.err
}
