package draw

import (
	"bytes"
	"fmt"
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/streamgage/streamgage/flow"
)

// look is how nodes of one sort are drawn: of the colours of the figures, and light ones to fill with.
type look struct{ fill, line string }

var (
	sourceLook = look{"#e9f3fc", "#3f90da"}
	queueLook  = look{"#fff5e3", "#e79a00"}
	joinLook   = look{"#f3ecf8", "#832db6"}
	endLook    = look{"#ebf5ec", "#3a8f4a"}
	plainLook  = look{"#f6f7f8", "#9aa2ab"}
)

const (
	ink     = "#1f2328"
	muted   = "#59626c"
	warning = "#bd1f01"
	bar     = 96 // points: the width of a full queue's bar
	longest = 32 // characters of a name
)

// dot writes the graph in Graphviz' language. Numbers name the nodes; what users have named stands in labels only.
func dot(g flow.Graph) []byte {
	ins, outs := make([]int, len(g.Nodes)), make([]int, len(g.Nodes))
	for _, e := range g.Edges {
		outs[e.From]++
		ins[e.To]++
	}
	var b bytes.Buffer
	b.WriteString("digraph {\n  rankdir=LR; bgcolor=transparent; nodesep=0.22; ranksep=0.4; pad=0.1\n")
	b.WriteString("  node [shape=box style=\"rounded,filled\" fontname=Helvetica penwidth=1.2 margin=\"0.09,0.05\"]\n")
	fmt.Fprintf(&b, "  edge [color=%q penwidth=1.1 arrowsize=0.6]\n", "#9aa2ab")
	for i, n := range g.Nodes {
		l := lookOf(n, ins[i], outs[i])
		fmt.Fprintf(&b, "  n%d [fillcolor=%q color=%q label=<%s>]\n", i, l.fill, l.line, label(n, l))
	}
	for _, e := range g.Edges {
		style := ""
		if e.Back {
			style = " [style=dashed]"
		}
		fmt.Fprintf(&b, "  n%d -> n%d%s\n", e.From, e.To, style)
	}
	b.WriteString("}\n")
	return b.Bytes()
}

func lookOf(n flow.NodeInfo, ins, outs int) look {
	switch {
	case n.Room > 0:
		return queueLook
	case ins == 0:
		return sourceLook
	case ins > 1:
		return joinLook
	case outs == 0:
		return endLook
	}
	return plainLook
}

// label is what a node's box says, one line under the other.
func label(n flow.NodeInfo, l look) string {
	var b strings.Builder
	b.WriteString(`<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1">`)
	line(&b, 12, ink, bold(text(n.Name, longest)))
	if n.Kind != n.Name {
		line(&b, 9, muted, text(n.Kind, longest))
	}
	line(&b, 9, muted, passed(n))
	if n.Errors > 0 {
		line(&b, 9, warning, bold(count(n.Errors)+" failed"))
	}
	if n.Room > 0 {
		line(&b, 9, muted, fmt.Sprintf("%s of %s waiting", count(uint64(n.Queued)), count(uint64(n.Room))))
		gauge(&b, n, l)
	}
	if n.Err != "" {
		line(&b, 9, warning, text(n.Err, 2*longest))
	}
	b.WriteString("</TABLE>")
	return b.String()
}

// A line is as wide as its text would be in DejaVu Sans, which is shown where none of the fonts is there and is the widest.
const (
	widest     = 0.61 // of the font's size, a character on average
	widestBold = 0.70
)

func bold(html string) string { return "<B>" + html + "</B>" }

func line(b *strings.Builder, size int, color, content string) {
	wide := widest
	plain := strings.TrimPrefix(content, "<B>")
	if plain != content {
		wide, plain = widestBold, strings.TrimSuffix(plain, "</B>")
	}
	width := wide * float64(size*utf8.RuneCountInString(html.UnescapeString(plain)))
	fmt.Fprintf(b, `<TR><TD ALIGN="LEFT" WIDTH="%.0f"><FONT POINT-SIZE="%d" COLOR="%s">%s</FONT></TD></TR>`, width, size, color, content)
}

// gauge shows how full a queue is.
func gauge(b *strings.Builder, n flow.NodeInfo, l look) {
	full := min(bar, bar*n.Queued/n.Room)
	if n.Queued > 0 {
		full = max(2, full)
	}
	fmt.Fprintf(b, `<TR><TD ALIGN="LEFT"><TABLE ALIGN="LEFT" BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" FIXEDSIZE="TRUE" WIDTH="%d" HEIGHT="4"><TR>`, bar)
	for _, part := range []struct {
		width int
		color string
	}{{full, l.line}, {bar - full, "#e3e5e8"}} {
		if part.width > 0 {
			fmt.Fprintf(b, `<TD FIXEDSIZE="TRUE" WIDTH="%d" HEIGHT="4" BGCOLOR="%s"></TD>`, part.width, part.color)
		}
	}
	b.WriteString(`</TR></TABLE></TD></TR>`)
}

// passed says what has passed a node, once where all that came went on.
func passed(n flow.NodeInfo) string {
	if n.In == n.Out || n.Out == 0 {
		return count(n.In) + " in"
	}
	return count(n.In) + " in, " + count(n.Out) + " out"
}

// count writes a number with its thousands apart.
func count(n uint64) string {
	s := strconv.FormatUint(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// text is what a user has written, as a label may hold it: on one line, shortened, escaped.
func text(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	if r := []rune(s); len(r) > most {
		s = string(r[:most-1]) + "…"
	}
	if strings.TrimSpace(s) == "" {
		s = "-"
	}
	return html.EscapeString(s)
}
