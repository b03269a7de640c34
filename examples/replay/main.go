// Command replay renders four years of real weather in a few seconds: the highest temperature of each day and its mean
// over 30 days, in a view that is one year wide, beside a histogram of the wind of that year.
//
//	go run ./examples/replay [-out out]
package main

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
	"github.com/streamgage/streamgage/sinks"
	"github.com/streamgage/streamgage/viz"
	"github.com/streamgage/streamgage/viz/operation"
)

//go:embed seattle-weather.csv
var weatherCSV []byte

const (
	day  = 24 * time.Hour
	year = 365 * day
)

func main() {
	out := flag.String("out", "out", "folder to write to")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	gif, err := replay(ctx, *out)
	if err != nil {
		fmt.Fprintln(os.Stderr, "replay:", err)
		os.Exit(1)
	}
	fmt.Printf("%s: %d frames, %d kB\n", filepath.Join(*out, "replay.gif"), gif.Frames(), (gif.Bytes()+500)/1000)
}

// replay writes replay.gif and replay.png to the directory out.
func replay(ctx context.Context, out string) (*sinks.Recording, error) {
	rows, err := frame.ReadCSV(bytes.NewReader(weatherCSV), frame.CSVIndex("date"))
	if err != nil {
		return nil, err
	}
	// Each tick replays a week of weather as one batch of rows.
	const tick = 100 * time.Millisecond
	clock := flow.Virtual(time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC))
	weather := ops.Replay(rows, "date", float64(7*day/tick), ops.Every(tick), flow.WithClock(clock))

	highest := weather.Col("temp_max")
	mean := highest.Rolling(ops.Within(30 * day)).Mean()
	temperature := viz.Overlay(
		viz.Dynamic(viz.NewDataFrameStream(highest, viz.Backlog(365)), lastYear(viz.Scatter())).
			Relabel("highest of the day").Opts(viz.Alpha(0.55), viz.Size(5)),
		viz.Dynamic(viz.NewDataFrameStream(mean, viz.Backlog(365)), lastYear(viz.Curve())).
			Relabel("mean over 30 days").Opts(viz.LineWidth(2.5), viz.LineColor("#bd1f01")),
	).RedimRange("temp_max", -5, 40).
		Opts(viz.Title("Temperature in Seattle"), viz.YLabel("°C"), viz.XLabel(""), viz.Width(640))

	wind := viz.Dynamic(viz.NewDataFrameStream(weather.Col("wind"), viz.Backlog(365)), viz.Dataset())
	windDays := operation.Histogram(wind, operation.Dimension("wind"), operation.BinRange(0, 10)).
		RedimRange("wind", 0, 10).RedimRange("Count", 0, 90).
		Opts(viz.Title("Wind of the last year"), viz.XLabel("m/s"), viz.YLabel("days"), viz.Width(420))

	figure := viz.Layout(temperature, windDays)
	gif, gifErr := sinks.GIF(figure, sinks.File(filepath.Join(out, "replay.gif")))
	_, pngErr := sinks.LastPNG(figure, sinks.File(filepath.Join(out, "replay.png")))
	if err := errors.Join(gifErr, pngErr); err != nil {
		return nil, err
	}
	return gif, flow.Run(ctx, weather)
}

// lastYear returns a recipe whose time axis ends at the last row and starts a year before it.
func lastYear(recipe viz.Recipe) viz.Recipe {
	return func(f frame.Frame) (viz.Element, error) {
		e, err := recipe(f)
		if err != nil || f.Len() == 0 {
			return e, err
		}
		times, err := f.Times("date")
		if err != nil {
			return nil, err
		}
		last := float64(times[f.Len()-1])
		return e.RedimRange("date", last-float64(year), last), nil
	}
}
