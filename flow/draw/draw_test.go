package draw_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/draw"
	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var regen = flag.Bool("regen", false, "write docs/gifs/graph.svg anew")

var ctx = context.Background()

// station is a graph that has been at work: two gauges, a queue that has elements in it, a join, a loop and errors.
func station() flow.Graph {
	clock := flow.Virtual(time.Unix(0, 0))
	level, rain := flow.NewSource[float64](flow.SourceName("level"), flow.WithClock(clock)), flow.NewSource[float64](flow.SourceName("rain"), flow.WithClock(clock))
	checked := flow.TryMap(level, func(x float64) (float64, error) {
		if x < 0 {
			return 0, errors.New("below ground")
		}
		return x, nil
	}, flow.Name("check"))
	smooth := flow.Map(flow.SlidingWindow(checked, 5), func(w []float64) float64 { return w[0] }, flow.Name("mean of 5"))
	both := flow.CombineLatest(smooth, rain, flow.Name("level and rain"))
	again := flow.NewJunction[float64](flow.SourceName("forecast"), flow.WithClock(clock))
	_ = flow.Connect(flow.Map(both, func(p flow.Pair[float64, float64]) float64 { return p.First + p.Second }, flow.Name("model")), again)
	_ = flow.Connect(flow.Filter(again, func(float64) bool { return false }, flow.Name("not settled")), again)
	flow.Sink(again, func(context.Context, float64) error { return nil }, flow.Name("plot"))
	archive := flow.Delay(checked, time.Hour, flow.Capacity(2000), flow.Name("archive hourly"))
	flow.Sink(archive, func(context.Context, float64) error { return nil }, flow.Name("disk"))
	for i := range 1400 {
		_ = level.Emit(ctx, float64(i%100)-1)
		if i%10 == 0 {
			_ = rain.Emit(ctx, 1)
		}
	}
	g := flow.Describe(level)
	_, _ = level.Close(ctx), rain.Close(ctx)
	return g
}

// box is the frame of a node in the picture.
type box struct {
	id             string
	texts          []string
	x0, y0, x1, y1 float64
}

// boxes reads the picture: a group for each node, with its texts and the extent of its outline.
func boxes(t testing.TB, svg []byte) []box {
	t.Helper()
	var all []box
	var in *box
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
		switch e := token.(type) {
		case xml.StartElement:
			attr := map[string]string{}
			for _, a := range e.Attr {
				attr[a.Name.Local] = a.Value
			}
			switch {
			case e.Name.Local == "g" && attr["class"] == "node":
				all = append(all, box{id: attr["id"]})
				in = &all[len(all)-1]
			case e.Name.Local == "g":
				in = nil
			case e.Name.Local == "path" && in != nil && in.x1 == 0:
				in.extent(attr["d"])
			}
		case xml.CharData:
			if s := strings.TrimSpace(string(e)); s != "" && in != nil {
				in.texts = append(in.texts, s)
			}
		}
	}
}

func (b *box) extent(path string) {
	b.x0, b.y0, b.x1, b.y1 = 1e9, 1e9, -1e9, -1e9
	for _, p := range strings.FieldsFunc(path, func(r rune) bool { return r == 'M' || r == 'C' || r == ' ' }) {
		var x, y float64
		if _, err := fmt.Sscanf(p, "%f,%f", &x, &y); err == nil {
			b.x0, b.y0, b.x1, b.y1 = min(b.x0, x), min(b.y0, y), max(b.x1, x), max(b.y1, y)
		}
	}
}

func picture(t testing.TB, g flow.Graph) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := draw.SVG(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSVG(t *testing.T) {
	g := station()
	svg := picture(t, g)
	if *regen {
		if err := os.WriteFile("../../docs/gifs/graph.svg", svg, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	all := boxes(t, svg)
	if len(all) != len(g.Nodes) {
		t.Fatalf("%d nodes in the picture, want %d", len(all), len(g.Nodes))
	}
	for i, a := range all {
		for _, b := range all[:i] {
			if a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1 {
				t.Errorf("%v and %v overlap", a.texts, b.texts)
			}
		}
	}
	for _, want := range []string{">check<", ">try map<", ">1,400 in, 1,386 out<", ">14 failed<", "of 2,000 waiting<", `stroke-dasharray`} {
		if !strings.Contains(string(svg), want) {
			t.Errorf("the picture lacks %s", want)
		}
	}
	if n := strings.Count(string(svg), `class="edge"`); n != len(g.Edges) {
		t.Errorf("%d edges in the picture, want %d", n, len(g.Edges))
	}
}

// Names are the user's: any text stands in the picture as text.
func TestAnyName(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		name := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
			"", " ", "<b>bold</b>", `a "quoted" \n name`, "&amp;", "a\nb", "\x00\xff", "</TD></TABLE>>", "数据 🌊", strings.Repeat("long ", 40), "]] >",
		})).Draw(r, "name")
		src := flow.NewSource[int](flow.SourceName(name))
		flow.Sink(src, func(context.Context, int) error { return nil }, flow.Name(name))
		all := boxes(t, picture(t, flow.Describe(src)))
		if len(all) != 2 {
			r.Fatalf("%d nodes, want 2", len(all))
		}
		_ = src.Close(ctx)
		for _, b := range all {
			for _, text := range b.texts {
				if n := len([]rune(text)); n > 70 {
					r.Errorf("%d characters: %s", n, text)
				}
			}
		}
	})
}

func TestMarkupIsText(t *testing.T) {
	src := flow.NewSource[int](flow.SourceName(`<script>x & "y"</script>`))
	svg := string(picture(t, flow.Describe(src)))
	if strings.Contains(svg, "<script") || !strings.Contains(svg, "&lt;script&gt;x &amp; &quot;y&quot;") {
		t.Error(svg)
	}
	_ = src.Close(ctx)
}

func TestEmptyGraph(t *testing.T) {
	if all := boxes(t, picture(t, flow.Graph{})); len(all) != 0 {
		t.Error(all)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWriteFails(t *testing.T) {
	if err := draw.SVG(broken{}, flow.Graph{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
}

// Pictures may be asked for at the same time.
func TestAtOnce(t *testing.T) {
	g := station()
	want := picture(t, g)
	done := make(chan []byte)
	for range 4 {
		go func() {
			var b bytes.Buffer
			if err := draw.SVG(&b, g); err != nil {
				t.Error(err)
			}
			done <- b.Bytes()
		}()
	}
	for range 4 {
		if got := <-done; !bytes.Equal(got, want) {
			t.Error("another picture of the same graph")
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	for _, n := range []int{12, 60, 300} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			src := flow.NewSource[int]()
			s := flow.Stream[int](src)
			all := []flow.Stream[int]{s}
			for i := range n - 1 {
				s = flow.Map(all[i*7%len(all)], func(x int) int { return x })
				all = append(all, s)
			}
			g := flow.Describe(src)
			for b.Loop() {
				picture(b, g)
			}
		})
	}
}

func ExampleSVG() {
	source := flow.NewSource[int](flow.SourceName("numbers"))
	flow.Sink(flow.Filter(source, func(x int) bool { return x%2 == 0 }), func(context.Context, int) error { return nil })
	_ = source.EmitAll(ctx, []int{1, 2, 3})
	var page strings.Builder
	fmt.Println(draw.SVG(&page, flow.Describe(source)))
	fmt.Println(strings.Contains(page.String(), "3 in, 1 out"))
	// Output:
	// <nil>
	// true
}
