package viz

import (
	"errors"
	"strings"
	"testing"
)

func TestStreamsAfterClose(t *testing.T) {
	a, b := NewDataStream(1), NewDataFrameStream(xs())
	if err := errors.Join(a.Close(t.Context()), b.Close(t.Context())); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{a.Send(t.Context(), 2), b.Send(t.Context(), xs(1)), b.Clear(t.Context())} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("got %v", err)
		}
	}
}

func TestAStreamIsFedOnce(t *testing.T) {
	s := NewDataStream(1)
	if err := s.Open("a"); err != nil {
		t.Fatal(err)
	}
	if err := s.Open("b"); !errors.Is(err, ErrFed) || !strings.Contains(err.Error(), `"a"; "b"`) {
		t.Errorf("got %v", err)
	}
}
