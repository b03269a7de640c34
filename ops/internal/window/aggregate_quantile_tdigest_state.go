package window

import "math"

// The format of the t-digest library rounds to float32. So the state has the centroids one by one, and restoring adds them
// again while digestRandom.neverMerge prevents the digest from merging any two.

func (d *tdigestAccumulator) AppendBinary(dst []byte) []byte {
	dst = appendInt(appendInt(dst, d.negativeInfinities), d.positiveInfinities)
	dst = appendFloat(appendFloat(dst, d.minFinite), d.maxFinite)
	random, _ := d.random.generator.MarshalBinary() // it never fails
	dst = append(appendInt(dst, len(random)), random...)
	var centroids []float64
	var counts []uint64
	d.finite.ForEachCentroid(func(mean float64, count uint64) bool {
		centroids, counts = append(centroids, mean), append(counts, count)
		return true
	})
	dst = appendFloats(appendInt(dst, len(centroids)), centroids)
	for _, n := range counts {
		dst = appendUint(dst, n)
	}
	return dst
}

func (d *tdigestAccumulator) Restore(src []byte) (rest []byte, err error) {
	r := stateReader{src: src}
	n := newTDigestAccumulator(d.q)
	n.negativeInfinities, n.positiveInfinities = r.count(), r.count()
	n.minFinite, n.maxFinite = r.float(), r.float()
	random := r.bytes(r.length("the length of the random state", 1))
	if err := n.random.generator.UnmarshalBinary(random); err != nil {
		r.fail("%v", err)
	}
	n.readCentroids(&r)
	if r.err == nil {
		*d = *n
	}
	return r.finish()
}

// readCentroids reads the centroids and adds them to the empty digest d.
func (d *tdigestAccumulator) readCentroids(r *stateReader) {
	// With more centroids the digest would compress itself.
	centroids := make([]float64, r.int("the number of centroids", 20*compression))
	previous := -math.MaxFloat64
	for i := range centroids {
		centroids[i] = r.float()
		if !(centroids[i] >= previous && centroids[i] <= math.MaxFloat64) {
			r.fail("centroids must be finite and sorted, got %v", centroids[i])
		}
		previous = centroids[i]
	}
	d.random.neverMerge = true
	defer func() { d.random.neverMerge = false }()
	remaining := uint64(math.MaxInt64)
	for _, centroid := range centroids {
		n := r.uint()
		if n == 0 || n > remaining {
			r.fail("a centroid must have 1 to %d values, got %d", remaining, n)
			return
		}
		remaining -= n
		d.addFinite(centroid, n)
	}
}
