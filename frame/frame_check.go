package frame

import (
	"fmt"
)

// scanNames is up to how many columns names are compared each with each; above, a map is cheaper.
const scanNames = 16

func check(cols []Column) error {
	index := -1
	for i := range cols {
		c := &cols[i]
		if bad, ok := c.vec.(broken); ok {
			return bad.err
		}
		if c.name == "" {
			return fmt.Errorf("%w, got %q for column %d", ErrName, c.name, i)
		}
		if c.vec == nil {
			return fmt.Errorf("%w: make columns with Col, got the zero Column as %q", ErrValue, c.name)
		}
		if c.n != cols[0].n {
			return fmt.Errorf("%w, got %d rows in %q and %d in %q", ErrLength, cols[0].n, cols[0].name, c.n, c.name)
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

func checkUnique(cols []Column) error {
	if len(cols) > scanNames {
		return checkUniqueMany(cols)
	}
	for i := range cols {
		for j := range i {
			if cols[i].name == cols[j].name {
				return twice(cols[i].name, j, i)
			}
		}
	}
	return nil
}

func checkUniqueMany(cols []Column) error {
	seen := make(map[string]int, len(cols))
	for i := range cols {
		if j, ok := seen[cols[i].name]; ok {
			return twice(cols[i].name, j, i)
		}
		seen[cols[i].name] = i
	}
	return nil
}

func twice(name string, i, j int) error {
	return fmt.Errorf("%w, got %q for columns %d and %d", ErrName, name, i, j)
}

// indexFirst moves the index to the front, in place.
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
