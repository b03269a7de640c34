package ticks

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// minorAndLabels writes minor ticks as dots between the labels.
func minorAndLabels(all []Tick) string {
	var b strings.Builder
	for _, t := range all {
		if t.Minor {
			b.WriteString(".")
			continue
		}
		b.WriteString(" " + t.Label + " ")
	}
	return strings.TrimSpace(strings.ReplaceAll(b.String(), "  ", " "))
}

func TestLogTicks(t *testing.T) {
	scale := Scale{Kind: Log}
	for _, c := range []struct {
		lo, hi, px float64
		want       string
	}{
		{1, 1000, 270, "1 ........ 10 ........ 100 ........ 1000"},
		{1, 1000, 150, "1 .. 10 .. 100 .. 1000"},
		{1, 100, 300, "1 2 .. 5 .... 10 20 .. 50 .... 100"},
		{3, 30, 300, ".. 5 .... 10 20 ."},
		{1e-12, 1e15, 170, ".. 1e−10 .... 1e−5 .... 1e0 .... 1e5 .... 1e10 .... 1e15"},
		{0.001, 1e6, 104, "0.001 .. 1 .. 1000 .. 1M"},
		{2, 7, 260, "2 3 4 5 6 7"}, // two of 1-2-5: as on a linear axis
		{1000, 1, 150, "1 .. 10 .. 100 .. 1000"},
		{7, 7, 100, "7"},
	} {
		if got := minorAndLabels(scale.Numbers(c.lo, c.hi, c.px, 52)); got != c.want {
			t.Errorf("%v to %v on %v px:\n got %s\nwant %s", c.lo, c.hi, c.px, got, c.want)
		}
	}
	for _, c := range [][2]float64{{0, 1}, {-1, 10}, {1, math.Inf(1)}, {math.NaN(), 1}} {
		if got := scale.Numbers(c[0], c[1], 100, 52); got != nil {
			t.Errorf("%v to %v: got %v, want none", c[0], c[1], got)
		}
	}
}

func TestSymlogTicks(t *testing.T) {
	for _, c := range []struct {
		lo, hi, threshold, px float64
		want                  string
	}{
		{-1000, 1000, 1, 400, "−1000 .. −100 .. −10 .. −1 0 1 .. 10 .. 100 .. 1000"},
		{-5, 100, 10, 200, "0 10 ........ 100"},
		{-1, 1, 10, 104, "−1 0 1"}, // within the linear part
	} {
		s := Scale{Kind: Symlog, Threshold: c.threshold}
		if got := minorAndLabels(s.Numbers(c.lo, c.hi, c.px, 52)); got != c.want {
			t.Errorf("%v to %v:\n got %s\nwant %s", c.lo, c.hi, got, c.want)
		}
	}
}

// The expected values are those of the formula of matplotlib.scale.SymmetricalLogTransform with linscale 1:
// sign(v) * t * (1/(1-1/10) + log10(|v|/t)) beyond t, and v / (1-1/10) up to it, in units of t.
func TestSymlogIsMatplotlibs(t *testing.T) {
	const threshold = 2.0
	s := Scale{Kind: Symlog, Threshold: threshold}
	for _, v := range []float64{-2e6, -20, -2, -1, 0, 0.5, 2, 3, 1e12} {
		want := v / (1 - 0.1) / threshold
		if a := math.Abs(v); a > threshold {
			want = math.Copysign(1/(1-0.1)+math.Log10(a/threshold), v)
		}
		if got := s.Transform(v); math.Abs(got-want) > 1e-12*math.Abs(want) {
			t.Errorf("%v: got %v, want %v", v, got, want)
		}
	}
}

func TestScalesInvert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Scale{Kind: Kind(rapid.IntRange(0, 2).Draw(t, "kind")), Threshold: math.Pow(10, rapid.Float64Range(-9, 9).Draw(t, "threshold"))}
		v := math.Pow(10, rapid.Float64Range(-300, 300).Draw(t, "log v"))
		if s.Kind != Log && rapid.Bool().Draw(t, "negative") {
			v = -v
		}
		if got := s.Inverse(s.Transform(v)); math.Abs(got-v) > 1e-12*math.Abs(v) {
			t.Fatalf("%+v: %v comes back as %v", s, v, got)
		}
	})
}

