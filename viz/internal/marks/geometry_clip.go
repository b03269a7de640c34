package marks

import "gonum.org/v1/plot/vg"

// clipSegment returns the part of the segment from p to q that is inside r (Liang and Barsky, 1984). ok is false if no
// part is inside.
func clipSegment(r vg.Rectangle, p, q vg.Point) (from, to vg.Point, ok bool) {
	t0, t1 := 0.0, 1.0
	dx, dy := float64(q.X-p.X), float64(q.Y-p.Y)
	// edge clips the segment to one edge of r. step is the distance by which the segment approaches the edge, and distance
	// is the distance of p from the edge; distance is negative outside r.
	edge := func(step, distance float64) bool {
		switch t := distance / step; {
		case step == 0:
			return distance >= 0
		case step < 0:
			t0 = max(t0, t)
		default:
			t1 = min(t1, t)
		}
		return t0 <= t1
	}
	if !edge(-dx, float64(p.X-r.Min.X)) || !edge(dx, float64(r.Max.X-p.X)) ||
		!edge(-dy, float64(p.Y-r.Min.Y)) || !edge(dy, float64(r.Max.Y-p.Y)) {
		return p, q, false
	}
	from, to = p, q
	if t0 > 0 {
		from = vg.Point{X: p.X + vg.Length(t0*dx), Y: p.Y + vg.Length(t0*dy)}
	}
	if t1 < 1 {
		to = vg.Point{X: p.X + vg.Length(t1*dx), Y: p.Y + vg.Length(t1*dy)}
	}
	return from, to, true
}

// clipPolygon returns the part of the polygon that is inside r (Sutherland and Hodgman, 1974). If the polygon leaves r and
// comes back, the result has an edge along r's border there, which encloses no area. The result may share memory with poly.
func clipPolygon(r vg.Rectangle, poly []vg.Point) []vg.Point {
	poly = clipHalfPlane(poly, func(p vg.Point) vg.Length { return p.X - r.Min.X })
	poly = clipHalfPlane(poly, func(p vg.Point) vg.Length { return r.Max.X - p.X })
	poly = clipHalfPlane(poly, func(p vg.Point) vg.Length { return p.Y - r.Min.Y })
	return clipHalfPlane(poly, func(p vg.Point) vg.Length { return r.Max.Y - p.Y })
}

// clipHalfPlane returns the part of the polygon that is on one side of a line. depth is the signed distance of a point
// from the line, and is not negative in this part.
func clipHalfPlane(poly []vg.Point, depth func(vg.Point) vg.Length) []vg.Point {
	inside := true
	for _, p := range poly {
		inside = inside && depth(p) >= 0
	}
	if inside {
		return poly
	}
	kept := make([]vg.Point, 0, len(poly)+4)
	last := poly[len(poly)-1]
	lastDepth := depth(last)
	for _, p := range poly {
		d := depth(p)
		if (d < 0) != (lastDepth < 0) {
			t := lastDepth / (lastDepth - d)
			kept = append(kept, vg.Point{X: last.X + t*(p.X-last.X), Y: last.Y + t*(p.Y-last.Y)})
		}
		if d >= 0 {
			kept = append(kept, p)
		}
		last, lastDepth = p, d
	}
	return kept
}
