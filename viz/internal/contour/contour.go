// Package contour finds the lines along which values on a grid have a level (marching squares: Lorensen and Cline, 1987,
// in two dimensions).
package contour

// Grid holds values at the points (X[i], Y[j]): that at (X[i], Y[j]) is Z[j*len(X)+i]. X and Y are ascending. A value can
// be NaN.
type Grid struct{ X, Y, Z []float64 }

// Line is a line of one level. A closed line ends at its first point.
type Line struct{ X, Y []float64 }

// edge is an edge of the grid: that from the point p to the next one along x, or along y if up is set.
type edge struct {
	p  int
	up bool
}

// Lines returns the lines along which the grid has a level. Values on an edge of the grid are interpolated linearly. A
// cell with a NaN has no line. In a cell whose opposite corners are on one side, the mean of the corners decides which
// are connected. The cost is linear in the number of cells.
func (g Grid) Lines(level float64) []Line {
	next := map[edge][]edge{} // the neighbours of each crossing: at most two
	var order []edge
	connect := func(a, b edge) {
		for _, e := range [2]edge{a, b} {
			if len(next[e]) == 0 {
				order = append(order, e)
			}
		}
		next[a], next[b] = append(next[a], b), append(next[b], a)
	}
	nx := len(g.X)
	for j := 0; j+1 < len(g.Y); j++ {
		for i := 0; i+1 < nx; i++ {
			g.cell(j*nx+i, level, connect)
		}
	}
	var lines []Line
	used := map[edge]bool{}
	for _, closed := range [2]bool{false, true} { // open lines begin at an end
		for _, start := range order {
			if !used[start] && (closed || len(next[start]) == 1) {
				lines = append(lines, g.trace(start, level, next, used))
			}
		}
	}
	return lines
}

// cell connects the crossings of the cell whose lower left corner is the point p.
func (g Grid) cell(p int, level float64, connect func(a, b edge)) {
	nx := len(g.X)
	corners := [4]float64{g.Z[p], g.Z[p+1], g.Z[p+nx+1], g.Z[p+nx]} // counterclockwise from the lower left
	sides := [4]edge{{p, false}, {p + 1, true}, {p + nx, false}, {p, true}}
	var crossed []edge
	mean := 0.0
	for k, v := range corners {
		if v != v {
			return
		}
		mean += v / 4
		if (v >= level) != (corners[(k+1)%4] >= level) {
			crossed = append(crossed, sides[k])
		}
	}
	switch len(crossed) {
	case 2:
		connect(crossed[0], crossed[1])
	case 4:
		if (corners[0] >= level) == (mean >= level) { // the lower left corner is connected with the upper right one
			connect(sides[0], sides[1])
			connect(sides[2], sides[3])
		} else {
			connect(sides[3], sides[0])
			connect(sides[1], sides[2])
		}
	}
}

// trace follows a line from one of its crossings.
func (g Grid) trace(start edge, level float64, next map[edge][]edge, used map[edge]bool) Line {
	var l Line
	at := start
	for {
		used[at] = true
		x, y := g.crossing(at, level)
		l.X, l.Y = append(l.X, x), append(l.Y, y)
		found := false
		for _, e := range next[at] {
			if !used[e] {
				at, found = e, true
				break
			}
		}
		if !found {
			break
		}
	}
	if len(l.X) > 2 && (next[at][0] == start || next[at][len(next[at])-1] == start) && len(next[start]) == 2 {
		l.X, l.Y = append(l.X, l.X[0]), append(l.Y, l.Y[0])
	}
	return l
}

// crossing returns where the level crosses an edge.
func (g Grid) crossing(e edge, level float64) (x, y float64) {
	nx := len(g.X)
	i, j := e.p%nx, e.p/nx
	a := g.Z[e.p]
	if e.up {
		part := (level - a) / (g.Z[e.p+nx] - a)
		return g.X[i], g.Y[j] + part*(g.Y[j+1]-g.Y[j])
	}
	part := (level - a) / (g.Z[e.p+1] - a)
	return g.X[i] + part*(g.X[i+1]-g.X[i]), g.Y[j]
}
