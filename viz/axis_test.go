package viz

import (
	"errors"
	"math"
	"testing"

	"github.com/streamgage/streamgage/viz/internal/guides"
)

var nan, inf = math.NaN(), math.Inf(1)

// Expected values follow HoloViews' rules, worked out by hand.
func TestBounds(t *testing.T) {
	data := func(lo, hi float64) axis { return axis{data: Range{lo, hi}, soft: none} }
	for name, c := range map[string]struct {
		a      axis
		fixed  Range
		aspect float64
		want   Range
	}{
		"a curve's x is not padded":         {data(2, 12), none, 1, Range{2, 12}},
		"a tenth on each side":              {data(2, 12).padded(), none, 1, Range{1, 13}},
		"less in x of a wide plot":          {data(0, 10).padded(), none, 2, Range{-0.5, 10.5}},
		"not less in x of a high plot":      {data(0, 10).padded(), none, 0.5, Range{-1, 11}},
		"both ends fixed":                   {data(2, 12).padded(), Range{0, 5}, 1, Range{0, 5}},
		"the upper end fixed":               {data(2, 12).padded(), Range{nan, 20}, 1, Range{1, 20}},
		"the lower end fixed above data":    {data(2, 12), Range{50, nan}, 1, Range{50, 55}},
		"turned over":                       {data(2, 12), Range{5, -5}, 1, Range{-5, 5}},
		"fixed at one value":                {data(2, 12), Range{5, 5}, 1, Range{4.5, 5.5}},
		"one value, padded once":            {data(50, 50).padded(), none, 1, Range{45, 55}},
		"one bar":                           {data(5, 5).padded().from(0), none, 1, Range{0, 5.5}},
		"an infinite end is not fixed":      {data(2, 12), Range{-inf, 20}, 1, Range{2, 20}},
		"bars stand on zero":                {data(3, 13).padded().from(0), none, 1, Range{0, 14}},
		"bars hang from zero":               {data(-13, -3).padded().from(0), none, 1, Range{-14, 0}},
		"bars on both sides":                {data(-5, 5).padded().from(0), none, 1, Range{-6, 6}},
		"bars without height":               {data(0, 0).from(0), none, 1, Range{0, 1}},
		"one value: a tenth of it":          {data(50, 50), none, 1, Range{45, 55}},
		"one value, zero":                   {data(0, 0), none, 1, Range{-0.5, 0.5}},
		"one time: half a second":           {axis{data: Range{5e9, 5e9}, soft: none, scale: guides.Time}, none, 1, Range{4.5e9, 5.5e9}},
		"no data":                           {axis{data: none, soft: none}, none, 1, Range{0, 1}},
		"no data, fixed":                    {axis{data: none, soft: none}, Range{-4, 4}, 1, Range{-4, 4}},
		"categories stand at whole numbers": {axis{scale: guides.Category, categories: []string{"a", "b", "c"}}, none, 1, Range{-0.5, 2.5}},
	} {
		if got := c.a.bounds(c.fixed, c.aspect); math.Abs(got.Lo-c.want.Lo) > 1e-12 || math.Abs(got.Hi-c.want.Hi) > 1e-12 {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestExtentLeavesOutWhatCannotBeDrawn(t *testing.T) {
	if got := extent([]float64{nan, 3, inf, -2, -inf}); got != (Range{-2, 3}) {
		t.Errorf("got %v, want -2 to 3", got)
	}
	if got := extent([]float64{nan, inf}); got.finite() {
		t.Errorf("nothing finite gave %v", got)
	}
}

func TestJoin(t *testing.T) {
	a := axis{dim: "x", data: Range{1, 2}, soft: none}
	b := axis{dim: "x", data: Range{-1, 1.5}, soft: none, pad: 0.1}
	got, err := join([]axis{{dim: "x", data: none, soft: none, scale: guides.Time}, a, b})
	if err != nil || got.data != (Range{-1, 2}) || got.pad != 0.1 || got.scale != guides.Number {
		t.Errorf("got %+v, %v", got, err)
	}
	_, err = join([]axis{a, {dim: "time", data: Range{1, 2}, scale: guides.Time}})
	if !errors.Is(err, ErrType) {
		t.Errorf("numbers and times on one axis: got %v", err)
	}
	cats, _ := join([]axis{
		{scale: guides.Category, categories: []string{"a", "b"}},
		{scale: guides.Category, categories: []string{"b", "c"}},
	})
	if len(cats.categories) != 3 {
		t.Errorf("categories %v, want a, b and c", cats.categories)
	}
}
