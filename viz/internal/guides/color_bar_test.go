package guides

import (
	"image/color"
	"testing"

	"github.com/streamgage/streamgage/viz/internal/theme"
)

func TestColorBarRunsFromLoToHi(t *testing.T) {
	colors := []color.RGBA{{R: 255, A: 255}, {G: 255, A: 255}, {B: 255, A: 255}}
	c := cell{outer: Rect{W: 300, H: 200}, panel: Panel{ColorBar: &ColorBar{Hi: 1, Colors: colors}}}
	f := figure{w: 300, h: 200, theme: theme.Light, cells: []cell{c}}
	area := c.outer.Inset(c.panel.Margins(300, 200, nil))
	img := f.image(1)
	for i, y := range []int{area.bottom() - 1, area.Y + area.H/2, area.Y} {
		for _, x := range []int{0, theme.ColorBarWidth - 1} {
			if got := pixelAt(img, area.right()+theme.ColorBarGap+x, y); got != colors[i] {
				t.Errorf("column %d, row %d: got %v, want %v", x, y, got, colors[i])
			}
		}
	}
}
