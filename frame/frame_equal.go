package frame

// Equal says whether both frames have the same schema and the same values. NaN equals NaN, and missing equals missing.
func (f Frame) Equal(other Frame) bool {
	if f.rows != other.rows || !alike(f.cols, other.cols) {
		return false
	}
	for i := range f.cols {
		if !f.at(i).equal(other.at(i)) {
			return false
		}
	}
	return true
}

func (c Column) equal(d Column) bool {
	for i := range c.n {
		m := c.missing.has(c.from + i)
		if m != d.missing.has(d.from+i) || !m && !c.vec.same(c.from+i, d.vec, d.from+i) {
			return false
		}
	}
	return true
}
