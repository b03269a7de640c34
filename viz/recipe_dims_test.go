package viz

import (
	"errors"
	"testing"

	"github.com/streamgage/streamgage/frame"
)

func TestDimensionsComeFromTheColumnOrder(t *testing.T) {
	indexed := frame.Must(frame.New(frame.Col("v", []float64{1}), frame.Index("at", []int64{5})))
	single := frame.Must(frame.New(frame.Col("v", []float64{1, 2})))
	for name, c := range map[string]struct {
		recipe Recipe
		f      frame.Frame
		x, y   string
	}{
		"first and second":            {Curve(), rows, "t", "price"},
		"the index first":             {Scatter(), indexed, "at", "v"},
		"one column over row numbers": {Curve(), single, "x", "v"},
		"x given":                     {Points(X("price")), rows, "price", "t"},
		"y given":                     {Curve(Y("size")), rows, "t", "size"},
		"y given, the first":          {Curve(Y("t")), rows, "price", "t"},
		"both given":                  {Area(X("price"), Y("size")), rows, "price", "size"},
	} {
		if got := chartOf(t, c.recipe, c.f); got.X() != c.x || got.Y() != c.y {
			t.Errorf("%s: got %q and %q, want %q and %q", name, got.X(), got.Y(), c.x, c.y)
		}
	}
}

func TestRecipesOfWrongColumns(t *testing.T) {
	for name, c := range map[string]struct {
		recipe Recipe
		kind   error
		text   string
	}{
		"unknown":     {Curve(X("t"), Y("prise")), ErrColumn, `viz.Curve: no such column "prise"; columns are t, price, size, side; did you mean "price"?`},
		"unknown by":  {Area(By("kind")), ErrColumn, `viz.Area: no such column "kind"; columns are t, price, size, side`},
		"text":        {Scatter(Y("side")), ErrType, `viz.Scatter: wrong column type: column "side" is string, and needs numbers or times`},
		"box of text": {BoxWhisker(), ErrType, `viz.BoxWhisker: wrong column type: column "side" is string, and needs numbers or times`},
		"table":       {Table(By("prise")), ErrColumn, `viz.Table: no such column "prise"; columns are t, price, size, side; did you mean "price"?`},
	} {
		_, err := c.recipe(rows)
		if !errors.Is(err, c.kind) || err.Error() != c.text {
			t.Errorf("%s: got %v\nwant %s", name, err, c.text)
		}
	}
}

func TestRecipesAcceptFramesWithoutRowsOrColumns(t *testing.T) {
	for name, r := range map[string]Recipe{
		"Curve": Curve(), "Scatter": Scatter(X("t"), Y("price")), "Points": Points(), "Area": Area(By("side")),
		"BoxWhisker": BoxWhisker(X("side"), Y("price")), "Table": Table(), "Dataset": Dataset(),
	} {
		for _, f := range []frame.Frame{{}, rows.Empty()} {
			e, err := r(f)
			if err != nil {
				t.Errorf("%s of %v: %v", name, f.Schema(), err)
				continue
			}
			if _, err := e.Figure().Renderer(View{}).Image(); err != nil {
				t.Errorf("%s of %v is not an empty plot: %v", name, f.Schema(), err)
			}
		}
	}
}
