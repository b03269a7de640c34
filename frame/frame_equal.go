package frame

// Equal reports whether both frames have the same schema and the same values. NaN equals NaN, and missing values are
// equal.
func (f Frame) Equal(other Frame) bool {
	if f.rows != other.rows || !sameFields(f.cols, other.cols) {
		return false
	}
	for i := range f.cols {
		if !f.columnAt(i).equal(other.columnAt(i)) {
			return false
		}
	}
	return true
}

// equal reports whether two columns of one type and length have the same values.
func (c Column) equal(d Column) bool {
	for i := range c.length {
		m := c.missing.has(c.offset + i)
		if m != d.missing.has(d.offset+i) || !m && !c.vector.equalAt(c.offset+i, d.vector, d.offset+i) {
			return false
		}
	}
	return true
}
