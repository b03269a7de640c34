package colors

import (
	"image"
	"image/color"
	"maps"
	"testing"

	"pgregory.net/rapid"
)

// The table has the content of a built-in map, whatever is added in whatever order.
func TestTableIsAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var table Table
		want := map[uint32]uint32{}
		steps := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) uint32 {
			if rapid.Bool().Draw(t, "few") {
				return uint32(rapid.IntRange(0, 9).Draw(t, "color")) << 16
			}
			return rapid.Uint32Range(0, Mask).Draw(t, "color")
		}), 0, 3000).Draw(t, "colors")
		for i, c := range steps {
			v, known := table.FindOrAdd(c)
			if _, had := want[c]; had != known || *v != want[c] {
				t.Fatalf("%06x: %d, known %v; want %d, %v", c, *v, known, want[c], had)
			}
			table.Add(c, uint32(i))
			want[c] += uint32(i)
		}
		if got := maps.Collect(table.All()); !maps.Equal(got, want) || table.Len() != len(want) {
			t.Fatalf("%d colours, want %d", table.Len(), len(want))
		}
		table.Clear()
		if v, known := table.FindOrAdd(7); known || *v != 0 || table.Len() != 1 {
			t.Fatal("Clear leaves something")
		}
	})
}

func TestCountPixels(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 5, 4))
	for x := range 5 {
		m.SetRGBA(x, 1, color.RGBA{1, 2, 3, 255})
	}
	m.SetRGBA(4, 2, color.RGBA{9, 0, 0, 40})
	var table Table
	if !table.CountPixels(m.Pix, m.Stride, image.Rect(1, 1, 5, 3), 3) {
		t.Fatal("stopped at 3 colours")
	}
	want := map[uint32]uint32{0x030201: 4, 0: 3, 9: 1}
	if got := maps.Collect(table.All()); !maps.Equal(got, want) {
		t.Errorf("counted %v, want %v", got, want)
	}
	table.Clear()
	if table.CountPixels(m.Pix, m.Stride, m.Rect, 2) {
		t.Error("3 colours counted with a limit of 2")
	}
}
