package draw_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/draw"
)

var regen = flag.Bool("regen", false, "write docs/gifs/graph.svg")

// A graph of two sources while it runs: one reading could not be parsed, and a queue before a slow sink fills up.
func ExampleSVG() {
	ctx := context.Background()
	lines := flow.NewSource[string](flow.SourceName("sensor lines"))
	readings := flow.TryMap(lines, parsePlain, flow.Name("parse"), flow.OnError(flow.Skip()))
	limits := flow.NewSource[float64](flow.SourceName("limits"))
	pairs := flow.CombineLatest(readings, limits, flow.Name("reading, limit"))
	alarms := flow.Filter(pairs, func(p flow.Pair[float64, float64]) bool { return p.First > p.Second }, flow.Name("too high"))
	mean := flow.SlidingWindow(readings, 20, flow.Name("last 20"))
	full, free := make(chan struct{}, 100), make(chan struct{})
	flow.Sink(flow.Buffer(mean, 64), func(context.Context, []float64) error { full <- struct{}{}; <-free; return nil }, flow.Name("draw"))
	flow.Sink(alarms, func(context.Context, flow.Pair[float64, float64]) error { return nil }, flow.Name("ring the bell"))

	exitOn(limits.Emit(ctx, 40))
	for i := range 70 {
		exitOn(lines.Emit(ctx, fmt.Sprint("t=", i*i%50)))
	}
	exitOn(lines.Emit(ctx, "t=?"))
	<-full // the sink is running, so the counts do not change any more

	var b bytes.Buffer
	fmt.Println(draw.SVG(&b, flow.Describe(lines)))
	if *regen {
		exitOn(os.WriteFile("../../docs/gifs/graph.svg", b.Bytes(), 0o644))
	}
	close(free)
	fmt.Println(lines.Close(ctx), limits.Close(ctx))
	// Output:
	// <nil>
	// <nil> <nil>
}

func parsePlain(line string) (x float64, err error) {
	if _, err := fmt.Sscanf(line, "t=%g", &x); err != nil {
		return 0, errors.New("not a reading")
	}
	return x, nil
}

// exitOn ends the program if err is not nil.
func exitOn(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