// The ticks of any scale ascend, are within the range, and are neither too many nor without a label.
func TestTicksOfScales(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Scale{Kind: Kind(rapid.IntRange(0, 2).Draw(t, "kind")), Threshold: math.Pow(10, rapid.Float64Range(-300, 300).Draw(t, "threshold"))}
		lo, hi := drawRange(t)
		if s.Kind == Log {
			if lo, hi = math.Abs(lo), math.Abs(hi); lo > hi {
				lo, hi = hi, lo
			}
			if lo == 0 || lo == hi {
				t.Skip("no range")
			}
		}
		px := rapid.Float64Range(1, 4000).Draw(t, "px")
		all := s.Numbers(lo, hi, px, 52)
		if !slices.IsSortedFunc(all, func(a, b Tick) int { return int(math.Copysign(1, a.Value-b.Value)) }) {
			t.Fatalf("not ascending: %v", all)
		}
		labels := countMajor(all)
		if labels == 0 || float64(labels) > px/52*2+4 {
			t.Fatalf("%d labels on %v px: %v", labels, px, all)
		}
		for _, tick := range all {
			if tick.Value < lo || tick.Value > hi || tick.Minor != (tick.Label == "") {
				t.Fatalf("%+v in [%v, %v]", tick, lo, hi)
			}
		}
	})
}

func TestFractionOfExtremes(t *testing.T) {
	var s Scale
	for _, c := range [][4]float64{
		{-1.7e308, 1.7e308, 0, 0.5}, {-1.7e308, 1.7e308, 1.7e308, 1}, {0, 5e-324, 5e-324, 1}, {0, 5e-324, 0, 0}, {3, 3, 3, 0.5}, {10, 0, 2.5, 0.75},
	} {
		if got := s.Fraction(c[0], c[1], c[2]); got != c[3] {
			t.Errorf("%v in [%v, %v]: got %v, want %v", c[2], c[0], c[1], got, c[3])
		}
	}
}

func TestFormatSI(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0 B", 1: "1 B", 1500: "1.5 kB", -2e-7: "−200 nB", 999.9999: "1 kB", 1e6: "1 MB", 123456: "123.456 kB", 1e-30: "1 qB", 1e33: "1e33 B",
		1e40: "1e40 B", math.Inf(1): "∞ B", math.NaN(): "",
	} {
		if got := FormatSI(v, "B"); got != want {
			t.Errorf("%v: got %q, want %q", v, got, want)
		}
	}
	if got := FormatSI(2500, ""); got != "2.5 k" {
		t.Errorf("without a unit: got %q", got)
	}
}

func TestTimesAt(t *testing.T) {
	at := func(times ...string) (all []float64) {
		for _, s := range times {
			all = append(all, parseNanos(t, s))
		}
		return all
	}
	for _, c := range []struct {
		values []float64
		want   string
	}{
		{at("2024-01-01T00:00:00Z", "2026-01-01T00:00:00Z"), "2024, 2026"},
		{at("2024-01-01T00:00:00Z", "2024-03-01T00:00:00Z"), "Jan/2024, Mar"},
		{at("2024-01-01T00:00:00Z", "2024-03-05T00:00:00Z"), "1 Jan/2024, 5 Mar"},
		{at("2024-01-01T00:00:00Z", "2024-01-01T09:30:00Z"), "00:00/1 Jan 2024, 09:30"},
		{at("2024-01-01T00:00:01Z", "2024-01-01T09:30:00Z"), "00:00:01/1 Jan 2024, 09:30:00"},
		{at("2024-01-01T00:00:01.5Z", "2024-01-01T00:00:02Z"), "00:00:01.5/1 Jan 2024, 00:00:02.0"},
	} {
		if got := joinLabelsAndSecondLines(TimesAt(c.values, 0, nil)); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
