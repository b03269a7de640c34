package bench

import (
	"bytes"
	"context"
	"image"
	"image/color/palette"
	"image/draw"
	"image/gif"
	"math/rand/v2"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/sinks"
	"github.com/streamgage/streamgage/viz"
)

const gifFrames = 200

// BenchmarkGIF measures an animation of 200 frames of 600x400 pixels, drawing included: a curve of 1,000 points that scrolls
// by 5 points a frame. stdlib encodes the same pictures with image/gif, after image/draw has converted them to a palette.
func BenchmarkGIF(b *testing.B) {
	for _, encoder := range []struct {
		name string
		run  func(*testing.B, *bytes.Buffer)
	}{{"streamgage", gifStreamgage}, {"stdlib", gifStdlib}} {
		b.Run(encoder.name, func(b *testing.B) {
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				encoder.run(b, &out)
			}
			b.ReportMetric(gifFrames*float64(b.N)/b.Elapsed().Seconds(), "frames/s")
			b.ReportMetric(float64(out.Len()), "bytes")
		})
	}
}

func gifStreamgage(b *testing.B, out *bytes.Buffer) {
	curve := newScrollingCurve(b)
	if _, err := sinks.GIF(curve.figure, out); err != nil {
		b.Fatal(err)
	}
	curve.send(b)
}

func gifStdlib(b *testing.B, out *bytes.Buffer) {
	curve := newScrollingCurve(b)
	encoder := &standardGIF{renderer: curve.figure.Figure().Renderer(viz.View{})}
	if err := curve.figure.Figure().Attach(encoder); err != nil {
		b.Fatal(err)
	}
	curve.send(b)
	if err := gif.EncodeAll(out, &encoder.animation); err != nil {
		b.Fatal(err)
	}
}

// standardGIF collects a figure's pictures for the GIF encoder of the standard library.
type standardGIF struct {
	renderer  *viz.Renderer
	animation gif.GIF
}

func (p *standardGIF) Refresh(context.Context) error {
	img, err := p.renderer.Image()
	if err != nil {
		return err
	}
	m := image.NewPaletted(img.Rect, palette.Plan9)
	draw.Draw(m, m.Rect, img, img.Rect.Min, draw.Src)
	p.animation.Image = append(p.animation.Image, m)
	p.animation.Delay = append(p.animation.Delay, 10)
	return nil
}

func (p *standardGIF) Close(context.Context) error { return nil }

// scrollingCurve is a random walk, a stream of its last 1,000 points, and a figure of that stream.
type scrollingCurve struct {
	xs, ys []float64
	stream *viz.DataFrameStream
	figure viz.Drawable
}

// newScrollingCurve makes a curve whose stream holds its first 1,000 points.
func newScrollingCurve(b *testing.B) *scrollingCurve {
	const points, step = 1000, 5
	xs, ys := gifWalk(points + step*gifFrames)
	example := frame.Must(frame.New(frame.Col[float64]("x", nil), frame.Col[float64]("y", nil)))
	s := &scrollingCurve{xs: xs, ys: ys, stream: viz.NewDataFrameStream(example, viz.Backlog(points))}
	if err := s.stream.Send(b.Context(), s.rows(0, points)); err != nil {
		b.Fatal(err)
	}
	s.xs, s.ys = xs[points:], ys[points:]
	s.figure = viz.Dynamic(s.stream, viz.Curve())
	return s
}

// gifWalk is a random walk of n points.
func gifWalk(n int) (xs, ys []float64) {
	rng := rand.New(rand.NewPCG(1, 2))
	xs, ys = make([]float64, n), make([]float64, n)
	for i := 1; i < n; i++ {
		xs[i], ys[i] = float64(i), ys[i-1]+rng.NormFloat64()
	}
	return xs, ys
}

// rows returns some points of the walk as a frame.
func (s *scrollingCurve) rows(from, to int) frame.Frame {
	return frame.Must(frame.New(frame.Col("x", s.xs[from:to]), frame.Col("y", s.ys[from:to])))
}

// send sends the rest of the walk, in one batch for each frame, and closes the stream.
func (s *scrollingCurve) send(b *testing.B) {
	step := len(s.xs) / gifFrames
	for i := range gifFrames {
		if err := s.stream.Send(b.Context(), s.rows(i*step, (i+1)*step)); err != nil {
			b.Fatal(err)
		}
	}
	if err := s.stream.Close(b.Context()); err != nil {
		b.Fatal(err)
	}
}
