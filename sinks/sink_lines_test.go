package sinks_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/sinks"
)

func TestLines(t *testing.T) {
	var out bytes.Buffer
	l := sinks.Lines(&out, func(n int) string { return fmt.Sprintf("<%d>", n) })
	for n := range 3 {
		check.NoError(t, l.Send(t.Context(), n))
	}
	if out.Len() != 0 || l.Bytes() != 0 {
		t.Errorf("%q written before Close", out.String())
	}
	for range 2 {
		check.NoError(t, l.Close(t.Context()))
	}
	if got := out.String(); got != "<0>\n<1>\n<2>\n" || l.Bytes() != 12 {
		t.Errorf("wrote %q, %d bytes", got, l.Bytes())
	}
	if err := l.Send(t.Context(), 4); !errors.Is(err, sinks.ErrClosed) || !strings.Contains(err.Error(), "sinks.Lines") {
		t.Errorf("Send after Close: %v, want ErrClosed", err)
	}
}
