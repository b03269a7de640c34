package viz

import (
	"context"
	"errors"
	"image"
	"math"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var nan, inf = math.NaN(), math.Inf(1)

var (
	noon  = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	times = []time.Time{noon, noon.Add(time.Second), noon.Add(3 * time.Second)}
	rows  = frame.Must(frame.New(
		frame.Col("t", times), frame.Col("price", []float64{1, 2, 4}),
		frame.Col("size", []int64{10, 20, 30}), frame.Col("side", []string{"buy", "sell", "buy"})))
)

func xs(v ...float64) frame.Frame { return frame.Must(frame.New(frame.Col("x", v))) }

func xy(x, y []float64) frame.Frame {
	return frame.Must(frame.New(frame.Col("x", x), frame.Col("y", y)))
}

func chartOf(t *testing.T, r Recipe, f frame.Frame) *Chart {
	t.Helper()
	e, err := r(f)
	if err != nil {
		t.Fatal(err)
	}
	return e.(*Chart)
}

// render draws a figure and gives its renderer, whose panels then hold what was drawn.
func render(t *testing.T, d Drawable, v View) *Renderer {
	t.Helper()
	r := d.Figure().Renderer(v)
	again(t, r)
	return r
}

func again(t *testing.T, r *Renderer) *image.RGBA {
	t.Helper()
	img, err := r.Image()
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func send(t *testing.T, s interface {
	Send(context.Context, frame.Frame) error
}, f frame.Frame) {
	t.Helper()
	if err := s.Send(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

var errFeed = errors.New("no column")
