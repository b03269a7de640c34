package svg

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

// element is an element of a document, with the text in it.
type element struct {
	name       string
	attributes map[string]string
	text       string
}

// parse returns the elements of a document. It fails if the document is not XML.
func parse(t interface{ Fatalf(string, ...any) }, document []byte) (elements []element) {
	d := xml.NewDecoder(strings.NewReader(string(document)))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return elements
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, document)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attributes: map[string]string{}}
			for _, a := range token.Attr {
				e.attributes[a.Name.Local] = a.Value
			}
			elements = append(elements, e)
		case xml.CharData:
			if s := string(token); len(elements) > 0 && elements[len(elements)-1].name == "text" && s != "\n" {
				elements[len(elements)-1].text += s
			}
		}
	}
}

// pathToken matches a command or a number of path data.
var pathToken = regexp.MustCompile(`[A-Za-z]|-?[0-9]*\.?[0-9]+`)

// parsePath returns the path of path data on a canvas of a height in px. It knows the commands that package svg writes.
func parsePath(t *testing.T, data string, height float64) (p vg.Path) {
	t.Helper()
	tokens := pathToken.FindAllString(data, -1)
	if strings.TrimSpace(pathToken.ReplaceAllString(data, "")) != "" {
		t.Fatalf("path data %q", data)
	}
	next := func() float64 {
		v, err := strconv.ParseFloat(tokens[0], 64)
		if err != nil {
			t.Fatalf("path data %q: %v", data, err)
		}
		tokens = tokens[1:]
		return v
	}
	var x, y float64
	at := func(x, y float64) vg.Point {
		return vg.Point{X: vg.Length(x) / pixelsPerPoint, Y: vg.Length(height-y) / pixelsPerPoint}
	}
	relative := func() vg.Point { dx := next(); return at(x+dx, y+next()) }
	command := ""
	for len(tokens) > 0 {
		if tokens[0] >= "A" {
			command, tokens = tokens[0], tokens[1:]
		}
		switch command {
		case "M":
			x = next()
			y = next()
			p.Move(at(x, y))
			continue
		case "l":
			p.Line(relative())
		case "h":
			p.Line(at(x+next(), y))
		case "v":
			p.Line(at(x, y+next()))
		case "c":
			a := relative()
			b := relative()
			p.CubeTo(a, b, relative())
		case "z":
			p.Close()
			continue
		default:
			t.Fatalf("command %q in %q", command, data)
		}
		last := p[len(p)-1].Pos
		x, y = float64(last.X)*pixelsPerPoint, height-float64(last.Y)*pixelsPerPoint
	}
	return p
}

// draw draws the shapes of a document, but not its texts and images, on a canvas of a height in px.
func draw(t *testing.T, document []byte, c vg.Canvas, height float64) {
	t.Helper()
	for _, e := range parse(t, document) {
		number := func(name string, missing float64) float64 {
			s, ok := e.attributes[name]
			if !ok {
				return missing
			}
			v, err := strconv.ParseFloat(s, 64)
			if err != nil {
				t.Fatalf("%s=%q: %v", name, s, err)
			}
			return v
		}
		var p vg.Path
		switch e.name {
		case "path":
			p = parsePath(t, e.attributes["d"], height)
		case "circle":
			r := number("r", 0)
			center := vg.Point{X: vg.Length(number("cx", 0)) / pixelsPerPoint, Y: vg.Length(height-number("cy", 0)) / pixelsPerPoint}
			p.Move(center.Add(vg.Point{X: vg.Length(r) / pixelsPerPoint}))
			p.Arc(center, vg.Length(r)/pixelsPerPoint, 0, 2*math.Pi)
			p.Close()
		default:
			continue
		}
		if fill := e.attributes["fill"]; fill != "none" {
			c.SetColor(parseColor(t, fill, number("fill-opacity", 1)))
			c.Fill(p)
			continue
		}
		c.SetColor(parseColor(t, e.attributes["stroke"], number("stroke-opacity", 1)))
		c.SetLineWidth(vg.Length(number("stroke-width", 1)) / pixelsPerPoint)
		var dashes []vg.Length
		for _, s := range strings.Fields(e.attributes["stroke-dasharray"]) {
			v, err := strconv.ParseFloat(s, 64)
			if err != nil {
				t.Fatalf("dashes %q", e.attributes["stroke-dasharray"])
			}
			dashes = append(dashes, vg.Length(v)/pixelsPerPoint)
		}
		c.SetLineDash(dashes, vg.Length(number("stroke-dashoffset", 0))/pixelsPerPoint)
		c.Stroke(p)
	}
}

func parseColor(t *testing.T, s string, opacity float64) color.Color {
	t.Helper()
	var c color.NRGBA
	if _, err := fmt.Sscanf(s, "#%02x%02x%02x", &c.R, &c.G, &c.B); err != nil {
		t.Fatalf("colour %q: %v", s, err)
	}
	c.A = uint8(math.Round(255 * opacity))
	return c
}
