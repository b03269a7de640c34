package draw

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"

	"github.com/streamgage/streamgage/flow"
)

// SVG writes a picture of a graph: a box a node, an arrow an edge.
//
// A box has the node's name, in two lines at most, the operator if the name is another, what came in and went out, how
// many elements failed, and, of a node with a queue, how many wait, as a bar too. Its colour tells a source (blue), a
// queue (yellow), a join of several inputs (violet), an end of the graph (green), a node that was built wrongly (red), and
// all others (grey). Counts from a million on are rounded; where the pointer rests a browser shows them in full. A graph
// whose longest chain has up to five nodes runs from left to right, others from top to bottom. The size is in px.
//
// An edge to or from a node that is not there is an ErrEdge. SVG may be called from any goroutine; one layout is made at
// a time. A new layout of 12, 60 and 300 nodes takes about 2, 8 and 50 ms, and takes memory that Graphviz does not give
// back, about 50 kB for 60 nodes. A graph that has been drawn keeps its layout while names and edges stay and counts grow
// by less than a digit or two: 12, 60 and 300 nodes then take 0.15, 0.7 and 3.5 ms.
func SVG(w io.Writer, g flow.Graph) error {
	degrees, err := degrees(g)
	if err != nil {
		return fmt.Errorf("draw.SVG: %w", err)
	}
	boxes := make([]box, len(g.Nodes))
	for i, n := range g.Nodes {
		boxes[i] = newBox(n, degrees[i])
	}
	p, err := layoutGraph(boxes, g.Edges)
	if err != nil {
		return fmt.Errorf("draw.SVG: %w", err)
	}
	_, err = w.Write(renderSVG(boxes, p))
	return err
}

func degrees(g flow.Graph) ([]degree, error) {
	d := make([]degree, len(g.Nodes))
	for _, e := range g.Edges {
		if min(e.From, e.To) < 0 || max(e.From, e.To) >= len(d) {
			return nil, fmt.Errorf("%w, got one from %d to %d of %d", ErrEdge, e.From, e.To, len(d))
		}
		d[e.From].out++
		d[e.To].in++
	}
	return d, nil
}

func renderSVG(boxes []box, p *graphLayout) []byte {
	var out bytes.Buffer
	width, height := math.Ceil(p.width)+2*margin, math.Ceil(p.height)+2*margin
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%g" height="%g" viewBox="0 0 %[1]g %[2]g"`, width, height)
	out.WriteString(" font-family=\"Roboto, Helvetica, Arial, sans-serif\" text-anchor=\"middle\">\n")
	fmt.Fprintf(&out, "<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>\n", backgroundColor)
	fmt.Fprintf(&out, `<defs><marker id="arrow" markerUnits="userSpaceOnUse" markerWidth="%d" markerHeight="%[1]d" orient="auto"`+
		` refX="0.5" refY="%[2]g"><path d="M0 0L%[1]d %[2]gL0 %[1]dz" fill="%[3]s"/></marker></defs>`+"\n", arrowSize, arrowSize/2.0, edgeColor)
	fmt.Fprintf(&out, "<g transform=\"translate(%d %[1]d)\">\n", margin)
	for _, e := range p.edges {
		e.draw(&out)
	}
	for i := range boxes {
		boxes[i].draw(&out, p.nodes[i])
	}
	out.WriteString("</g>\n</svg>\n")
	return out.Bytes()
}

func (e edgePath) draw(out *bytes.Buffer) {
	out.WriteString(`<path class="edge" d="`)
	for i, at := range e {
		fmt.Fprintf(out, "%s%.1f %.1f", pathCommand(i), at.x, at.y)
	}
	fmt.Fprintf(out, "\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.2\" marker-end=\"url(#arrow)\"/>\n", edgeColor)
}

// step is what stands before the i-th point of a path: the start, then one curve for each three points.
func pathCommand(i int) string {
	switch {
	case i == 0:
		return "M"
	case i%3 == 1:
		return "C"
	}
	return " "
}

func (b *box) draw(out *bytes.Buffer, at point) {
	height := b.height()
	top := at.y - height/2
	fmt.Fprintf(out, "<g class=\"node %s\"><title>%s</title>\n", b.class, escape(b.tooltip))
	fmt.Fprintf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%g\" height=\"%g\" rx=\"%d\" fill=\"%s\" stroke=\"%s\"/>\n",
		at.x-b.width/2, top, b.width, height, cornerRadius, b.fill, b.stroke)
	y := top + padY
	for _, l := range b.lines {
		l.draw(out, at.x, y)
		y += l.height()
	}
	if b.queueFill >= 0 {
		b.drawBar(out, at.x-b.width/2+padX, y+barGap)
	}
	out.WriteString("</g>\n")
}

// draw writes a line whose space begins at top.
func (l textLine) draw(out *bytes.Buffer, middle, top float64) {
	weight := ""
	if l.bold {
		weight = ` font-weight="600"`
	}
	const baseline = 1.03 // of the size, below the top: letters stand in the middle of their line
	fmt.Fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%g\"%s fill=\"%s\">%s</text>\n",
		middle, top+l.size*baseline, l.size, weight, l.color, escape(l.text))
}

func (b *box) drawBar(out *bytes.Buffer, left, top float64) {
	width := b.width - 2*padX
	color := barColor
	if b.queueFill == 1 {
		color = errorColor
	}
	fmt.Fprintf(out, "<rect class=\"room\" x=\"%.1f\" y=\"%.1f\" width=\"%g\" height=\"%d\" rx=\"2\" fill=\"%s\"/>\n",
		left, top, width, barHeight, barBackground)
	fmt.Fprintf(out, "<rect class=\"queued\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\"/>\n",
		left, top, width*b.queueFill, barHeight, color)
}

// escape gives a text as XML has it. What XML cannot hold becomes the replacement character.
func escape(s string) string {
	var out bytes.Buffer
	_ = xml.EscapeText(&out, []byte(s)) // a bytes.Buffer does not fail
	return out.String()
}
