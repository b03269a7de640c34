package sinks_test

import (
	"bytes"
	"context"
	"fmt"
	"image/gif"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/sinks"
	"github.com/streamgage/streamgage/viz"
)

// wave returns a figure of a moving sine and the source of its frames.
func wave(frames int) (viz.Drawable, flow.Stream[frame.Frame]) {
	i := 0
	source := flow.Periodic(100*time.Millisecond, func(context.Context, time.Time) (frame.Frame, error) {
		x, y := make([]float64, 100), make([]float64, 100)
		for j := range x {
			x[j] = float64(j)
			y[j] = math.Sin(float64(i+j) / 10)
		}
		i++
		return frame.New(frame.Col("x", x), frame.Col("y", y))
	}, flow.WithClock(flow.Virtual(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))), flow.Limit(frames))
	data := flow.To(source, viz.NewDataStream[frame.Frame]())
	return viz.Dynamic(data, viz.Curve()), source
}

// outputDir returns the folder that a program writes to.
func outputDir() string {
	dir, err := os.MkdirTemp("", "sinks")
	if err != nil {
		panic(err)
	}
	return dir
}

func ExampleGIF() {
	figure, source := wave(20)
	var out bytes.Buffer
	recording, err := sinks.GIF(figure, &out, sinks.FPS(20), sinks.Hold(2*time.Second))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := flow.Run(context.Background(), source); err != nil {
		fmt.Println(err)
	}
	animation, err := gif.DecodeAll(&out)
	fmt.Println(recording.Frames(), len(animation.Image), err)
	fmt.Println("the first for", animation.Delay[0], "and the last for", animation.Delay[19], "hundredths of a second")
	// Output:
	// 20 20 <nil>
	// the first for 5 and the last for 200 hundredths of a second
}

// The pictures change at the times of the source's clock: four times a second.
func ExampleRealTime() {
	clock := flow.Virtual(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	points := flow.Periodic(250*time.Millisecond, func(_ context.Context, now time.Time) (frame.Frame, error) {
		s := float64(now.UnixMilli()%60_000) / 1000
		return frame.New(frame.Col("x", []float64{0, 1}), frame.Col("y", []float64{s, 0}))
	}, flow.WithClock(clock), flow.Limit(3))
	data := flow.To(points, viz.NewDataStream[frame.Frame]())

	var out bytes.Buffer
	if _, err := sinks.GIF(viz.Dynamic(data, viz.Curve()), &out, sinks.RealTime(clock)); err != nil {
		fmt.Println(err)
	}
	if err := flow.Run(context.Background(), points); err != nil {
		fmt.Println(err)
	}
	animation, err := gif.DecodeAll(&out)
	fmt.Println(animation.Delay, err)
	// Output: [25 25 100] <nil>
}

func ExamplePNG() {
	dir := outputDir()
	defer os.RemoveAll(dir)

	figure, source := wave(3)
	if _, err := sinks.PNG(figure, filepath.Join(dir, "wave-%02d.png"), sinks.Ratio(2)); err != nil {
		fmt.Println(err)
	}
	if err := flow.Run(context.Background(), source); err != nil {
		fmt.Println(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	for _, name := range files {
		fmt.Println(filepath.Base(name), err)
	}
	// Output:
	// wave-00.png <nil>
	// wave-01.png <nil>
	// wave-02.png <nil>
}

func ExampleSVG() {
	dir := outputDir()
	defer os.RemoveAll(dir)

	figure, source := wave(2)
	recording, err := sinks.SVG(figure, filepath.Join(dir, "wave-%d.svg"))
	if err != nil {
		fmt.Println(err)
		return
	}
	err = flow.Run(context.Background(), source)
	fmt.Println(recording.Frames(), err)
	// Output: 2 <nil>
}

func ExampleLastPNG() {
	figure, source := wave(20)
	var out bytes.Buffer
	recording, err := sinks.LastPNG(figure, &out, sinks.Size(300, 200))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := flow.Run(context.Background(), source); err != nil {
		fmt.Println(err)
	}
	picture, err := png.DecodeConfig(&out)
	fmt.Println(recording.Frames(), picture.Width, picture.Height, err)
	// Output: 1 300 200 <nil>
}

func ExampleLastSVG() {
	figure, source := wave(20)
	var out bytes.Buffer
	if _, err := sinks.LastSVG(figure, &out); err != nil {
		fmt.Println(err)
	}
	if err := flow.Run(context.Background(), source); err != nil {
		fmt.Println(err)
	}
	fmt.Println(bytes.Contains(out.Bytes(), []byte("<svg")))
	// Output: true
}

func ExampleFile() {
	dir := outputDir()
	defer os.RemoveAll(dir)

	figure, source := wave(2)
	path := filepath.Join(dir, "out", "wave.gif")
	if _, err := sinks.GIF(figure, sinks.File(path)); err != nil {
		fmt.Println(err)
	}
	if err := flow.Run(context.Background(), source); err != nil {
		fmt.Println(err)
	}
	info, err := os.Stat(path)
	fmt.Println(info.Name(), info.Size() > 1000, err)
	// Output: wave.gif true <nil>
}

// In a service that never ends, Close ends the recording.
func ExampleRecording_Close() {
	ctx := context.Background()
	numbers := viz.NewDataStream[frame.Frame]()
	var out bytes.Buffer
	recording, err := sinks.GIF(viz.Dynamic(numbers, viz.Curve()), &out)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range 3 {
		f := frame.Must(frame.New(frame.Col("x", []float64{0, 1}), frame.Col("y", []float64{0, float64(i)})))
		if err := numbers.Send(ctx, f); err != nil {
			fmt.Println(err)
		}
	}
	err = recording.Close()
	fmt.Println(recording.Frames(), recording.Bytes() == int64(out.Len()), err)
	// Output: 3 true <nil>
}

// Delay, Loop and MaxFrames: five pictures of half a second each, played three times.
func ExampleMaxFrames() {
	figure, source := wave(20)
	var out bytes.Buffer
	recording, err := sinks.GIF(figure, &out, sinks.Delay(500*time.Millisecond), sinks.MaxFrames(5), sinks.Loop(3))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := flow.Run(context.Background(), source); err != nil {
		fmt.Println(err)
	}
	animation, err := gif.DecodeAll(&out)
	fmt.Println(recording.Frames(), len(animation.Image), animation.Delay[0], err)
	// Output:
	// 5 5 50 <nil>
}
