package viz

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// floatsOf returns the column x.
func floatsOf(t *testing.T, f frame.Frame) []float64 {
	t.Helper()
	v, err := f.Floats("x")
	return check.Must(t, v, err)
}

func TestDataFrameStreamKeepsTheLastRows(t *testing.T) {
	s := NewDataFrameStream(xs(1, 2), Backlog(3))
	before := s.Data()
	send(t, s, xs(3, 4))
	check.Values(t, floatsOf(t, s.Data()), 2, 3, 4)
	send(t, s, xs(5, 6, 7, 8)) // longer than the backlog
	check.Values(t, floatsOf(t, s.Data()), 6, 7, 8)
	if got := floatsOf(t, before); !slices.Equal(got, []float64{1, 2}) {
		t.Errorf("an old snapshot changed: %v", got)
	}
	if err := s.Clear(t.Context()); err != nil || s.Data().Len() != 0 {
		t.Errorf("after Clear: %v, %v", s.Data(), err)
	}
	send(t, s, xs(9))
	check.Values(t, floatsOf(t, s.Data()), 9)
}

func TestDataFrameStreamKeepsTheIndexAsFirstColumn(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("v", []float64{1}), frame.Index("at", []int64{7})))
	if got := strings.Join(NewDataFrameStream(f).Data().Schema().Names(), " "); got != "at v" {
		t.Errorf("columns %s", got)
	}
	if got := strings.Join(NewDataFrameStream(f, Index(false)).Data().Schema().Names(), " "); got != "v" {
		t.Errorf("columns %s", got)
	}
}

func TestFramesOfOtherSchemasAreErrors(t *testing.T) {
	s := NewDataFrameStream(xs(1))
	for name, f := range map[string]frame.Frame{
		"other column": frame.Must(frame.New(frame.Col("y", []float64{1}))),
		"other type":   frame.Must(frame.New(frame.Col("x", []int64{1}))),
		"one more":     frame.Must(frame.New(frame.Col("x", []float64{1}), frame.Col("y", []float64{1}))),
	} {
		if err := s.Send(t.Context(), f); !errors.Is(err, frame.ErrSchema) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if s.Data().Len() != 1 {
		t.Errorf("rows of a wrong frame were kept: %v", s.Data())
	}
}

// brokenFeed is a feed with a build error.
type brokenFeed struct{ frame.Frame }

func (brokenFeed) Err() error { return errFeed }

func TestTheErrorOfAFeedIsTheFigures(t *testing.T) {
	d := Dynamic(NewDataFrameStream(brokenFeed{xs()}), Curve())
	if err := d.Figure().Attach(&counter{}); !errors.Is(err, errFeed) {
		t.Errorf("got %v", err)
	}
}
