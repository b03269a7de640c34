package join

// Rule says which rows of a Timeline match a row of the other side. Calls must be in order of time.
type Rule interface {
	// Match appends the rows that match a row with time t and this key to rows, in their order. If final is false, rows
	// that may still come can change the result, and nothing is appended.
	Match(l *Timeline, t int64, key int32, rows []int) (all []int, final bool)
	// LastMatchTime returns the largest time of a row that may match one with time t.
	LastMatchTime(t int64) int64
	// firstNeeded returns the first row of a chain that may match a row with time t or later, or NoRow.
	firstNeeded(l *Timeline, c *chain, t int64) int
}

// Unlimited is the tolerance of a rule without a limit.
const Unlimited = -1
