package draw_test

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/draw"
	"pgregory.net/rapid"
)

func TestBoxesDoNotOverlap(t *testing.T) {
	for _, n := range []int{1, 2, 12, 60, 300} {
		d := drawAndParse(t, randomPipeline(n))
		for i, a := range d.Body.Nodes {
			a := a.box()
			if a.X < 0 || a.Y < 0 || a.X+a.Width > d.Width || a.Y+a.Height > d.Height {
				t.Errorf("%d nodes: box %+v is not in the picture of %g x %g", n, a, d.Width, d.Height)
			}
			for _, b := range d.Body.Nodes[:i] {
				b := b.box()
				if a.X < b.X+b.Width && b.X < a.X+a.Width && a.Y < b.Y+b.Height && b.Y < a.Y+a.Height {
					t.Errorf("%d nodes: boxes %+v and %+v overlap", n, a, b)
				}
			}
		}
	}
}

// Each edge is an arrow from the middle of a side of one box to the middle of a side of the other, arrow head included.
func TestArrowsJoinTheirBoxes(t *testing.T) {
	for _, n := range []int{2, 5, 12, 60} { // the first two are drawn from left to right
		g := randomPipeline(n)
		d := drawAndParse(t, g)
		left := map[flow.Edge]int{}
		for _, e := range g.Edges {
			left[e]++
		}
		for _, p := range d.Body.Edges {
			points := strings.FieldsFunc(p.D, func(r rune) bool { return strings.ContainsRune("MC ", r) })
			start, end := at(t, points[:2]), at(t, points[len(points)-2:])
			e := flow.Edge{From: boxAt(d, start, 1, 1.5), To: boxAt(d, end, 0, 10)}
			if left[e]--; left[e] < 0 {
				t.Errorf("%d nodes: no edge %v for the arrow %s", n, e, p.D)
			}
		}
	}
}

// at parses a point.
func at(t *testing.T, xy []string) (p [2]float64) {
	t.Helper()
	if _, err := fmt.Sscan(strings.Join(xy, " "), &p[0], &p[1]); err != nil {
		t.Fatal(err)
	}
	return p
}

// boxAt returns the index of the box with the middle of a side within a distance of a point, or -1. The side is the right or
// lower one if far is 1, and the left or upper one if far is 0.
func boxAt(d drawing, p [2]float64, far, distance float64) int {
	for i, n := range d.Body.Nodes {
		b := n.box()
		if math.Hypot(p[0]-b.X-far*b.Width, p[1]-b.Y-b.Height/2) <= distance ||
			math.Hypot(p[0]-b.X-b.Width/2, p[1]-b.Y-far*b.Height) <= distance {
			return i
		}
	}
	return -1
}

func TestTextOfBoxes(t *testing.T) {
	g := chain(
		flow.NodeInfo{Kind: "source", Name: "words", In: 3, Out: 3},
		flow.NodeInfo{Kind: "filter", Name: "filter", In: 999_999, Out: 1_234_567},
		flow.NodeInfo{Kind: "try map", Name: "shaky", In: 12, Out: 10, Errors: 2},
		flow.NodeInfo{Kind: "buffer", Name: "buffer", In: 8, Out: 2, Queued: 6, Capacity: 8},
		flow.NodeInfo{Kind: "zip", Name: "zip", Err: "streams of two clocks"},
		flow.NodeInfo{Kind: "sink", Name: "print", In: 2},
	)
	g.Edges = append(g.Edges, flow.Edge{From: 0, To: 2})
	nodes := drawAndParse(t, g).Body.Nodes
	for i, want := range []struct{ class, text string }{
		{"node source", "words|source · 3 out"},
		{"node operator", "filter|999,999 in, 1.23 M out"},
		{"node join", "shaky|try map · 12 in, 10 out|2 failed"},
		{"node queue", "buffer|8 in, 2 out|6 of 8 waiting"},
		{"node broken", "zip|0 in, 0 out|streams of two clocks"},
		{"node sink", "print|sink · 2 in"},
	} {
		wantText(t, nodes[i], want.text)
		if nodes[i].Class != want.class {
			t.Errorf("%q has the class %q, want %q", want.text, nodes[i].Class, want.class)
		}
	}
	if title := nodes[1].Title; title != "filter\nfilter: 999999 in, 1234567 out, 0 failed" {
		t.Errorf("title %q", title)
	}
	if failed := nodes[2].Texts[2]; failed.Fill == nodes[2].Texts[1].Fill {
		t.Errorf("the count of errors has the colour of the other counts, %s", failed.Fill)
	}
	if room, queued := nodes[3].Rects[1], nodes[3].Rects[2]; math.Abs(queued.Width-room.Width*6/8) > 0.1 {
		t.Errorf("a bar of %g in %g for 6 of 8", queued.Width, room.Width)
	}
}

