package palette_test

import (
	"fmt"

	"github.com/streamgage/streamgage/viz/internal/palette"
)

func ExampleParse() {
	c, err := palette.Parse("steelblue")
	fmt.Println(c, err)
	_, err = palette.Parse("stealblue")
	fmt.Println(err)
	// Output:
	// {70 130 180 255} <nil>
	// a colour is a CSS name, #rgb, #rgba, #rrggbb or #rrggbbaa, got "stealblue"; did you mean "steelblue"?
}

func ExampleTable() {
	colors, err := palette.Map("viridis")
	if err != nil {
		panic(err)
	}
	table := palette.Table(colors)
	share := 0.5 // of the way from the lowest value to the highest
	fmt.Println(table[int(share*255+0.5)])
	// Output:
	// {33 145 140 255}
}
