package coverage

// Line adds an edge from (x0, y0) to (x1, y1). The edges of a shape must form closed outlines. Any number is a legal
// coordinate: an edge is clipped first. Coordinates that are not numbers count as the lower border of the clip.
func (a *Accumulator) Line(x0, y0, x1, y1 float64) {
	if x0 >= a.left && x0 <= a.right && x1 >= a.left && x1 <= a.right &&
		y0 >= a.top && y0 <= a.bottom && y1 >= a.top && y1 <= a.bottom {
		a.edge(toSubpixels(x0), toSubpixels(y0), toSubpixels(x1), toSubpixels(y1))
		return
	}
	a.clippedLine(x0, y0, x1, y1)
}

// toSubpixels rounds a coordinate that is not negative.
func toSubpixels(v float64) int { return int(v*subpixels + 0.5) }

// clippedLine adds the part of an edge that has an effect inside the clip. A part on the left of the clip moves to the
// left border, because it covers all that is on its right. A part on the right, above or below has no effect.
//
// The ends are first rounded in y. So all edges that share an end cross the same subpixel rows, however they are cut.
func (a *Accumulator) clippedLine(x0, y0, x1, y1 float64) {
	top, bottom := clamp(y0, a.top, a.bottom), clamp(y1, a.top, a.bottom)
	from, to := toSubpixels(top), toSubpixels(bottom)
	if from == to || a.left >= a.right {
		return
	}
	slope := (x1 - x0) / (y1 - y0)
	if top != y0 {
		x0 += slope * (top - y0)
	}
	if bottom != y1 {
		x1 += slope * (bottom - y1)
	}
	if x0 >= a.right && x1 >= a.right {
		return
	}
	if x0 <= a.left && x1 <= a.left {
		left := toSubpixels(a.left)
		a.edge(left, from, left, to)
		return
	}
	// cut returns the row in which the edge crosses the vertical line at x, between from and to.
	cut := func(x float64) int {
		return int(clamp(float64(from)+(x-x0)/(x1-x0)*float64(to-from), float64(min(from, to)), float64(max(from, to))) + 0.5)
	}
	enter, leave := from, to // the rows between which the edge is inside
	left, right := toSubpixels(a.left), toSubpixels(a.right)
	start, end := toSubpixels(clamp(x0, a.left, a.right)), toSubpixels(clamp(x1, a.left, a.right))
	switch {
	case x0 < a.left:
		enter = cut(a.left)
		a.edge(left, from, left, enter)
	case x0 > a.right:
		enter = cut(a.right)
	}
	switch {
	case x1 < a.left:
		leave = cut(a.left)
		a.edge(left, leave, left, to)
	case x1 > a.right:
		leave = cut(a.right)
		end = right
	}
	a.edge(start, enter, end, leave)
}

// clamp returns v, limited to the range from lo to hi. It returns lo for what is not a number.
func clamp(v, lo, hi float64) float64 {
	if !(v > lo) {
		return lo
	}
	if v > hi {
		return hi
	}
	return v
}
