package flow

import (
	"context"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// Sleep with a duration of 0 or less still returns the error of its context.
func TestSleepWithCancelledContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []Clock{RealClock(), Virtual(epoch)} {
		check.Error(t, c.Sleep(ctx, -ms), context.Canceled)
		check.Error(t, c.Sleep(ctx, 0), context.Canceled)
		if err := c.Sleep(t.Context(), -ms); err != nil {
			t.Error(err)
		}
	}
}

// The timer of a reused waiter is reset if it is set to a later time than the next park needs, or if it has fired.
func TestParkSetsTimerOfReusedWaiter(t *testing.T) {
	c := realClock{}
	w := c.newWaiter()
	until := func(d time.Duration) parkOptions { return parkOptions{until: time.Now().Add(d)} }
	c.wake(w)
	check.NoError(t, c.park(w, until(time.Hour))) // returns at once: w has been woken
	for range 2 {
		done := make(chan error)
		go func() { done <- c.park(w, until(5*ms)) }()
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
		case <-time.After(5 * time.Second):
			t.Fatal("still parked after 5s")
		}
	}
}
