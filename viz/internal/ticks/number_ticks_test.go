package ticks

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// joinLabels joins the labels with spaces.
func joinLabels(ticks []Tick) string {
	var all []string
	for _, t := range ticks {
		all = append(all, t.Label)
	}
	return strings.Join(all, " ")
}

func TestNumbersExamples(t *testing.T) {
	for _, c := range []struct {
		lo, hi, px, spacing float64
		want                string
	}{
		{470, 3600, 274, 52, "500 1000 1500 2000 2500 3000 3500"}, // one tick per 594
		{-71, 12, 482, 90, "−60 −40 −20 0"},
		{0, 1, 520, 52, "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1.0"},
		{-0.3, 0.3, 312, 52, "−0.3 −0.2 −0.1 0 0.1 0.2 0.3"},
		{0, 9999, 260, 52, "0 2000 4000 6000 8000"},
		{0, 10000, 260, 52, "0 2k 4k 6k 8k 10k"},
		{10000, 11000, 260, 52, "10.0k 10.2k 10.4k 10.6k 10.8k 11.0k"},
		{0, 2.5e6, 260, 52, "0 0.5M 1.0M 1.5M 2.0M 2.5M"},
		{-4e9, 4e9, 208, 52, "−4G −2G 0 2G 4G"},
		{-20000, 100, 208, 52, "−20k −15k −10k −5k 0"},
		{0, 4e12, 104, 52, "0 2000G 4000G"},
		{0, 2e20, 104, 52, "0 1e20 2e20"},
		{0, 1.5e-9, 156, 52, "0 0.5e−9 1.0e−9 1.5e−9"},
		{0, 0.0002, 104, 52, "0 0.0001 0.0002"},
		{100000, 300000, 104, 52, "100k 200k 300k"},
		{5, 3, 104, 52, "3 4 5"},
		{7.25, 7.25, 300, 52, "7.25"},
		{0, 0, 300, 52, "0"},
		{1.1, 1.9, 20, 52, "1.5"}, // contains no whole number
		{1, math.Nextafter(1, 2), 300, 52, "1"},
	} {
		if got := joinLabels(Numbers(c.lo, c.hi, c.px, c.spacing)); got != c.want {
			t.Errorf("Numbers(%v, %v, %v, %v) = %s, want %s", c.lo, c.hi, c.px, c.spacing, got, c.want)
		}
	}
}

func TestNumbersValuesAreExact(t *testing.T) {
	want := []Tick{{Value: 0.1, Label: "0.1"}, {Value: 0.2, Label: "0.2"}, {Value: 0.3, Label: "0.3"}}
	if diff := cmp.Diff(want, Numbers(0.05, 0.3, 130, 52)); diff != "" {
		t.Error(diff)
	}
}

func TestNumbersOfInvalidRanges(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, a := range [][4]float64{
		{nan, 1, 100, 52}, {0, nan, 100, 52}, {0, inf, 100, 52}, {-inf, 0, 100, 52},
		{0, 1, nan, 52}, {0, 1, inf, 52}, {0, 1, 0, 52}, {0, 1, -5, 52}, {0, 1, 100, 0}, {0, 1, 100, nan},
	} {
		if got := Numbers(a[0], a[1], a[2], a[3]); got != nil {
			t.Errorf("Numbers(%v) = %v, want none", a, got)
		}
	}
}

// parse reads a label as a person does.
func parse(t *rapid.T, label string) float64 {
	s := strings.Replace(label, "−", "-", -1)
	for suffix, exp := range map[string]string{"k": "e3", "M": "e6", "G": "e9"} {
		s = strings.Replace(s, suffix, exp, 1)
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatalf("label %q is no number: %v", label, err)
	}
	return v
}

