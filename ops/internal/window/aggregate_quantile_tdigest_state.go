package window

import (
	"math"

	"github.com/streamgage/streamgage/ops/internal/state"
)

// The format of the t-digest library rounds to float32. So the state has the centroids one by one, and restoring adds them
// again while digestRandom.neverMerge prevents the digest from merging any two.

func (d *tdigestAccumulator) AppendBinary(dst []byte) []byte {
	dst = state.AppendCount(state.AppendCount(dst, d.negativeInfinities), d.positiveInfinities)
	dst = state.AppendFloat(state.AppendFloat(dst, d.minFinite), d.maxFinite)
	random, _ := d.random.generator.MarshalBinary() // it never fails
	dst = append(state.AppendCount(dst, len(random)), random...)
	var centroids []float64
	var counts []uint64
	d.finite.ForEachCentroid(func(mean float64, count uint64) bool {
		centroids, counts = append(centroids, mean), append(counts, count)
		return true
	})
	dst = state.AppendFloats(state.AppendCount(dst, len(centroids)), centroids...)
	for _, n := range counts {
		dst = state.AppendUint(dst, n)
	}
	return dst
}

func (d *tdigestAccumulator) Restore(src []byte) (rest []byte, err error) {
	r := newStateReader(src)
	n := newTDigestAccumulator(d.q)
	n.negativeInfinities, n.positiveInfinities = readCount(r), readCount(r)
	n.minFinite, n.maxFinite = r.Float(), r.Float()
	random := r.Bytes(readLength(r, "the length of the random state", 1))
	if err := n.random.generator.UnmarshalBinary(random); err != nil {
		fail(r, "%v", err)
	}
	n.readCentroids(r)
	if r.Err() == nil {
		*d = *n
	}
	return r.Finish()
}

// readCentroids reads the centroids and adds them to the empty digest d.
func (d *tdigestAccumulator) readCentroids(r *state.Reader) {
	// With more centroids the digest would compress itself.
	centroids := make([]float64, readInt(r, "the number of centroids", 20*compression))
	previous := -math.MaxFloat64
	for i := range centroids {
		centroids[i] = r.Float()
		if !(centroids[i] >= previous && centroids[i] <= math.MaxFloat64) {
			fail(r, "centroids must be finite and sorted, got %v", centroids[i])
		}
		previous = centroids[i]
	}
	d.random.neverMerge = true
	defer func() { d.random.neverMerge = false }()
	remaining := uint64(math.MaxInt64)
	for _, centroid := range centroids {
		n := r.Uint()
		if n == 0 || n > remaining {
			fail(r, "a centroid must have 1 to %d values, got %d", remaining, n)
			return
		}
		remaining -= n
		d.addFinite(centroid, n)
	}
}
