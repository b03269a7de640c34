package viz

import "testing"

func TestRangeOfLeavesOutWhatIsNotFinite(t *testing.T) {
	if got := rangeOf([]float64{nan, 3, inf, -2, -inf}); got != (Range{-2, 3}) {
		t.Errorf("got %v, want -2 to 3", got)
	}
	if got := rangeOf([]float64{nan, inf}); got.finite() {
		t.Errorf("no finite values: got %v", got)
	}
}
