package ops

import "github.com/streamgage/streamgage/ops/internal/state"

import "github.com/streamgage/streamgage/frame"

// rowQueue is a FIFO queue of rows. It keeps the batches in which rows came, so pop does not copy the rows that stay.
type rowQueue struct {
	frames []frame.Frame // of one schema; at least one, which may have no rows
}

func newRowQueue(f frame.Frame) rowQueue { return rowQueue{[]frame.Frame{f}} }

func (p *rowQueue) push(f frame.Frame) { p.frames = append(p.frames, f) }

// pop removes the n oldest rows and returns them. There must be at least n.
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

// all returns the rows as one frame.
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
		return dst // does not happen: all have one schema
	}
	return appendFrame(dst, f)
}

// load reads what save has written. There must be n rows.
func (p *rowQueue) load(src []byte, n int) (rest []byte, err error) {
	r := state.NewReader(src)
	f, err := readFrame(r, p.frames[0].Schema())
	if err != nil {
		return nil, err
	}
	if r.Check(f.Len() == n); r.Err() == nil {
		*p = newRowQueue(f)
	}
	return r.Finish()
}
