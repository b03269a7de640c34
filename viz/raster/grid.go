package raster

// Grid holds data aggregated by pixel: Width x Height cells, row by row, beginning with the row of the lowest y. Cell
// (x, y) has index y*Width + x.
type Grid struct {
	Width, Height int
	X, Y          Range // the part of the data plane that the cells cover

	Counts []uint32  // the number of rows, or of passes of the line, in each cell
	Values []float64 // the reduced values, NaN in cells without a value; nil if rows were only counted
}

// At returns the count in column x from the left and row y from the bottom.
func (g *Grid) At(x, y int) uint32 { return g.Counts[y*g.Width+x] }

// Row returns the counts of row y from the bottom: a part of Counts, not a copy.
func (g *Grid) Row(y int) []uint32 { return g.Counts[y*g.Width : (y+1)*g.Width] }

// Max returns the highest count. It is 0 for a grid without cells.
func (g *Grid) Max() uint32 {
	var highest uint32
	for _, c := range g.Counts {
		highest = max(highest, c)
	}
	return highest
}

// Any returns a new grid of the same view that shows which cells have data: the count is 1 if it was above 0, else 0.
// The new grid has no values. It is datashader's any(). Its shaded image has one colour, the last one of the colour
// map.
func (g *Grid) Any() *Grid {
	a := &Grid{Width: g.Width, Height: g.Height, X: g.X, Y: g.Y, Counts: make([]uint32, len(g.Counts))}
	for i, c := range g.Counts {
		a.Counts[i] = min(c, 1)
	}
	return a
}

// emptyGrid returns the canvas' grid with the size and ranges of a mapping and with zero counts. It reuses the grid's
// memory.
func (c *Canvas) emptyGrid(m mapping) *Grid {
	if c.grid == nil {
		c.grid = new(Grid)
	}
	g := c.grid
	g.Width, g.Height = m.x.cells, m.y.cells
	g.X, g.Y = Range{m.x.lo, m.x.hi}, Range{m.y.lo, m.y.hi}
	g.Counts = zeroed(g.Counts, g.Width*g.Height)
	g.Values = nil
	return g
}

// zeroed returns n zero values, in the memory of s if that suffices.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}
