package window

import "math"

// The t-digest has a format of its own, but that rounds to float32. So the state has its means one by one, and they are
// put back with loaded dice.

func (d *digest) AppendBinary(dst []byte) []byte {
	dst = appendInt(appendInt(dst, d.below), d.above)
	dst = appendFloat(appendFloat(dst, d.low), d.high)
	random, _ := d.dice.random.MarshalBinary() // never fails
	dst = append(appendInt(dst, len(random)), random...)
	var means []float64
	var counts []uint64
	d.finite.ForEachCentroid(func(mean float64, count uint64) bool {
		means, counts = append(means, mean), append(counts, count)
		return true
	})
	dst = appendFloats(appendInt(dst, len(means)), means)
	for _, n := range counts {
		dst = appendUint(dst, n)
	}
	return dst
}

func (d *digest) Restore(src []byte) (rest []byte, err error) {
	r := stateReader{src: src}
	n := newDigest(d.q)
	n.below, n.above = r.counter(), r.counter()
	n.low, n.high = r.float(), r.float()
	random := r.bytes(r.count("the length of the random state", 1))
	if err := n.dice.random.UnmarshalBinary(random); err != nil {
		r.fail("%v", err)
	}
	n.readMeans(&r)
	if r.err == nil {
		*d = *n
	}
	return r.end()
}

// readMeans puts back the means.
func (d *digest) readMeans(r *stateReader) {
	means := make([]float64, r.int("the number of means", 20*compression)) // with more the digest would go to work
	last := -math.MaxFloat64
	for i := range means {
		means[i] = r.float()
		if !(means[i] >= last && means[i] <= math.MaxFloat64) {
			r.fail("means must be finite and sorted, got %v", means[i])
		}
		last = means[i]
	}
	d.dice.fixed = true
	defer func() { d.dice.fixed = false }()
	room := uint64(math.MaxInt64)
	for _, mean := range means {
		n := r.uint()
		if n == 0 || n > room {
			r.fail("a mean must have 1 to %d values, got %d", room, n)
			return
		}
		room -= n
		d.put(mean, n)
	}
}
