package guides

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFormatColumn(t *testing.T) {
	nan, third := math.NaN(), 1.0/3
	for _, c := range []struct {
		numbers []float64
		want    string
	}{
		{[]float64{0.3, 2e-7, 5e-9}, "0.3 2e−7 5e−9"}, // the row of the cases list
		{[]float64{1, 2.5, 100}, "1.00 2.50 100.00"},
		{[]float64{12345.6, 0.5}, "12345.6 0.5"},
		{[]float64{math.Copysign(0, -1), 1}, "0.0000 1.0000"},
		{[]float64{math.Copysign(0, -1)}, "0.0000"},
		{[]float64{-0.00001, 1}, "−0.00001 1.00000"},
		{[]float64{1.00001, 1.00002}, "1.00001 1.00002"},
		{[]float64{third, math.Nextafter(third, 1)}, "0.3333333 0.3333333"}, // equal up to the seventh decimal
		{[]float64{1e20, 1}, "1e20 1"},
		{[]float64{5e-324, 1.7e308}, "4.94066e−324 1.7e308"},
		{[]float64{nan, 1.5, math.Inf(-1)}, " 1.5000 −∞"},
		{[]float64{nan}, ""},
		{nil, ""},
		{[]float64{1234567, 2}, "1234567 2"},
		{[]float64{2e-7, 3e-7}, "2e−7 3e−7"},
	} {
		if got := strings.Join(FormatColumn(c.numbers), " "); got != c.want {
			t.Errorf("%v: got %q, want %q", c.numbers, got, c.want)
		}
	}
}

// Each text reads back as its number, to 0.5 %, and no text is a negative zero.
func TestFormatColumnReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(-1e3, 1e3), rapid.Float64(), rapid.Float64Range(-1e-9, 1e-9)), 1, 6).Draw(t, "numbers")
		for i, s := range FormatColumn(numbers) {
			got, err := strconv.ParseFloat(strings.ReplaceAll(s, "−", "-"), 64)
			if x := numbers[i]; math.Abs(x) > 1e308 || math.Abs(x) < 1e-300 && x != 0 {
				continue // rounding to six digits may leave the range of floats
			}
			if err != nil || math.Abs(got-numbers[i]) > 5e-3*math.Abs(numbers[i]) || got == 0 && strings.Contains(s, "−") {
				t.Fatalf("%v is written as %q in %v", numbers[i], s, numbers)
			}
		}
	})
}