// For any name, the picture is valid XML, the tooltip has the whole name, and the text fits into the box.
func TestUnusualNames(t *testing.T) {
	for name, want := range map[string]string{
		`<b>&"'`:                  `<b>&"'`,
		"two\nlines\tand  room":   "two lines and room",
		`back\nslash "quoted"`:    `back\nslash "quoted"`,
		"nul\x00 bell\a \xff end": "nul\uFFFD bell\uFFFD \uFFFD end",
		"😀 漢字":                    "😀 漢字",
		"":                        "",
		" \n ":                    "",
		"]]> <!-- -->":            "]]> <!-- -->",
	} {
		n := drawAndParse(t, chain(flow.NodeInfo{Kind: "source", Name: name})).Body.Nodes[0]
		wantText(t, n, strings.TrimPrefix(want+"|source · 0 out", "|"))
	}
	long := strings.Repeat("on and on ", 100)
	n := drawAndParse(t, chain(flow.NodeInfo{Kind: "source", Name: long})).Body.Nodes[0]
	if got := n.text(); len(n.Texts) != 3 || !strings.HasSuffix(n.Texts[1].Text, "…") || n.box().Width > 260 {
		t.Errorf("got %q in %g px", got, n.box().Width)
	}
	if !strings.HasPrefix(n.Title, long) {
		t.Errorf("title %q", n.Title)
	}
}

func TestAnyName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		n := drawAndParse(t, chain(flow.NodeInfo{Kind: "map", Name: name, Err: "not " + rapid.String().Draw(t, "err")})).Body.Nodes[0]
		if name != "map" && !strings.Contains(n.text()+"|", "map · 0 out|") {
			t.Fatalf("got %q", n.text())
		}
	})
}

// While the counts have the same number of digits, the boxes do not move.
func TestLayoutIsStable(t *testing.T) {
	g := randomPipeline(12)
	before := drawAndParse(t, g).Body.Nodes
	for i := range g.Nodes {
		g.Nodes[i].Out++
	}
	for i, n := range drawAndParse(t, g).Body.Nodes {
		if n.box() != before[i].box() {
			t.Errorf("%q moved from %+v to %+v", n.text(), before[i].box(), n.box())
		}
		if n.text() == before[i].text() && n.Title == before[i].Title {
			t.Errorf("%q shows no new count", n.text())
		}
	}
}

func TestLoopsAndTheEmptyGraph(t *testing.T) {
	a := flow.NodeInfo{Kind: "map", Name: "a"}
	g := chain(a, a, a)
	g.Edges = append(g.Edges, flow.Edge{From: 2, To: 0}, flow.Edge{From: 1, To: 1}, flow.Edge{From: 0, To: 1})
	drawAndParse(t, g)
	drawAndParse(t, flow.Graph{})
}

func TestErrors(t *testing.T) {
	for _, e := range []flow.Edge{{From: 0, To: 2}, {From: -1, To: 0}} {
		g := chain(flow.NodeInfo{Name: "a"}, flow.NodeInfo{Name: "b"})
		g.Edges = append(g.Edges, e)
		err := draw.SVG(io.Discard, g)
		if !errors.Is(err, draw.ErrEdge) || !strings.Contains(err.Error(), fmt.Sprintf("from %d to %d", e.From, e.To)) {
			t.Errorf("got %v", err)
		}
	}
	r, w := io.Pipe()
	_ = r.Close()
	if err := draw.SVG(w, randomPipeline(3)); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v, want the writer's error", err)
	}
}

func TestConcurrentCalls(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for n := range 12 {
				var first, again strings.Builder
				g := randomPipeline(20 + (n+i)%12)
				if err := errors.Join(draw.SVG(&first, g), draw.SVG(&again, g)); err != nil || first.String() != again.String() {
					t.Error("two calls drew different pictures of one graph, or failed:", err)
				}
			}
		})
	}
	wg.Wait()
}
