package flow

import "testing"

func TestDebounceTrace(t *testing.T) {
	clock := Virtual(epoch)
	s := scheduled(clock, 100, []int{0, 5, 12, 22, 30, 95}, 1, 2, 3, 4, 5, 6)
	// 1 and 2 are replaced within 10. 3 is due at 22, when 4 arrives: the timer goes first. 4 is replaced at 30. The end of the
	// stream emits 6.
	wantTrace(t, trace(t, clock, Debounce(s, 10*ms)), "22:3 40:5 100:6")
}
