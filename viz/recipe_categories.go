package viz

import (
	"cmp"
	"math"
	"slices"
)

// missingName is the name of the category of rows without a value: on axes of categories, as a group of By, as a box and in
// a legend. It is the last one.
const missingName = "missing"

// emptyName is the name of an empty text, which is not a missing one.
const emptyName = `""`

// categoryName returns the name of a category whose text is text.
func categoryName(text string, valid bool) string {
	switch {
	case !valid:
		return missingName
	case text == "":
		return emptyName
	}
	return text
}

// categoryNames returns the name of each row's category. 0 and -0 are one category.
func (c *Chart) categoryNames(column string) []string {
	texts := c.texts(column)
	names := texts
	rename := func(row int, name string) {
		if &names[0] == &texts[0] { // the texts may be those of the frame
			names = slices.Clone(texts)
		}
		names[row] = name
	}
	numbers := !isText(c.data, column)
	for row, text := range texts {
		switch {
		case text == "":
			rename(row, categoryName(text, c.data.Valid(column, row)))
		case text == "-0" && numbers:
			rename(row, "0")
		}
	}
	return names
}

// categories returns the categories of a column: numbers and times in their order, texts in order of first appearance, and
// missingName last. values are the values of numbers and times, +Inf for missing ones; they are nil for texts.
func (c *Chart) categories(column string) (names []string, values []float64) {
	numbers, err := c.data.Numeric(column)
	rows := map[string]int{} // the first one
	for row, name := range c.categoryNames(column) {
		if _, known := rows[name]; !known {
			rows[name] = row
			names = append(names, name)
		}
	}
	if err == nil {
		order := make(map[string]float64, len(names))
		for name, row := range rows {
			if order[name] = numbers[row]; !c.data.Valid(column, row) {
				order[name] = math.Inf(1)
			}
		}
		slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(order[a], order[b]) })
		values = make([]float64, len(names))
		for i, name := range names {
			values[i] = order[name]
		}
		return names, values
	}
	return missingLast(names), nil
}

// missingLast moves missingName to the end.
func missingLast(names []string) []string {
	if i := slices.Index(names, missingName); i >= 0 {
		names = append(slices.Delete(slices.Clone(names), i, i+1), missingName)
	}
	return names
}

// mergeCategories returns the categories of two axes, in the order of categories.
func mergeCategories(a, b axis) (names []string, values []float64) {
	names, values = slices.Clone(a.categories), slices.Clone(a.categoryValues)
	ordered := len(a.categoryValues) == len(a.categories) && len(b.categoryValues) == len(b.categories)
	seen := make(map[string]float64, len(names)+len(b.categories)) // the values
	for i, name := range names {
		if seen[name] = 0; ordered {
			seen[name] = values[i]
		}
	}
	for i, name := range b.categories {
		if _, known := seen[name]; known {
			continue
		}
		if seen[name] = 0; ordered {
			seen[name] = b.categoryValues[i]
		}
		names = append(names, name)
	}
	if !ordered {
		return missingLast(names), nil
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(seen[a], seen[b]) })
	values = values[:0]
	for _, name := range names {
		values = append(values, seen[name])
	}
	return names, values
}
