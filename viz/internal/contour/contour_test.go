package contour

import (
	"math"
	"testing"

	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// grid returns a grid of the values of f on n by m points.
func grid(n, m int, f func(x, y float64) float64) Grid {
	var g Grid
	for i := range n {
		g.X = append(g.X, float64(i))
	}
	for j := range m {
		g.Y = append(g.Y, float64(j))
		for i := range n {
			g.Z = append(g.Z, f(float64(i), float64(j)))
		}
	}
	return g
}

// The lines of a plane are straight, from border to border.
func TestLinesOfAPlane(t *testing.T) {
	lines := grid(6, 4, func(x, y float64) float64 { return x + 2*y }).Lines(4.5)
	if len(lines) != 1 || len(lines[0].X) < 5 {
		t.Fatalf("got %v", lines)
	}
	l := lines[0]
	for i := range l.X {
		if math.Abs(l.X[i]+2*l.Y[i]-4.5) > 1e-12 {
			t.Errorf("(%v, %v) is not on the line", l.X[i], l.Y[i])
		}
	}
	ends := [2][2]float64{{l.X[0], l.Y[0]}, {l.X[len(l.X)-1], l.Y[len(l.Y)-1]}}
	if ends != [2][2]float64{{4.5, 0}, {0, 2.25}} && ends != [2][2]float64{{0, 2.25}, {4.5, 0}} {
		t.Errorf("ends %v", ends)
	}
}

// The line of a hill is closed, and the area inside it is that of a circle.
func TestLinesOfAHillAreClosed(t *testing.T) {
	lines := grid(41, 41, func(x, y float64) float64 { return -math.Hypot(x-20, y-20) }).Lines(-15)
	if len(lines) != 1 {
		t.Fatalf("%d lines", len(lines))
	}
	l, n := lines[0], len(lines[0].X)-1
	if l.X[0] != l.X[n] || l.Y[0] != l.Y[n] {
		t.Errorf("it begins at %v, %v and ends at %v, %v", l.X[0], l.Y[0], l.X[n], l.Y[n])
	}
	area := 0.0
	for i := range n {
		area += (l.X[i]*l.Y[i+1] - l.X[i+1]*l.Y[i]) / 2
	}
	if want := math.Pi * 225; math.Abs(math.Abs(area)-want) > 0.01*want {
		t.Errorf("area %v, want %v", area, want)
	}
}

// The mean of the corners decides which of them a saddle connects: the lines cut off the other two.
func TestASaddleHasTwoLines(t *testing.T) {
	for level, crossing := range map[float64][2]float64{0.5: {0.625, 0}, 2: {0, 0.25}} {
		lines := Grid{X: []float64{0, 1}, Y: []float64{0, 1}, Z: []float64{3, -1, -1, 3}}.Lines(level)
		if len(lines) != 2 || len(lines[0].X) != 2 || len(lines[1].X) != 2 {
			t.Fatalf("level %v: %v", level, lines)
		}
		l := lines[0]
		if l.X[0] != crossing[0] || l.Y[0] != crossing[1] {
			t.Errorf("level %v: begins at %v, %v, want %v", level, l.X[0], l.Y[0], crossing)
		}
		if connected := l.X[1] == 1; connected != (level == 0.5) { // the mean is 1
			t.Errorf("level %v: %v", level, l)
		}
	}
}

func TestMissingValuesHaveNoLines(t *testing.T) {
	g := grid(5, 5, func(x, y float64) float64 { return x })
	for i := range g.Z {
		g.Z[i] = math.NaN()
	}
	if lines := g.Lines(2.5); len(lines) != 0 {
		t.Errorf("got %v", lines)
	}
	for _, g := range []Grid{{}, grid(1, 1, math.Hypot), grid(1, 5, math.Hypot)} {
		if lines := g.Lines(0.5); len(lines) != 0 {
			t.Errorf("a grid without cells has %v", lines)
		}
	}
}

// Each point of a line is on an edge with the level between its ends, and all such edges have one.
func TestLinesCrossAllEdgesOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := rapid.IntRange(2, 7).Draw(t, "n"), rapid.IntRange(2, 7).Draw(t, "m")
		g := grid(n, m, func(x, y float64) float64 { return float64(rapid.IntRange(0, 9).Draw(t, "z")) })
		const level = 4.5
		want := 0
		for j := range m {
			for i := range n {
				p := j*n + i
				if i+1 < n && (g.Z[p] > level) != (g.Z[p+1] > level) {
					want++
				}
				if j+1 < m && (g.Z[p] > level) != (g.Z[p+n] > level) {
					want++
				}
			}
		}
		got := 0
		for _, l := range g.Lines(level) {
			got += len(l.X)
			if last := len(l.X) - 1; l.X[0] == l.X[last] && l.Y[0] == l.Y[last] {
				got-- // a closed line has its first point twice
			}
			for i := range l.X {
				if l.X[i] != math.Floor(l.X[i]) && l.Y[i] != math.Floor(l.Y[i]) {
					t.Fatalf("(%v, %v) is on no edge", l.X[i], l.Y[i])
				}
			}
		}
		if got != want {
			t.Fatalf("%d points, want one for each of %d edges: %v", got, want, g.Z)
		}
	})
}
