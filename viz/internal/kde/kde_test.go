package kde

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// scipyCase is a density that scipy's gaussian_kde computed.
type scipyCase struct {
	Name, Rule     string
	Factor, Width  float64
	Values, At     []float64
	X, Y, AtX, AtY []float64
	Density        []float64
}

func (c scipyCase) bandwidth() Bandwidth { return Bandwidth{Rule: c.Rule, Factor: c.Factor} }

// close reports whether two densities agree to 9 digits of the largest one.
func close(a, b, largest float64) bool {
	return math.Abs(a-b) <= 1e-9*math.Max(math.Abs(b), largest*1e-3)
}

func TestDensitiesOfScipy(t *testing.T) {
	var recorded struct{ One, Two []scipyCase }
	data, err := os.ReadFile("testdata/scipy.json")
	check.NoError(t, err)
	check.NoError(t, json.Unmarshal(data, &recorded))
	if len(recorded.One) < 15 || len(recorded.Two) < 6 {
		t.Fatalf("%d and %d cases", len(recorded.One), len(recorded.Two))
	}
	for _, c := range recorded.One {
		width := c.bandwidth().Width(c.Values)
		if !(math.Abs(width-c.Width) <= 1e-12*c.Width) {
			t.Errorf("%s, %+v: width %v, want %v", c.Name, c.bandwidth(), width, c.Width)
		}
		for i, d := range Density(c.Values, c.At, c.Width) {
			if !close(d, c.Density[i], slices.Max(c.Density)) {
				t.Errorf("%s, %+v: density at %v is %v, want %v", c.Name, c.bandwidth(), c.At[i], d, c.Density[i])
			}
		}
	}
	for _, c := range recorded.Two {
		got, err := Density2D(c.X, c.Y, c.AtX, c.AtY, c.bandwidth())
		check.NoError(t, err)
		for i, d := range got {
			if !close(d, c.Density[i], slices.Max(c.Density)) {
				t.Errorf("%s, %+v: density %d is %v, want %v", c.Name, c.bandwidth(), i, d, c.Density[i])
			}
		}
	}
}

// Binned samples have the density of the exact sum of kernels.
func TestBinnedDensity(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	values := make([]float64, maxExact+1)
	for i := range values {
		if values[i] = rng.NormFloat64(); i%3 == 0 {
			values[i] = 20 + rng.ExpFloat64()
		}
	}
	width := Bandwidth{}.Width(values)
	at := []float64{-2, -1, 0, 0.5, 5, 19, 20, 21, 25}
	binned := Density(values, at, width)
	exact := make([]float64, len(at))
	for _, half := range [][]float64{values[:maxExact], values[maxExact:]} {
		for i, d := range Density(half, at, width) {
			exact[i] += d * float64(len(half)) / float64(len(values))
		}
	}
	for i := range at {
		if math.Abs(binned[i]-exact[i]) > 2e-4*slices.Max(exact) {
			t.Errorf("at %v: %v, want %v", at[i], binned[i], exact[i])
		}
	}
}

func TestSamplesWithoutSpread(t *testing.T) {
	for _, values := range [][]float64{nil, {1}, {2, 2, 2}, {1e308, -1e308}} {
		if w := (Bandwidth{}).Width(values); w != 0 {
			t.Errorf("width of %v is %v, want 0", values, w)
		}
	}
	line := []float64{1, 2, 3}
	if _, err := Density2D(line, line, line, line, Bandwidth{}); err == nil {
		t.Error("points on a line have a density")
	}
}

func BenchmarkDensity1k(b *testing.B) {
	values, at := make([]float64, 1000), make([]float64, 200)
	for i := range values {
		values[i] = float64(i * 7919 % 1000)
	}
	for i := range at {
		at[i] = float64(i * 5)
	}
	b.ReportAllocs()
	for b.Loop() {
		Density(values, at, 50)
	}
}
