package draw

import (
	"fmt"
	"strings"
)

// pointsPerInch is the number of points, and of px in the picture, per inch of Graphviz.
const pointsPerInch = 72

// parsePlain parses Graphviz' format "plain" (https://graphviz.org/docs/outputs/plain). It has one line for the graph,
// one for each node and one for each edge. Coordinates are in inches, with y upward.
func parsePlain(plain string, nodes int) (*graphLayout, error) {
	layout := &graphLayout{nodes: make([]point, nodes)}
	nodesRead := 0
	for line := range strings.Lines(plain) {
		r := strings.NewReader(line)
		var kind string
		var err error
		switch _, _ = fmt.Fscan(r, &kind); kind {
		case "graph":
			var scale float64
			_, err = fmt.Fscan(r, &scale, &layout.width, &layout.height)
			layout.width, layout.height = layout.width*pointsPerInch, layout.height*pointsPerInch
		case "node":
			var i int
			var at point
			if _, err = fmt.Fscan(r, &i, &at.x, &at.y); err == nil && i >= 0 && i < nodes {
				layout.nodes[i] = layout.toPixels(at)
				nodesRead++
			}
		case "edge":
			var path edgePath
			path, err = layout.parseEdge(r)
			layout.edges = append(layout.edges, path)
		}
		if err != nil {
			return nil, fmt.Errorf("in %q: %w", line, err)
		}
	}
	if nodesRead != nodes {
		return nil, fmt.Errorf("a layout of %d nodes, want %d", nodesRead, nodes)
	}
	return layout, nil
}

// parseEdge parses the rest of an edge's line: the names of both nodes, the number of points, and the points.
func (layout *graphLayout) parseEdge(r *strings.Reader) (edgePath, error) {
	var from, to, n int
	if _, err := fmt.Fscan(r, &from, &to, &n); err != nil {
		return nil, err
	}
	if n < 4 {
		return nil, fmt.Errorf("a path of %d points, want at least 4", n)
	}
	var path edgePath
	for range n {
		var at point
		if _, err := fmt.Fscan(r, &at.x, &at.y); err != nil {
			return nil, err
		}
		path = append(path, layout.toPixels(at))
	}
	return path, nil
}

// toPixels converts a point from inches, with y upward, to px, with y downward.
func (layout *graphLayout) toPixels(at point) point {
	return point{at.x * pointsPerInch, layout.height - at.y*pointsPerInch}
}
