package period_test

import (
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/period"
)

func TestCatchUp(t *testing.T) {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct{ due, now, want time.Duration }{
		{10, 0, 10},  // early
		{10, 10, 10}, // on time
		{10, 11, 20}, // one period is missed
		{10, 20, 20},
		{10, 45, 50},
	} {
		got := period.CatchUp(start.Add(c.due), start.Add(c.now), 10)
		if want := start.Add(c.want); !got.Equal(want) {
			t.Errorf("due %d, now %d: got %v, want %v", c.due, c.now, got, want)
		}
	}
}
