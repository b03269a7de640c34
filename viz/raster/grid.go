package raster

// Grid is data aggregated by pixel: Width x Height cells, row by row, the row of the
// lowest y first. Cell (x, y) is at index y*Width + x.
type Grid struct {
	Width, Height int
	X, Y          Range // the part of the data plane that the cells cover

	Counts []uint32  // rows, or passes of the line, in each cell
	Values []float64 // the reduced value, NaN where there is none; nil if only counted
}

// At is the count in column x from the left and row y from the bottom.
func (g *Grid) At(x, y int) uint32 { return g.Counts[y*g.Width+x] }

// Row is the counts of row y from the bottom: a view into Counts, not a copy.
func (g *Grid) Row(y int) []uint32 { return g.Counts[y*g.Width : (y+1)*g.Width] }

// Max is the highest count, 0 for a grid without cells.
func (g *Grid) Max() uint32 {
	var highest uint32
	for _, c := range g.Counts {
		highest = max(highest, c)
	}
	return highest
}

// Any is a new grid of the same view that only tells where something is: a count of 1
// for every count above 0, and no values. It is datashader's any(), and shades to a
// silhouette in the last color.
func (g *Grid) Any() *Grid {
	a := &Grid{Width: g.Width, Height: g.Height, X: g.X, Y: g.Y, Counts: make([]uint32, len(g.Counts))}
	for i, c := range g.Counts {
		a.Counts[i] = min(c, 1)
	}
	return a
}

// blank is the canvas' grid, made an empty one of a mapping in the memory that it has.
func (c *Canvas) emptyGrid(m mapping) *Grid {
	if c.grid == nil {
		c.grid = new(Grid)
	}
	g := c.grid
	g.Width, g.Height = m.x.n, m.y.n
	g.X, g.Y = Range{m.x.lo, m.x.hi}, Range{m.y.lo, m.y.hi}
	g.Counts = zeroed(g.Counts, g.Width*g.Height)
	g.Values = nil
	return g
}

// zeros is n zero values, in the memory of s if there is enough.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}
