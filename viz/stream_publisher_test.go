package viz

import (
	"errors"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestStreamsAfterClose(t *testing.T) {
	a, b := NewDataStream(1), NewDataFrameStream(xs())
	check.NoError(t, errors.Join(a.Close(t.Context()), b.Close(t.Context())))
	for _, err := range []error{a.Send(t.Context(), 2), b.Send(t.Context(), xs(1)), b.Clear(t.Context())} {
		check.Error(t, err, ErrClosed)
	}
}

func TestAStreamIsFedOnce(t *testing.T) {
	s := NewDataStream(1)
	check.NoError(t, s.Open("a"))
	check.Error(t, s.Open("b"), ErrFed, `viz.Open: the stream is already fed, by "a"; "b" cannot feed it too`)
}
