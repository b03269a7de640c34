package ops

import "github.com/streamgage/streamgage/ops/internal/state"

// windowState is the part of a window's state that belongs to one result: an accumulator.
type windowState interface {
	save(dst []byte) []byte
	load(src []byte) (rest []byte, err error)
	// hasRows returns whether n rows are in the window. It returns true if the accumulator does not know.
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
	r := state.NewReader(src)
	if e != nil {
		r.Load(e.load)
	}
	for _, p := range parts {
		r.Load(p.load)
		r.Check(e == nil || p.hasRows(e.len()))
	}
	return r.Finish()
}
