package draw

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/goccy/go-graphviz/cgraph"
	"github.com/goccy/go-graphviz/gvc"
	"github.com/streamgage/streamgage/flow"
)

// place is where things are, in px, y downward.
type graphLayout struct {
	width, height float64
	nodes         []point   // the middles of the boxes
	edges         []edgePath // in no order that matters
}

type point struct{ x, y float64 }

// pathway is an edge: a start, and three points for each Bézier curve of it. It ends where its arrow begins.
type edgePath []point

// graphviz is the one instance of Graphviz: it can do one thing at a time. It never gives back all memory that a layout
// took (about 50 kB for 60 nodes), so layouts are kept: a graph that is drawn again and again needs one.
var graphviz struct {
	sync.Mutex
	engine *gvc.Context // opened by the first layout
	known  map[string]*graphLayout
}

// remembered is how many layouts are kept. When there is one more, all are forgotten.
const maxCachedLayouts = 256

// layout is where the boxes of a graph stand.
func layoutGraph(boxes []box, edges []flow.Edge) (*graphLayout, error) {
	shape := dotSource(boxes, edges)
	graphviz.Lock()
	defer graphviz.Unlock()
	if p, ok := graphviz.known[shape]; ok {
		return p, nil
	}
	plain, err := runGraphviz(shape)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrGraphviz, err)
	}
	p, err := parsePlain(plain, len(boxes))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrGraphviz, err)
	}
	if graphviz.known == nil || len(graphviz.known) == maxCachedLayouts {
		graphviz.known = map[string]*graphLayout{}
	}
	graphviz.known[shape] = p
	return p, nil
}

// dot is the shape of a graph in Graphviz' language: boxes without text, for the text is no business of the layout.
// Nodes are called by their place; one px is one point.
func dotSource(boxes []box, edges []flow.Edge) string {
	var b strings.Builder
	direction, tail, head := "TB", "s", "n"
	if longestChain(len(boxes), edges) <= maxRowNodes {
		direction, tail, head = "LR", "e", "w"
	}
	fmt.Fprintf(&b, "digraph {\ngraph [rankdir=%s nodesep=0.33 ranksep=0.5]\n", direction)
	b.WriteString("node [shape=box fixedsize=true label=\" \"]\n")
	fmt.Fprintf(&b, "edge [arrowsize=%g tailport=%s headport=%s]\n", arrowSize/10.0, tail, head)
	for i, x := range boxes {
		fmt.Fprintf(&b, "%d [width=%g height=%g]\n", i, x.width/pointsPerInch, x.height()/pointsPerInch)
	}
	for _, e := range edges {
		fmt.Fprintf(&b, "%d -> %d [weight=%d]\n", e.From, e.To, edgeWeight(boxes[e.To]))
	}
	b.WriteString("}\n")
	return b.String()
}

// weight is how much an edge wants to be straight: chains do, rather than what comes to join them.
func edgeWeight(to box) int {
	if to.inputCount == 1 {
		return 3
	}
	return 1
}

// maxRowNodes is how many nodes in a row a page is wide enough for; a graph with longer chains runs from top to bottom.
const maxRowNodes = 5

// longestChain is how many nodes the longest way through a graph has. Edges that lead back to an earlier node are not
// followed.
func longestChain(nodes int, edges []flow.Edge) int {
	next := make([][]int, nodes)
	for _, e := range edges {
		if e.From < e.To {
			next[e.From] = append(next[e.From], e.To)
		}
	}
	longest := 0
	chain := make([]int, nodes) // how many nodes come before
	for from := range next {
		longest = max(longest, chain[from]+1)
		for _, to := range next[from] {
			chain[to] = max(chain[to], chain[from]+1)
		}
	}
	return longest
}

// run gives what Graphviz makes of a graph, in its format "plain". Some of its errors get lost on the way and leave a
// picture without nodes: parse sees that. Needs graphviz.
func runGraphviz(dot string) (plain string, err error) {
	ctx := context.Background()
	if graphviz.engine == nil {
		if graphviz.engine, err = gvc.NewWithPlugins(ctx); err != nil {
			return "", err
		}
	}
	g, err := cgraph.ParseBytes([]byte(dot))
	if err != nil || g == nil {
		return "", err
	}
	defer g.Close()
	if err := graphviz.engine.Layout(ctx, g, "dot"); err != nil {
		return "", err
	}
	defer graphviz.engine.FreeLayout(ctx, g)
	var b bytes.Buffer
	err = graphviz.engine.RenderData(ctx, g, "plain", &b)
	return b.String(), err
}
