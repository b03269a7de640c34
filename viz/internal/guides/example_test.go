package guides_test

import (
	"fmt"

	"github.com/streamgage/streamgage/viz/canvas"
	"github.com/streamgage/streamgage/viz/internal/guides"
)

func ExamplePanel() {
	panel := guides.Panel{
		Title: "Memory",
		X:     guides.Axis{Lo: 1.7e18, Hi: 1.7e18 + 60e9, Scale: guides.Time},
		Y:     guides.Axis{Label: "GB", Lo: 0, Hi: 16},
		GridY: true,
	}
	c := guides.NewCanvas(canvas.New(450, 300), 600, 400) // 450 points are 600 px
	outer := c.Bounds()
	insets := panel.Margins(outer.W, outer.H, nil)
	panel.DrawBackground(c, outer, insets)
	// Here plotters draw on c.Sub(outer.Inset(insets)).
	panel.DrawForeground(c, outer, insets)
	fmt.Printf("%+v\n", outer.Inset(insets))
	// Output: {X:38 Y:67 W:542 H:287}
}

func ExampleTable() {
	table := guides.Table{
		Columns:    []string{"name", "ms"},
		Rows:       [][]string{{"auth", "12.5"}, {"cart", "9.0"}},
		AlignRight: []bool{false, true},
	}
	c := guides.NewCanvas(canvas.New(450, 300), 600, 400)
	table.Draw(c, c.Bounds())
}

func ExampleMarginState() {
	var state guides.MarginState
	for _, highest := range []float64{9, 5000, 90} {
		panel := guides.Panel{X: guides.Axis{Hi: 1}, Y: guides.Axis{Hi: highest}}
		fmt.Println(panel.Margins(600, 400, &state).Left)
	}
	// Output:
	// 31
	// 55
	// 55
}
