package canvas

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"

	"github.com/streamgage/streamgage/internal/check"
)

var pictures = flag.String("pictures", "", "a folder into which the compared pictures are written: vgimg's, ours, and the difference")

// difference compares two pictures, as an eye at a normal distance sees them. Antialiasing differs from pixel to pixel, but
// not in the mean: each picture is averaged over squares of 4 x 4 pixels. mean is the mean difference of a channel of these
// averages, of 255. worst is the largest one.
func difference(a, b *image.RGBA) (mean, worst float64) {
	const side = 4
	n := 0
	for y := 0; y+side <= a.Rect.Max.Y; y += side {
		for x := 0; x+side <= a.Rect.Max.X; x += side {
			var sums [3]int
			for row := range side {
				at := a.PixOffset(x, y+row)
				p, q := a.Pix[at:at+4*side], b.Pix[at:at+4*side]
				for i := range side {
					for c := range sums {
						sums[c] += int(p[4*i+c]) - int(q[4*i+c])
					}
				}
			}
			for _, s := range sums {
				d := math.Abs(float64(s)) / (side * side)
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

// tolerances are the largest differences that antialiasing explains, as difference returns them. Figures that are not listed
// have 0.35 and 25.
var tolerances = map[string][2]float64{
	"curve10k": {0.35, 45}, // vgimg draws 20 points in one pixel as one path, and rounds each to 1/64 pixel
	"field":    {1.5, 45},  // each line goes back to its start, and vgimg counts it twice where it covers part of a pixel
}

// enlarged are the figures whose images are sharp instead of blurred. TestEnlargedImagesAreSharp checks these images.
var enlarged = map[string]bool{"image": true, "heat_map_rasterized": true}

// Every plotter of gonum looks as on vgimg, but for antialiasing and sharp images.
func TestPlottersLookAsOnVgimg(t *testing.T) {
	for _, f := range figures() {
		for _, dpi := range []int{96, 180} {
			t.Run(fmt.Sprintf("%s_%d", f.name, dpi), func(t *testing.T) {
				theirs, ours := drawBoth(t, f, 360, 240, dpi)
				writePictures(t, fmt.Sprintf("%s_%d", f.name, dpi), theirs, ours, amplified(theirs, ours))
				limits, ok := tolerances[f.name]
				if !ok {
					limits = [2]float64{0.35, 25}
				}
				mean, worst := difference(theirs, ours)
				if !enlarged[f.name] && (mean > limits[0] || worst > limits[1]) {
					t.Errorf("the pictures differ by %.3f on average and by %.1f at one place", mean, worst)
				}
			})
		}
	}
}

// The comparison is not blind: a figure differs from another one, and from itself when it is shifted by a pixel.
func TestComparisonFindsDifferences(t *testing.T) {
	fs := figures()[:6]
	for i, f := range fs {
		theirs, _ := drawBoth(t, f, 450, 300, 96)
		_, other := drawBoth(t, fs[(i+1)%len(fs)], 450, 300, 96)
		if mean, worst := difference(theirs, other); mean < 0.5 || worst < 50 {
			t.Errorf("%s and %s differ by %.3f and %.1f only", f.name, fs[(i+1)%len(fs)].name, mean, worst)
		}
		c := New(450, 300)
		p := f.make(t)
		p.Draw(draw.Canvas{Canvas: c, Rectangle: vg.Rectangle{Min: vg.Point{X: 0.75}, Max: vg.Point{X: 450.75, Y: 300}}})
		if _, worst := difference(theirs, c.Image()); worst < 50 {
			t.Errorf("%s, shifted by a pixel, differs by %.1f only", f.name, worst)
		}
	}
}
