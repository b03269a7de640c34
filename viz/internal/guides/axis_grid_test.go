package guides

import (
	"image/color"
	"testing"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

func TestAxisAndGridAreCrisp(t *testing.T) {
	for _, ratio := range []int{1, 2} {
		c := cell{outer: Rect{W: 300, H: 200}, panel: Panel{X: Axis{Hi: 7}, Y: Axis{Hi: 3}, GridX: true, GridY: true}}
		f := figure{w: 300, h: 200, theme: theme.Light, cells: []cell{c}}
		img := f.image(ratio)
		area := c.outer.Inset(c.panel.Margins(300, 200, nil))
		for y := area.Y * ratio; y < area.bottom()*ratio; y++ {
			for x := area.X * ratio; x < area.right()*ratio; x++ {
				if got := pixelAt(img, x, y); got != theme.Light.Background && got != theme.Light.Grid {
					t.Fatalf("ratio %d: pixel (%d, %d) of the data area is %v: want the background's or the grid's colour", ratio, x, y, got)
				}
			}
		}
		for x := area.X * ratio; x < area.right()*ratio; x++ {
			if got := pixelAt(img, x, area.bottom()*ratio); got != theme.Light.Axis {
				t.Fatalf("ratio %d: pixel %d of the axis is %v", ratio, x, got)
			}
		}
	}
}

// The grid is visible on a background that differs from the theme's.
func TestGridIsVisibleOnBlack(t *testing.T) {
	c := cell{outer: Rect{W: 300, H: 200}, panel: Panel{Y: Axis{Hi: 3}, GridY: true, Background: color.Black}}
	f := figure{w: 300, h: 200, theme: theme.Light, cells: []cell{c}}
	area := c.outer.Inset(c.panel.Margins(300, 200, nil))
	img := f.image(1)
	background, line := pixelAt(img, area.X+50, area.Y+3), pixelAt(img, area.X+50, area.Y)
	if (background != color.RGBA{A: 255}) || line.R < 16 || line.R > 80 {
		t.Errorf("got a grid of %v on %v, want a dark grey on black", line, background)
	}
}
