package ops

import (
	"fmt"
	"time"
)

// Span is the length of a window: a number of [Rows], or [Within] some time.
type Span struct {
	rows int
	time time.Duration
}

// Rows is the length of a window of the last n rows. It panics unless n is positive.
func Rows(n int) Span {
	if n <= 0 {
		panic(fmt.Sprintf("ops.Rows: the window must be positive, got %d", n))
	}
	return Span{rows: n}
}

// Within is the length of a window of time: it has the rows with times in (t-d, t], where t is the time of the newest
// row. Times are those of the index; no clock matters. It panics unless d is positive.
func Within(d time.Duration) Span {
	if d <= 0 {
		panic(fmt.Sprintf("ops.Within: the window must be positive, got %v", d))
	}
	return Span{time: d}
}

// String returns, for example, "20 rows" or "500ms".
func (s Span) String() string {
	if s.rows > 0 {
		return fmt.Sprintf("%d rows", s.rows)
	}
	return s.time.String()
}

// checkSet panics on a span that neither Rows nor Within has made.
func (s Span) checkSet(op string) {
	if s == (Span{}) {
		panic("ops." + op + ": the window must be made with Rows or Within, got Span{}")
	}
}
