package viz

import (
	"errors"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
	"github.com/streamgage/streamgage/viz/internal/guides"
)

func TestCombineAxes(t *testing.T) {
	a := axis{dim: "x", dataRange: Range{1, 2}, softRange: noRange}
	b := axis{dim: "x", dataRange: Range{-1, 1.5}, softRange: noRange, padding: 0.1}
	got, err := combineAxes([]axis{{dim: "x", dataRange: noRange, softRange: noRange, scale: guides.Time}, a, b})
	if err != nil || got.dataRange != (Range{-1, 2}) || got.padding != 0.1 || got.scale != guides.Number {
		t.Errorf("got %+v, %v", got, err)
	}
	_, err = combineAxes([]axis{a, {dim: "time", dataRange: Range{1, 2}, scale: guides.Time}})
	if !errors.Is(err, ErrType) {
		t.Errorf("numbers and times on one axis: got %v", err)
	}
	cats, _ := combineAxes([]axis{
		{scale: guides.Category, categories: []string{"a", "b"}},
		{scale: guides.Category, categories: []string{"b", "c"}},
	})
	if len(cats.categories) != 3 {
		t.Errorf("categories %v, want a, b and c", cats.categories)
	}
}

func TestAnOverlayOfNumbersAndTimesIsAnError(t *testing.T) {
	e := Overlay(chartOf(t, Curve(X("t"), Y("price")), rows), chartOf(t, Curve(X("size"), Y("price")), rows))
	check.Error(t, e.Figure().Err(), ErrType, `"t" and "size"`)
}
