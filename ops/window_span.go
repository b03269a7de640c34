package ops

import (
	"fmt"
	"time"
)

// Span is a window's length: [Rows], or [Within] some time.
type Span struct {
	rows int
	time time.Duration
}

// Rows is a window of the last n rows. It panics unless n is positive.
func Rows(n int) Span {
	if n <= 0 {
		panic(fmt.Sprintf("ops.Rows: the window must be positive, got %d", n))
	}
	return Span{rows: n}
}

// Within is a window of the rows of the last d before and at a row's own time: those in (t-d, t]. The time is the
// index's, so what a clock says does not matter. It panics unless d is positive.
func Within(d time.Duration) Span {
	if d <= 0 {
		panic(fmt.Sprintf("ops.Within: the window must be positive, got %v", d))
	}
	return Span{time: d}
}

// String gives, for example, "20 rows" or "500ms".
func (s Span) String() string {
	if s.rows > 0 {
		return fmt.Sprintf("%d rows", s.rows)
	}
	return s.time.String()
}

// must panics on a span that neither Rows nor Within has made.
func (s Span) checkSet(op string) {
	if s == (Span{}) {
		panic("ops." + op + ": the window must be made with Rows or Within, got Span{}")
	}
}
