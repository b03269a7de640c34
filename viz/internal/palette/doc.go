// Package palette holds the colours of figures: colour names and hex notation (color_parse.go), cycles of colours that tell
// series apart (cycle.go), and colour maps for values (colormap.go, their tables in colormap_tables.go).
//
// Its errors carry no prefix: package viz, which returns them, puts the name of its function or option before them.
package palette
