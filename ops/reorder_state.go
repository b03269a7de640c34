package ops

import "slices"

// save writes the rows that are held in their order: a heap, too, when they are read.
func (r *reordering) save(dst []byte) []byte {
	slices.SortFunc(r.held, func(a, b heldRow) int {
		if a.before(b) {
			return -1
		}
		return 1
	})
	dst = appendInts(dst, r.mark, r.given)
	f, err := r.heldFrame()
	if err != nil {
		panic(err) // the columns were there when the rows came
	}
	return appendFrame(dst, f)
}

func (r *reordering) load(src []byte) (rest []byte, err error) {
	s := stateReader{src: src}
	r.mark, r.given = s.int(), s.int()
	f, err := readFrame(&s, r.schema)
	if err != nil {
		return nil, err
	}
	times, err := f.Times(r.clock.index)
	if err != nil {
		return nil, err
	}
	for i, t := range times {
		r.held = append(r.held, heldRow{time: t, number: uint64(i)})
	}
	r.number = uint64(len(times))
	r.hold(f)
	return s.src, nil
}
