package draw_test

import (
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/draw"
)

// randomPipeline makes a graph of n nodes like that of a real pipeline: some sources, chains, and a few branches, queues and
// joins. It is the same at each call.
func randomPipeline(n int) flow.Graph {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	kinds := []string{"map", "filter", "try map", "sliding window", "accumulate", "distinct until changed"}
	var g flow.Graph
	for i := range n {
		kind := kinds[r.IntN(len(kinds))]
		node := flow.NodeInfo{ID: i, Kind: kind, Name: kind, In: r.Uint64N(2_000_000), Out: r.Uint64N(20_000)}
		if i == 0 || r.IntN(12) == 0 {
			node.Kind, node.Name = "source", fmt.Sprint("sensor ", i)
			g.Nodes = append(g.Nodes, node)
			continue
		}
		g.Edges = append(g.Edges, flow.Edge{From: max(0, i-1-r.IntN(4)), To: i})
		switch r.IntN(9) {
		case 0:
			node.Kind, node.Capacity, node.Queued = "buffer", 64, r.IntN(65)
		case 1:
			node.Kind = "combine latest"
			g.Edges = append(g.Edges, flow.Edge{From: max(0, i-1-r.IntN(12)), To: i})
		case 2:
			node.Name = fmt.Sprint("the name of stage ", i)
		case 3:
			node.Errors = r.Uint64N(5)
		}
		g.Nodes = append(g.Nodes, node)
	}
	return g
}

// drawing is a picture, as parsed by package xml.
type drawing struct {
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Body   struct {
		Edges []struct {
			Class string `xml:"class,attr"`
			D     string `xml:"d,attr"`
		} `xml:"path"`
		Nodes []drawnNode `xml:"g"`
	} `xml:"g"`
}

type drawnNode struct {
	Class string      `xml:"class,attr"`
	Title string      `xml:"title"`
	Rects []drawnRect `xml:"rect"`
	Texts []drawnText `xml:"text"`
}

type drawnRect struct {
	Class  string  `xml:"class,attr"`
	X      float64 `xml:"x,attr"`
	Y      float64 `xml:"y,attr"`
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
}

type drawnText struct {
	X      float64 `xml:"x,attr"`
	Y      float64 `xml:"y,attr"`
	Size   float64 `xml:"font-size,attr"`
	Weight string  `xml:"font-weight,attr"`
	Fill   string  `xml:"fill,attr"`
	Text   string  `xml:",chardata"`
}

func (n drawnNode) box() drawnRect { return n.Rects[0] }

// text returns the lines of text in the box, separated by "|".
func (n drawnNode) text() string {
	var lines []string
	for _, t := range n.Texts {
		lines = append(lines, t.Text)
	}
	return strings.Join(lines, "|")
}

// drawAndParse draws a graph and parses the picture. It stops the test if the picture is not valid XML.
func drawAndParse(t interface {
	Helper()
	Fatal(...any)
}, g flow.Graph) (d drawing) {
	t.Helper()
	var b strings.Builder
	if err := draw.SVG(&b, g); err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal([]byte(b.String()), &d); err != nil {
		t.Fatal(err, b.String())
	}
	if len(d.Body.Nodes) != len(g.Nodes) || len(d.Body.Edges) != len(g.Edges) {
		t.Fatal(len(d.Body.Nodes), "boxes and", len(d.Body.Edges), "arrows for", len(g.Nodes), "nodes and", len(g.Edges), "edges")
	}
	return d
}

// chain makes a graph that is one chain of nodes.
func chain(nodes ...flow.NodeInfo) flow.Graph {
	g := flow.Graph{Nodes: nodes}
	for i := range nodes[1:] {
		g.Edges = append(g.Edges, flow.Edge{From: i, To: i + 1})
	}
	return g
}

func wantText(t *testing.T, n drawnNode, want string) {
	t.Helper()
	if got := n.text(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
