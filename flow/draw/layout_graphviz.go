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

// graphLayout holds the positions of nodes and edges in a picture, in px, with y downward.
type graphLayout struct {
	width, height float64
	nodes         []point    // the centres of the boxes
	edges         []edgePath // in any order
}

type point struct{ x, y float64 }

// edgePath is the path of an edge: the start, and three points for each cubic Bézier curve. It ends at the base of the
// arrow head.
type edgePath []point

// graphviz is the only instance of Graphviz. It can compute one layout at a time. It does not free all memory of a
// layout (it keeps about 50 kB for 60 nodes). So layouts are cached: a graph that is drawn repeatedly needs only a few
// layouts.
var graphviz struct {
	sync.Mutex
	engine *gvc.Context            // nil before the first layout
	cache  map[string]*graphLayout // by DOT source
}

// maxCachedLayouts is the largest number of layouts in the cache. A full cache is cleared before the next layout is
// added.
const maxCachedLayouts = 256

// layoutGraph returns the positions of the boxes and the paths of the edges.
func layoutGraph(boxes []box, edges []flow.Edge) (*graphLayout, error) {
	source := dotSource(boxes, edges)
	graphviz.Lock()
	defer graphviz.Unlock()
	if layout, ok := graphviz.cache[source]; ok {
		return layout, nil
	}
	plain, err := runGraphviz(source)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrGraphviz, err)
	}
	layout, err := parsePlain(plain, len(boxes))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrGraphviz, err)
	}
	if graphviz.cache == nil || len(graphviz.cache) == maxCachedLayouts {
		graphviz.cache = map[string]*graphLayout{}
	}
	graphviz.cache[source] = layout
	return layout, nil
}

// dotSource returns the description of a graph in the DOT language. Boxes have a size but no text, so the layout
// depends only on the sizes. The name of a node is its index. One px is one point.
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

// edgeWeight returns the weight of an edge into a box. Graphviz draws edges of a larger weight shorter and straighter.
// The edges of a chain have a larger weight than those into a join.
func edgeWeight(to box) int {
	if to.inputCount == 1 {
		return 3
	}
	return 1
}

// maxRowNodes is the number of nodes that fit side by side on a page. A graph with a longer chain is drawn from top to
// bottom, other graphs from left to right.
const maxRowNodes = 5

// longestChain returns the number of nodes of the longest path through a graph. It ignores edges to an earlier node.
func longestChain(nodes int, edges []flow.Edge) int {
	next := make([][]int, nodes)
	for _, e := range edges {
		if e.From < e.To {
			next[e.From] = append(next[e.From], e.To)
		}
	}
	longest := 0
	before := make([]int, nodes) // the number of nodes before a node on its longest path
	for from := range next {
		longest = max(longest, before[from]+1)
		for _, to := range next[from] {
			before[to] = max(before[to], before[from]+1)
		}
	}
	return longest
}

// runGraphviz returns Graphviz' layout of a DOT source, in its format "plain". Graphviz does not return some errors,
// but makes a layout without nodes, for which parsePlain returns an error. The caller must hold the lock of graphviz.
func runGraphviz(source string) (plain string, err error) {
	ctx := context.Background()
	if graphviz.engine == nil {
		if graphviz.engine, err = gvc.NewWithPlugins(ctx); err != nil {
			return "", err
		}
	}
	g, err := cgraph.ParseBytes([]byte(source))
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
