package ops

// keeper is a part of a window's state, one for each result.
type keeper interface {
	save(dst []byte) []byte
	load(src []byte) (rest []byte, err error)
	holds(n int) bool // says whether n rows are in, as far as it knows
}

// saveWindow writes a window's edge, if it has one, and its parts.
func saveWindow[K keeper](dst []byte, e edge, parts []K) []byte {
	if e != nil {
		dst = e.save(dst)
	}
	for _, p := range parts {
		dst = p.save(dst)
	}
	return dst
}

func loadWindow[K keeper](src []byte, e edge, parts []K) (rest []byte, err error) {
	r := stateReader{src: src}
	if e != nil {
		r.part(e.load)
	}
	for _, p := range parts {
		r.part(p.load)
		r.check(e == nil || p.holds(e.held()))
	}
	return r.src, r.err
}
