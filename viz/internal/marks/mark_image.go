package marks

import (
	"image"
	"image/draw"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
)

// Image fills the data rectangle from X0 to X1 and from Y0 to Y1. The image's top row is at Y1. If the image is enlarged,
// its pixels are sharp squares.
type Image struct {
	Img            image.Image // nil: nothing is drawn
	X0, X1, Y0, Y1 float64
}

// Plot draws the part of the image that is in the area. Each pixel of the canvas shows the nearest pixel of the image,
// so an image that is drawn at its original size does not change. The cost is linear in the number of pixels drawn.
func (m *Image) Plot(c vgdraw.Canvas, p *plot.Plot) {
	tr := newTransform(&c, p)
	from, ok := tr.point(m.X0, m.Y0)
	to, okEnd := tr.point(m.X1, m.Y1)
	if m.Img == nil || m.Img.Bounds().Empty() || !ok || !okEnd {
		return
	}
	pixelSize := devicePixel(c.Canvas)
	b := m.Img.Bounds()
	columns, x0, x1 := samplePixels(from.X, to.X, tr.area.Min.X, tr.area.Max.X, pixelSize, b.Min.X, b.Dx())
	rows, y0, y1 := samplePixels(from.Y, to.Y, tr.area.Min.Y, tr.area.Max.Y, pixelSize, b.Min.Y, b.Dy())
	if len(columns) == 0 || len(rows) == 0 {
		return
	}
	// samplePixels numbers rows from the bottom, and images number them from the top.
	for i, row := range rows {
		rows[i] = b.Min.Y + b.Max.Y - 1 - row
	}
	c.DrawImage(vg.Rectangle{Min: vg.Point{X: x0, Y: y0}, Max: vg.Point{X: x1, Y: y1}}, resample(m.Img, columns, rows))
}

// devicePixel returns the length of one device pixel of the canvas, or 1 px if the canvas has no pixels.
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

// samplePixels maps pixels of the canvas to pixels of the image along one axis. The n pixels of the image, numbered
// from first, cover the canvas between the positions from and to. For each canvas pixel that is covered and between lo
// and hi, samples holds the number of the image pixel at its centre. start and end are the ends of the covered part of
// the canvas.
func samplePixels(from, to, lo, hi, pixelSize vg.Length, first, n int) (samples []int, start, end vg.Length) {
	round := func(v vg.Length) float64 { return math.Floor(float64(v/pixelSize) + 0.5) }
	a, b := round(from), round(to)
	left, right := max(min(a, b), round(lo)), min(max(a, b), round(hi))
	if left >= right {
		return nil, 0, 0
	}
	samples = make([]int, int(right-left))
	for i := range samples {
		at := (left + float64(i) + 0.5 - a) / (b - a)
		samples[i] = first + max(0, min(n-1, int(at*float64(n))))
	}
	return samples, vg.Length(left) * pixelSize, vg.Length(right) * pixelSize
}

// resample returns an image that consists of the listed columns and rows of img. The last of the rows is the top row of
// the result. At its own size, an image.RGBA is not copied.
func resample(img image.Image, columns, rows []int) *image.RGBA {
	src, ok := img.(*image.RGBA)
	if ok && areConsecutive(columns, 1) && areConsecutive(rows, -1) {
		last := len(rows) - 1
		return src.SubImage(image.Rect(columns[0], rows[last], columns[len(columns)-1]+1, rows[0]+1)).(*image.RGBA)
	}
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

// areConsecutive reports whether each number differs from the one before by step.
func areConsecutive(numbers []int, step int) bool {
	for i, n := range numbers {
		if n != numbers[0]+i*step {
			return false
		}
	}
	return true
}
