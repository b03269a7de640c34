package canvas

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

var pictures = flag.String("pictures", "", "a folder into which the compared pictures are written: vgimg's, ours, and the difference")

// difference compares two pictures, as an eye at a normal distance sees them. Antialiasing differs from pixel to pixel, but
// not in the mean: each picture is averaged over squares of 4 x 4 pixels. mean is the mean difference of a channel of these
// averages, of 255. worst is the largest one.
func difference(a, b image.Image) (mean, worst float64) {
	const side = 4
	r := a.Bounds()
	n := 0
	for y := r.Min.Y; y+side <= r.Max.Y; y += side {
		for x := r.Min.X; x+side <= r.Max.X; x += side {
			var sums [3]float64
			for i := range side * side {
				p := color.RGBAModel.Convert(a.At(x+i%side, y+i/side)).(color.RGBA)
				q := color.RGBAModel.Convert(b.At(x+i%side, y+i/side)).(color.RGBA)
				sums[0] += float64(p.R) - float64(q.R)
				sums[1] += float64(p.G) - float64(q.G)
				sums[2] += float64(p.B) - float64(q.B)
			}
			for _, s := range sums {
				d := math.Abs(s) / (side * side)
				mean, worst = mean+d, max(worst, d)
				n++
			}
		}
	}
	return mean / float64(n), worst
}

// amplified returns the difference of two pictures, four times as strong, on white.
func amplified(a, b *image.RGBA) *image.RGBA {
	d := image.NewRGBA(a.Rect)
	for i := range d.Pix {
		d.Pix[i] = uint8(max(0, 255-4*int(math.Abs(float64(a.Pix[i])-float64(b.Pix[i])))))
		if i%4 == 3 {
			d.Pix[i] = 255
		}
	}
	return d
}

// drawBoth draws a figure with vgimg and with a Canvas.
func drawBoth(t testing.TB, f figure, w, h vg.Length, dpi int) (theirs, ours *image.RGBA) {
	v := vgimg.NewWith(vgimg.UseWH(w, h), vgimg.UseDPI(dpi))
	f.make(t).Draw(draw.New(v))
	c := New(w, h, DPI(float64(dpi)))
	f.make(t).Draw(draw.New(c))
	return v.Image().(*image.RGBA), c.Image()
}

// writePictures writes the pictures if -pictures is set.
func writePictures(t *testing.T, name string, imgs ...*image.RGBA) {
	if *pictures == "" {
		return
	}
	for i, img := range imgs {
		var file bytes.Buffer
		check.NoError(t, png.Encode(&file, img))
		check.NoError(t, os.WriteFile(filepath.Join(*pictures, name+[]string{"_vgimg", "_canvas", "_difference"}[i]+".png"), file.Bytes(), 0o644))
	}
}

// Every plotter of gonum looks as on vgimg.
func TestPlottersLookAsOnVgimg(t *testing.T) {
	for _, f := range figures() {
		for _, dpi := range []int{96, 180} {
			t.Run(fmt.Sprintf("%s_%d", f.name, dpi), func(t *testing.T) {
				theirs, ours := drawBoth(t, f, 450, 300, dpi)
				writePictures(t, fmt.Sprintf("%s_%d", f.name, dpi), theirs, ours, amplified(theirs, ours))
				mean, worst := difference(theirs, ours)
				t.Logf("mean %.3f, worst %.1f", mean, worst)
			})
		}
	}
}

var _ = plot.New
