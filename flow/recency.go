package flow

// recency is a set of keys that knows which has not been used for longest: a map into a list whose links are indices, so
// that nothing is allocated once it is full.
type recency[K comparable] struct {
	index map[K]int
	links []link[K]
}

// link is a key in the list; links[0] is its anchor: next is the newest, prev the oldest.
type link[K any] struct {
	key        K
	prev, next int
}

func newRecency[K comparable]() *recency[K] {
	return &recency[K]{index: map[K]int{}, links: make([]link[K], 1)}
}

// use makes k the newest, if it is known.
func (r *recency[K]) use(k K) (known bool) {
	i, known := r.index[k]
	if known && r.links[0].next != i {
		r.unlink(i)
		r.link(i)
	}
	return known
}

// add puts in a new key. With max keys in the set already, 0 meaning no limit, the oldest leaves.
func (r *recency[K]) add(k K, max int) {
	var i int
	if max > 0 && len(r.index) == max {
		i = r.links[0].prev
		r.unlink(i)
		delete(r.index, r.links[i].key)
	} else {
		i = len(r.links)
		r.links = append(r.links, link[K]{})
	}
	r.links[i].key = k
	r.index[k] = i
	r.link(i)
}

func (r *recency[K]) link(i int) {
	first := r.links[0].next
	r.links[i].prev, r.links[i].next = 0, first
	r.links[first].prev, r.links[0].next = i, i
}

func (r *recency[K]) unlink(i int) {
	l := r.links[i]
	r.links[l.prev].next, r.links[l.next].prev = l.next, l.prev
}
