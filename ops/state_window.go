package ops

// windowState is a part of a window's state that SaveState writes, one for each result.
type windowState interface {
	save(dst []byte) []byte
	load(src []byte) (rest []byte, err error)
	// hasRows returns whether n rows are in, as far as it knows.
	hasRows(n int) bool
}

// saveWindow writes a window's evictor, if it has one, and its parts.
func saveWindow[K windowState](dst []byte, e evictor, parts []K) []byte {
	if e != nil {
		dst = e.save(dst)
	}
	for _, p := range parts {
		dst = p.save(dst)
	}
	return dst
}

// loadWindow reads what saveWindow has written.
func loadWindow[K windowState](src []byte, e evictor, parts []K) (rest []byte, err error) {
	r := stateReader{src: src}
	if e != nil {
		r.load(e.load)
	}
	for _, p := range parts {
		r.load(p.load)
		r.check(e == nil || p.hasRows(e.len()))
	}
	return r.src, r.err
}