// drawRange draws a range lo < hi of any size and position.
func drawRange(t *rapid.T) (lo, hi float64) {
	if rapid.Bool().Draw(t, "any") {
		lo = rapid.Float64().Draw(t, "lo")
		hi = rapid.Float64().Draw(t, "hi")
	} else {
		size := math.Pow(10, rapid.Float64Range(-12, 12).Draw(t, "log size"))
		lo = rapid.Float64Range(-1e4, 1e4).Draw(t, "offset") * size
		hi = lo + size
	}
	if lo > hi {
		lo, hi = hi, lo
	}
	if lo == hi {
		t.Skip("no length")
	}
	return lo, hi
}

func TestNumbersProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lo, hi := drawRange(t)
		px := rapid.Float64Range(1, 4000).Draw(t, "px")
		ticks := Numbers(lo, hi, px, 52)
		if len(ticks) == 0 || float64(len(ticks)) > px/52*1.6+2 {
			t.Fatalf("%d ticks on %v px", len(ticks), px)
		}
		seen := map[string]bool{}
		for _, tick := range ticks {
			if tick.Value < lo || tick.Value > hi {
				t.Fatalf("%v lies outside [%v, %v]", tick.Value, lo, hi)
			}
			if seen[tick.Label] {
				t.Fatalf("label %s twice", tick.Label)
			}
			seen[tick.Label] = true
			if got := parse(t, tick.Label); len(ticks) > 1 && got != tick.Value {
				t.Fatalf("label %q reads %v, its value is %v", tick.Label, got, tick.Value)
			}
		}
	})
}

// On an axis of ordinary numbers the step is the 1-2-5 step nearest to the spacing, and all labels have as many decimals.
func TestNumbersStepIsNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := math.Pow(10, rapid.Float64Range(-6, 12).Draw(t, "log size"))
		lo := rapid.Float64Range(-10, 10).Draw(t, "offset") * size
		px := rapid.Float64Range(200, 2000).Draw(t, "px")
		ticks := Numbers(lo, lo+size, px, 52)
		if len(ticks) < 2 {
			t.Fatalf("%d ticks", len(ticks))
		}
		ideal, got := size*52/px, ticks[1].Value-ticks[0].Value
		best := math.Inf(1)
		for exp := -10; exp < 14; exp++ {
			for _, m := range []float64{1, 2, 5} {
				best = min(best, math.Abs(math.Log(m*math.Pow10(exp)/ideal)))
			}
		}
		if off := math.Abs(math.Log(got / ideal)); off > best+1e-6 {
			t.Fatalf("got step %v, want the one nearest to %v", got, ideal)
		}
		decimals := -1
		for _, tick := range ticks {
			if tick.Label == "0" {
				continue
			}
			number := strings.TrimRight(strings.Split(tick.Label, "e")[0], "kMG")
			_, after, _ := strings.Cut(number, ".")
			if decimals >= 0 && len(after) != decimals {
				t.Fatalf("labels differ in their decimals: %s", joinLabels(ticks))
			}
			decimals = len(after)
		}
	})
}

func TestFitNumbersKeepsLongLabelsApart(t *testing.T) {
	measure := func(s string) float64 { return 6.75 * float64(len([]rune(s))) }
	rapid.Check(t, func(t *rapid.T) {
		lo, hi := drawRange(t)
		px := rapid.Float64Range(1, 2000).Draw(t, "px")
		ticks := FitNumbers(lo, hi, px, 90, measure)
		if len(ticks) == 0 {
			t.Fatal("no ticks")
		}
		for i := range ticks[1:] {
			a, b := ticks[i], ticks[i+1]
			x := (b.Value/2 - a.Value/2) / (hi/2 - lo/2) * px
			if room := x - measure(a.Label)/2 - measure(b.Label)/2; room < MinLabelGap-1e-6 {
				t.Fatalf("%s and %s are %v px apart", a.Label, b.Label, room)
			}
		}
	})
}

func BenchmarkNumbers(b *testing.B) {
	for b.Loop() {
		Numbers(-71, 12, 600, 52)
	}
}
