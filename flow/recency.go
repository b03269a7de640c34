package flow

import "hash/maphash"

// recency is a map that knows in which order its keys were used last: a hash table with chains, whose links are a list
// too. Where keys come and go it takes half the time of a Go map, and nothing is allocated once it has its size. Keys that
// are not equal to themselves (NaN) are never found, but have places, by which they can be removed.
type recency[K comparable, V any] struct {
	seed  maphash.Seed
	heads []uint32     // of the chains: the key's hash says which; a power of two
	links []link[K, V] // links[0] is the anchor of the list: its newer is the oldest, its older the newest
	free  uint32       // a chain of the links that are not used
	n     int
	max   int // keys; one more, and the oldest leaves; 0: no limit
}

// link is a key and its value. Links point to one another by their indices; 0 ends a chain.
type link[K, V any] struct {
	key          K
	v            V
	hash         uint32
	chain        uint32 // the next with the same end of its hash
	older, newer uint32
}

func newRecency[K comparable, V any](max int) *recency[K, V] {
	return &recency[K, V]{seed: maphash.MakeSeed(), heads: make([]uint32, 8), links: make([]link[K, V], 1, 8), max: max}
}

func (r *recency[K, V]) len() int { return r.n }

func (r *recency[K, V]) hash(k K) uint32 { return uint32(maphash.Comparable(r.seed, k)) }

// head is where the chain of a hash begins.
func (r *recency[K, V]) head(hash uint32) *uint32 { return &r.heads[hash&uint32(len(r.heads)-1)] }

// find gives the place of a key; 0: it is not known.
func (r *recency[K, V]) find(k K) uint32 { return r.lookup(k, r.hash(k)) }

func (r *recency[K, V]) lookup(k K, hash uint32) uint32 {
	at := *r.head(hash)
	for at != 0 && (r.links[at].hash != hash || r.links[at].key != k) {
		at = r.links[at].chain
	}
	return at
}

// place gives the place of a key. One that was not known becomes the newest, with a zero value.
func (r *recency[K, V]) place(k K) (at uint32, known bool) {
	hash := r.hash(k)
	if at = r.lookup(k, hash); at != 0 {
		return at, true
	}
	switch {
	case r.n == r.max && r.max > 0:
		at = r.oldest()
		r.unhang(at)
		r.delist(at)
	case r.free != 0:
		at = r.free
		r.free = r.links[at].chain
		r.n++
	default:
		at = uint32(len(r.links))
		r.links = append(r.links, link[K, V]{})
		if r.n++; chainsPerKey*r.n > len(r.heads) {
			r.grow()
		}
	}
	l := &r.links[at]
	l.key, l.v, l.hash = k, *new(V), hash
	r.hang(at)
	r.enlist(at)
	return at, false
}

// touch makes the key at a place the newest.
func (r *recency[K, V]) touch(at uint32) {
	if r.newest() != at {
		r.delist(at)
		r.enlist(at)
	}
}

// remove forgets the key at a place.
func (r *recency[K, V]) remove(at uint32) {
	r.unhang(at)
	r.delist(at)
	r.links[at] = link[K, V]{chain: r.free} // let go of what it points to
	r.free = at
	r.n--
}

// reset forgets all keys and keeps the room.
func (r *recency[K, V]) reset() {
	clear(r.heads)
	clear(r.links)
	r.links, r.free, r.n = r.links[:1], 0, 0
}

// value points to the value of the key at a place, until another key comes.
func (r *recency[K, V]) value(at uint32) *V { return &r.links[at].v }

// oldest, newest and newer are places; 0: none.
func (r *recency[K, V]) oldest() uint32         { return r.links[0].newer }
func (r *recency[K, V]) newest() uint32         { return r.links[0].older }
func (r *recency[K, V]) newer(at uint32) uint32 { return r.links[at].newer }

// enlist puts a place at the new end of the list.
func (r *recency[K, V]) enlist(at uint32) {
	last := r.links[0].older
	r.links[at].older, r.links[at].newer = last, 0
	r.links[last].newer, r.links[0].older = at, at
}

func (r *recency[K, V]) delist(at uint32) {
	l := &r.links[at]
	r.links[l.older].newer, r.links[l.newer].older = l.newer, l.older
}

// hang puts a place into the chain of its hash.
func (r *recency[K, V]) hang(at uint32) {
	p := r.head(r.links[at].hash)
	r.links[at].chain, *p = *p, at
}

func (r *recency[K, V]) unhang(at uint32) {
	p := r.head(r.links[at].hash)
	for *p != at {
		p = &r.links[*p].chain
	}
	*p = r.links[at].chain
}

// chainsPerKey makes chains so short that few have two links: following one costs less than guessing wrong whether it
// goes on.
const chainsPerKey = 4

// grow doubles the number of chains.
func (r *recency[K, V]) grow() {
	r.heads = make([]uint32, 2*len(r.heads))
	for at := r.oldest(); at != 0; at = r.newer(at) {
		r.hang(at)
	}
}
