package sinks

import (
	"errors"
	"strings"
	"testing"
)

func TestCheckPattern(t *testing.T) {
	for pattern, good := range map[string]bool{
		"%d": true, "frames/%04d.png": true, "%x": true, "100%%/%03d": true, "%+d": true,
		"": false, "frame.png": false, "%s.png": false, "%d-%d": false, "%": false, "%d%": false, "%04d %s": false, "%%d": false, "%v": false, "%*d": false, "%.2f": false,
	} {
		err := checkPattern(pattern)
		if good && err != nil {
			t.Errorf("%q: %v", pattern, err)
		}
		if !good && (!errors.Is(err, ErrPattern) || !strings.Contains(err.Error(), `"`+pattern+`"`)) {
			t.Errorf("%q: error %v, want ErrPattern with the value quoted", pattern, err)
		}
	}
}
