package window

import "math/bits"

// fenwickTree counts items in a row of places, and finds the place of the i-th item (Fenwick: A New Data Structure for
// Cumulative Frequency Tables, 1994): element i is the number of items in the places i&(i+1) to i. Adding, finding and
// counting cost O(log places).
type fenwickTree []int32

// add adds n items to a place. n may be negative.
func (f fenwickTree) add(place int, n int32) {
	for ; place < len(f); place |= place + 1 {
		f[place] += n
	}
}

// before returns how many items the places before this one have.
func (f fenwickTree) before(place int) (n int) {
	for place--; place >= 0; place = place&(place+1) - 1 {
		n += int(f[place])
	}
	return n
}

// find returns the place of the i-th item, and which item of that place it is.
func (f fenwickTree) find(i int) (place, rest int) {
	for step := 1 << bits.Len(uint(len(f))) / 2; step > 0; step /= 2 {
		if j := place + step; j <= len(f) && int(f[j-1]) <= i {
			place, i = j, i-int(f[j-1])
		}
	}
	return place, i
}

// build makes each element the count of its places, if each is the count of its own place.
func (f fenwickTree) build() {
	for i := range f {
		if parent := i | (i + 1); parent < len(f) {
			f[parent] += f[i]
		}
	}
}
