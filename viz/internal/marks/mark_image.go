package marks

import (
	"image"
	"image/draw"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
)

// Image lies on the data rectangle from X0 to X1 and from Y0 to Y1; the
// picture's top row is at Y1. Enlarged, its pixels are sharp squares.
type Image struct {
	Img            image.Image // nil: nothing is drawn
	X0, X1, Y0, Y1 float64
}

// Plot draws what of the image is in the area, in the canvas's own pixels: it
// takes the nearest pixel of the image for each, so that an image of the size at
// which it is drawn comes out unchanged. The cost is linear in the pixels drawn.
func (m *Image) Plot(c vgdraw.Canvas, p *plot.Plot) {
	a := newTransform(&c, p)
	from, ok := a.point(m.X0, m.Y0)
	to, ok2 := a.point(m.X1, m.Y1)
	if m.Img == nil || m.Img.Bounds().Empty() || !ok || !ok2 {
		return
	}
	dot := devicePixel(c.Canvas)
	b := m.Img.Bounds()
	columns, x0, x1 := samplePixels(from.X, to.X, a.area.Min.X, a.area.Max.X, dot, b.Min.X, b.Dx())
	rows, y0, y1 := samplePixels(from.Y, to.Y, a.area.Min.Y, a.area.Max.Y, dot, b.Min.Y, b.Dy())
	if len(columns) == 0 || len(rows) == 0 {
		return
	}
	// Rows count from below in nearest, from above in images.
	for i, row := range rows {
		rows[i] = b.Min.Y + b.Max.Y - 1 - row
	}
	c.DrawImage(vg.Rectangle{Min: vg.Point{X: x0, Y: y0}, Max: vg.Point{X: x1, Y: y1}}, resample(m.Img, columns, rows))
}

// resolution is the length of one of the canvas's pixels; 1 px if it has none.
func devicePixel(c vg.Canvas) vg.Length {
	for {
		switch t := c.(type) {
		case vgdraw.Canvas:
			c = t.Canvas
		case *vgdraw.Canvas:
			c = t.Canvas
		case interface{ DPI() float64 }:
			return vg.Inch / vg.Length(t.DPI())
		default:
			return px
		}
	}
}

// nearest gives, for each pixel of the canvas between lo and hi that the image
// from one place to another covers, the image's pixel at its centre; n pixels,
// the first of them number first. The covered part runs from start to end.
func samplePixels(from, to, lo, hi, dot vg.Length, first, n int) (picks []int, start, end vg.Length) {
	round := func(v vg.Length) float64 { return math.Floor(float64(v/dot) + 0.5) }
	a, b := round(from), round(to)
	left, right := max(min(a, b), round(lo)), min(max(a, b), round(hi))
	if left >= right {
		return nil, 0, 0
	}
	picks = make([]int, int(right-left))
	for i := range picks {
		at := (left + float64(i) + 0.5 - a) / (b - a)
		picks[i] = first + max(0, min(n-1, int(at*float64(n))))
	}
	return picks, vg.Length(left) * dot, vg.Length(right) * dot
}

// pick is the image made of the given columns and rows; the last row is the top one.
func resample(img image.Image, columns, rows []int) *image.RGBA {
	src, ok := img.(*image.RGBA)
	if !ok {
		src = image.NewRGBA(img.Bounds())
		draw.Draw(src, src.Rect, img, src.Rect.Min, draw.Src)
	}
	dst := image.NewRGBA(image.Rect(0, 0, len(columns), len(rows)))
	for y := range rows {
		row := src.Pix[src.PixOffset(src.Rect.Min.X, rows[len(rows)-1-y]):]
		to := dst.Pix[y*dst.Stride:]
		for x, column := range columns {
			i := (column - src.Rect.Min.X) * 4
			copy(to[x*4:x*4+4:x*4+4], row[i:i+4:i+4])
		}
	}
	return dst
}
