package frame

import (
	"fmt"
)

// maxPairwiseColumns is the largest number of columns for which checkUnique compares all pairs of names. For more
// columns a map is faster.
const maxPairwiseColumns = 16

// checkColumns checks the rules for the columns of one frame: valid storage, unique names that are not empty, equal
// lengths, at most one index.
func checkColumns(cols []Column) error {
	index := -1
	for i := range cols {
		c := &cols[i]
		if v, ok := c.vector.(invalidVector); ok {
			return v.err
		}
		if c.name == "" {
			return fmt.Errorf("%w, got %q for column %d", ErrName, c.name, i)
		}
		if c.vector == nil {
			return fmt.Errorf("%w: make columns with Col, got the zero Column as %q", ErrValue, c.name)
		}
		if c.length != cols[0].length {
			return fmt.Errorf("%w, got %d rows in %q and %d in %q", ErrLength, cols[0].length, cols[0].name, c.length, c.name)
		}
		if c.index {
			if index >= 0 {
				return fmt.Errorf("%w, got %q and %q", ErrIndex, cols[index].name, c.name)
			}
			index = i
		}
	}
	return checkUnique(cols)
}

// checkUnique returns an ErrName if two columns have the same name.
func checkUnique(cols []Column) error {
	if len(cols) > maxPairwiseColumns {
		return checkUniqueByMap(cols)
	}
	for i := range cols {
		for j := range i {
			if cols[i].name == cols[j].name {
				return errDuplicateName(cols[i].name, j, i)
			}
		}
	}
	return nil
}

// checkUniqueByMap does the same as checkUnique, for many columns. It needs O(n) time and a map.
func checkUniqueByMap(cols []Column) error {
	seen := make(map[string]int, len(cols))
	for i := range cols {
		if j, ok := seen[cols[i].name]; ok {
			return errDuplicateName(cols[i].name, j, i)
		}
		seen[cols[i].name] = i
	}
	return nil
}

// errDuplicateName is the ErrName for the columns at positions i and j.
func errDuplicateName(name string, i, j int) error {
	return fmt.Errorf("%w, got %q for columns %d and %d", ErrName, name, i, j)
}

// indexFirst moves the index to the front of cols, in place, and returns cols.
func indexFirst(cols []Column) []Column {
	for i := range cols {
		if cols[i].index {
			c := cols[i]
			copy(cols[1:i+1], cols[:i])
			cols[0] = c
			break
		}
	}
	return cols
}
