package join

// Rule says which rows of a Timeline belong with a row of the other side. Rows are asked for in order of time.
type Rule interface {
	// Match appends the rows that belong with a row at t, of a key, in their order. known is false where rows that are
	// still to come may change that.
	Match(l *Timeline, t int64, key int32, rows []int) (all []int, final bool)
	// Until gives the last time of a row that may belong with one at t.
	Until(t int64) int64
	// oldest gives the first row of a chain that a row at t or later may be matched with, or None.
	firstNeeded(l *Timeline, c *chain, t int64) int
}

// Unlimited is the tolerance of a rule without one.
const Unlimited = -1
