package viz

import (
	"errors"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// A chart with other rows keeps its kind, label, ranges and options.
func TestWithData(t *testing.T) {
	c := chartOf(t, Curve(Y("price")), rows).Relabel("ACME").RedimRange("price", 0, 9).Opts(LineWidth(3)).(*Chart)
	d, err := c.WithData(rows.Slice(0, 2))
	check.NoError(t, err)
	r, _ := d.FixedRange("price")
	if d.Kind() != "Curve" || d.Label() != "ACME" || r != (Range{0, 9}) || d.Data().Len() != 2 || c.Data().Len() != 3 || d.overrides.settings().lineWidth != 3 {
		t.Errorf("%+v", d)
	}
	_, err = c.WithData(frame.Must(frame.New(frame.Col("t", times))))
	wantError(t, err, ErrColumn, `viz.WithData: no such column "price"; columns are t`)
	_, err = c.WithData(frame.Must(frame.New(frame.Col("t", []float64{1}), frame.Col("price", []float64{1}))))
	wantError(t, err, ErrType, `viz.WithData: wrong column type: column "t" was time, got float64`)
}

// Every element either draws other rows or says that it cannot.
func TestEveryElementWithData(t *testing.T) {
	f := hostileFrames()["negative"]
	var refused []string
	for name, recipe := range everyRecipe() {
		e, err := recipe(f)
		check.NoError(t, err)
		c, ok := e.(*Chart)
		if !ok {
			continue // Bars by a column are an overlay
		}
		for _, other := range []frame.Frame{hostileFrames()["gaps"], f.Empty()} {
			d, err := c.WithData(other)
			if err != nil {
				if !errors.Is(err, ErrElement) {
					t.Errorf("%s: %v", name, err)
				}
				refused = append(refused, name)
				break
			}
			render(t, d, View{Width: 100, Height: 80})
		}
		if _, err := c.WithData(xs(1)); err == nil {
			t.Errorf("%s: rows without its columns are accepted", name)
		}
	}
	slices.Sort(refused)
	if want := []string{"Bars", "Bivariate", "Contours", "Distribution", "HexTiles", "HexTiles of z", "Violin", "Violin by"}; !slices.Equal(refused, want) {
		t.Errorf("refused by %q, want %q", refused, want)
	}
}
