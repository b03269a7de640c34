package palette_test

import (
	"fmt"

	"github.com/streamgage/streamgage/viz/internal/palette"
)

func ExampleParseColor() {
	c, err := palette.ParseColor("steelblue")
	fmt.Println(c, err)
	_, err = palette.ParseColor("stealblue")
	fmt.Println(err)
	// Output:
	// {70 130 180 255} <nil>
	// a colour is a CSS name, #rgb, #rgba, #rrggbb or #rrggbbaa, got "stealblue"; did you mean "steelblue"?
}

func ExampleLookupTable() {
	colors, err := palette.ColorMap("viridis")
	if err != nil {
		panic(err)
	}
	table := palette.LookupTable(colors)
	share := 0.5 // of the way from the lowest value to the highest
	fmt.Println(table[int(share*255+0.5)])
	// Output:
	// {33 145 140 255}
}
