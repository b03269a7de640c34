// Package palette holds the colours of figures: colour names and hex notation (color_parse.go), cycles of colours for
// series and categories (cycle.go), and colour maps for values (colormap.go, with tables in colormap_tables.go).
//
// Its errors have no prefix. Package viz returns them with the name of its function or option as a prefix.
package palette
