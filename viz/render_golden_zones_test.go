package viz_test

import (
	"math"
	"testing"
	"time"
	_ "time/tzdata" // zones, also on machines without their database

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz"
)

// zone loads a zone of the database.
func zone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return loc
}

// zoneGallery holds figures of times around the days on which clocks are changed.
func zoneGallery() map[string]viz.Drawable {
	in := func(name string, from time.Time, length, every time.Duration) viz.Drawable {
		f := load(from, length, every)
		return made(viz.Curve()(f)).Relabel(name).Opts(viz.TimeZone(zone(name)))
	}
	const berlin, newYork, kolkata = "Europe/Berlin", "America/New_York", "Asia/Kolkata"
	at := func(name string, month time.Month, day, hour int) time.Time {
		return time.Date(2026, month, day, hour, 0, 0, 0, zone(name))
	}
	const day = 24 * time.Hour
	return map[string]viz.Drawable{
		"zone-berlin-march-hours":   in(berlin, at(berlin, 3, 28, 22), 7*time.Hour, time.Minute),
		"zone-berlin-march-days":    in(berlin, at(berlin, 3, 26, 0), 6*day, 10*time.Minute),
		"zone-berlin-october-hours": in(berlin, at(berlin, 10, 24, 22), 7*time.Hour, time.Minute),
		"zone-berlin-october-days":  in(berlin, at(berlin, 10, 22, 0), 6*day, 10*time.Minute),
		"zone-berlin-year":          in(berlin, at(berlin, 1, 1, 0), 365*day, 25*time.Hour),
		"zone-new-york-hours":       in(newYork, at(newYork, 10, 31, 18), 12*time.Hour, time.Minute),
		"zone-new-york-days":        in(newYork, at(newYork, 3, 6, 0), 4*day, 10*time.Minute),
		"zone-kolkata-hours":        in(kolkata, at(kolkata, 3, 28, 22), 7*time.Hour, time.Minute),
		"zone-kolkata-days":         in(kolkata, at(kolkata, 3, 26, 0), 6*day, 10*time.Minute),
		"zone-table":                zoneTable(),
		"zone-layout":               zoneLayout(),
	}
}

// load returns a curve with a period of a local day.
func load(from time.Time, length, every time.Duration) frame.Frame {
	var times []time.Time
	var x []float64
	for t := from; t.Before(from.Add(length)); t = t.Add(every) {
		times = append(times, t)
		seconds := float64(t.Hour()*3600 + t.Minute()*60 + t.Second())
		x = append(x, 50-20*math.Cos(seconds/86400*2*math.Pi))
	}
	return frame.Must(frame.New(frame.Index("index", times), frame.Col("load", x)))
}

// zoneTable shows the hour that occurs twice.
func zoneTable() viz.Drawable {
	f := load(time.Date(2026, 10, 25, 1, 0, 0, 0, zone("Europe/Berlin")), 4*time.Hour, 30*time.Minute)
	return made(viz.Table()(f)).Opts(viz.TimeZone(zone("Europe/Berlin")))
}

// zoneLayout shows one range in two zones, and boxes and groups that are named by times.
func zoneLayout() viz.Drawable {
	f := load(time.Date(2026, 3, 27, 0, 0, 0, 0, zone("Europe/Berlin")), 3*24*time.Hour, time.Hour)
	rows, _ := f.Times("index")
	days := make([]time.Time, len(rows))
	for i, t := range rows {
		y, m, d := time.Unix(0, t).In(zone("Europe/Berlin")).Date()
		days[i] = time.Date(y, m, d, 0, 0, 0, 0, zone("Europe/Berlin"))
	}
	f = frame.Must(f.With(frame.Col("day", days)))
	berlin := viz.TimeZone(zone("Europe/Berlin"))
	return viz.Layout(
		made(viz.Curve(viz.X("index"), viz.Y("load"))(f)).Relabel("Berlin").Opts(berlin),
		made(viz.Curve(viz.X("index"), viz.Y("load"))(f)).Relabel("New York").Opts(viz.TimeZone(zone("America/New_York"))),
		made(viz.BoxWhisker(viz.X("day"), viz.Y("load"))(f)).Opts(berlin),
		made(viz.Curve(viz.X("index"), viz.Y("load"), viz.By("day"))(f)).Opts(berlin),
	)
}

func TestZoneGallery(t *testing.T) {
	for name, d := range zoneGallery() {
		t.Run(name, func(t *testing.T) { wantGolden(t, name, d) })
	}
}

func TestOverlayOfTwoZones(t *testing.T) {
	f := load(start, time.Hour, time.Minute)
	in := func(name string) viz.Element { return made(viz.Curve()(f)).Opts(viz.TimeZone(zone(name))) }
	both := viz.Overlay(in("Europe/Berlin"), in("Asia/Kolkata"))
	check.Error(t, drawError(both), viz.ErrOption, "Europe/Berlin", "Asia/Kolkata")
	for _, e := range []viz.Element{
		both.Opts(viz.TimeZone(time.UTC)),
		viz.Overlay(in("Asia/Kolkata"), made(viz.Curve()(f))), viz.Overlay(in("Asia/Kolkata"), in("Asia/Kolkata")),
	} {
		check.NoError(t, drawError(e))
	}
	check.Panics(t, "viz.TimeZone", func() { viz.TimeZone(nil) })
}

// drawError returns the error of drawing an element.
func drawError(e viz.Element) error {
	_, err := e.Figure().Renderer(viz.View{}).Image()
	return err
}
