package draw

import (
	"testing"
)

func TestFormatCount(t *testing.T) {
	for n, want := range map[uint64]string{
		0: "0", 999: "999", 1000: "1,000", 999_999: "999,999", 1_000_000: "1.00 M", 12_345_678: "12.34 M", 999_999_999: "999.99 M",
		1_234_567_890: "1.23 G", 18_446_744_073_709_551_615: "18.44 E",
	} {
		if got := formatCount(n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
	if got := formatCount(-1); got != "0" {
		t.Errorf("-1: got %q", got)
	}
}
