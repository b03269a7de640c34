package flow

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// JSON writes the graph as one JSON object.
func (g Graph) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(g)
}

// Mermaid writes the graph as a Mermaid flowchart, which Markdown viewers draw.
func (g Graph) Mermaid(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("flowchart TD\n")
	for _, n := range g.Nodes {
		opening, closing := "[", "]"
		switch n.shape(g) {
		case sourceShape:
			opening, closing = "([", "])"
		case queueShape:
			opening, closing = "[/", "/]"
		case endShape:
			opening, closing = "[[", "]]"
		}
		fmt.Fprintf(&b, "  n%d%s\"%s\"%s\n", n.ID, opening, mermaidText.Replace(strings.Join(n.lines(), "<br/>")), closing)
	}
	for _, e := range g.Edges {
		arrow := "-->"
		if e.Back {
			arrow = "-.->"
		}
		fmt.Fprintf(&b, "  n%d %s n%d\n", e.From, arrow, e.To)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// DOT writes the graph in DOT, the language of Graphviz.
func (g Graph) DOT(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("digraph flow {\n  node [fontname=\"sans-serif\" shape=box]\n")
	for _, n := range g.Nodes {
		fmt.Fprintf(&b, "  n%d [shape=%s label=%s]\n", n.ID, dotShapes[n.shape(g)], dotText(strings.Join(n.lines(), "\n")))
	}
	for _, e := range g.Edges {
		style := ""
		if e.Back {
			style = " [style=dashed]"
		}
		fmt.Fprintf(&b, "  n%d -> n%d%s\n", e.From, e.To, style)
	}
	b.WriteString("}\n")
	_, err := w.Write(b.Bytes())
	return err
}

var dotShapes = map[shape]string{sourceShape: "oval", queueShape: "parallelogram", endShape: "box3d", plainShape: "box"}

// mermaidText escapes a label for Mermaid. It leaves <br/>, the line break, as it is.
var mermaidText = strings.NewReplacer(`"`, "#quot;", "#", "#35;", "<br/>", "<br/>", "<", "#lt;", ">", "#gt;", "\n", " ")

// dotText returns s as a quoted string of DOT.
func dotText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

// shape is the shape of a node in a picture.
type shape uint8

const (
	plainShape shape = iota
	sourceShape
	queueShape
	endShape
)

// shape returns the shape of n, which depends on its edges in g.
func (n NodeInfo) shape(g Graph) shape {
	hasInput, hasOutput := false, false
	for _, e := range g.Edges {
		hasInput, hasOutput = hasInput || e.To == n.ID, hasOutput || e.From == n.ID
	}
	switch {
	case !hasInput:
		return sourceShape
	case n.Capacity > 0:
		return queueShape
	case !hasOutput:
		return endShape
	}
	return plainShape
}

// lines returns the lines of text of a node in a picture.
func (n NodeInfo) lines() []string {
	lines := []string{n.Name, fmt.Sprintf("%d in, %d out", n.In, n.Out)}
	if n.Errors > 0 {
		lines = append(lines, fmt.Sprintf("%d failed", n.Errors))
	}
	if n.Capacity > 0 {
		lines = append(lines, fmt.Sprintf("%d of %d waiting", n.Queued, n.Capacity))
	}
	if n.Err != "" {
		lines = append(lines, n.Err)
	}
	return lines
}
