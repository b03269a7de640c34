package ops

// Describe is pandas' describe of a column of numbers: the number of values, mean, standard deviation, smallest value,
// quartiles and greatest value. It has eight results: for a column x "x_count", "x_mean", "x_std", "x_min", "x_25%",
// "x_50%", "x_75%" and "x_max". [Reduction.As] sets what comes before the "_". Each has the type that the reduction has
// alone: the count is an int64, and so are the smallest and the greatest int64. pandas has float64.
//
// Cost and memory are those of the eight reductions, most of it for the three quartiles: see [Quantile].
func Describe(column string) Reduction {
	return Reduction{name: "describe", column: column, parts: describeParts(defaultExactUpTo)}
}

// describeParts returns the reductions of a Describe whose quartiles are exact up to a number of values.
func describeParts(exactUpTo int) func(column string) []Reduction {
	return func(column string) []Reduction {
		quartile := func(name string, q float64) Reduction {
			return newQuantileReduction(name, column, quantileReduction{q, Linear}, exactUpTo)
		}
		return []Reduction{
			Count(column), Mean(column), Std(column), Min(column),
			quartile("25%", 0.25), quartile("50%", 0.5), quartile("75%", 0.75), Max(column),
		}
	}
}

// expand returns reductions with the parts of those that consist of others.
func expand(reductions []Reduction) (all []Reduction) {
	for _, r := range reductions {
		if r.parts == nil {
			all = append(all, r)
			continue
		}
		for _, p := range r.parts(r.column) {
			if r.as != "" {
				p.as = r.as + "_" + p.name
			}
			all = append(all, p)
		}
	}
	return all
}
