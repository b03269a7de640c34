package viz

import (
	"fmt"
	"log/slog"
	"math"

	"gonum.org/v1/plot"

	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/ticks"
)

// LeftOut returns the number of values that the last frame left out because their axis is logarithmic and they are not
// positive. A row with two such values counts once.
func (r *Renderer) LeftOut() int {
	n := 0
	for _, p := range r.panels {
		n += p.leftOut
	}
	return n
}

// scaleAxes determines the options of the axes: those of the plot, else those of the last chart that sets them. Charts on
// an axis that is not linear are replaced by copies that know the scale.
func (p *panel) scaleAxes() {
	p.axisSettings, p.leftOut = p.settings.axes, 0
	for _, c := range p.charts {
		s := c.overrides.settings()
		for i := range p.axisSettings {
			p.axisSettings[i] = p.axisSettings[i].orElse(s.axes[i])
		}
	}
	for i := range p.scales {
		p.scales[i] = ticks.Scale{}
		if s := p.axisSettings[i].scale; s != nil {
			p.scales[i] = *s
		}
		if s := p.hookScales[i]; s != nil {
			p.scales[i] = *s
		}
	}
	if p.scales == [2]ticks.Scale{} {
		return
	}
	for i, c := range p.charts {
		d := *c
		d.scales = p.scales
		if p.settings.invertAxes {
			d.scales[0], d.scales[1] = p.scales[1], p.scales[0]
		}
		p.charts[i] = &d
		p.leftOut += d.countLeftOut()
	}
}

// warnLeftOut logs a warning if values are left out, once for each renderer.
func (p *panel) warnLeftOut() {
	if p.leftOut > 0 && !p.warned {
		p.warned = true
		slog.Warn("viz: a logarithmic axis leaves out values that are not positive", "values", p.leftOut, "plot", p.guides.Title)
	}
}

// checkScale returns an error if the i-th axis has a scale that its values cannot have.
func (p *panel) checkScale(i int) error {
	if a := p.combined[i]; p.scales[i].Kind != ticks.Linear && a.scale != guides.Number {
		what := map[guides.Scale]string{guides.Time: "times", guides.Category: "categories"}[a.scale]
		return fmt.Errorf("viz.Log%s: %w: a logarithmic axis needs numbers, %q holds %s", axisLetters[i:i+1], ErrOption, a.dim, what)
	}
	for n, c := range p.charts {
		if lo := p.axes[i][n].dataRange.Lo; c.Kind() == "Plotters" && !p.scales[i].Holds(lo) && !math.IsNaN(lo) {
			return fmt.Errorf("viz.Log%s: %w: all values of gonum's plotters must be positive, got %v", axisLetters[i:i+1], ErrOption, lo)
		}
		if _, image := c.kind.(rgb); image && p.scales[i].Kind == ticks.Symlog {
			return fmt.Errorf("viz.Symlog%s: %w: an image cannot be drawn on a symlog axis", axisLetters[i:i+1], ErrOption)
		}
	}
	return nil
}

// onScales replaces values without a position by NaN if a column is drawn along an axis. It copies what it changes.
func (c *Chart) onScales(column string, values []float64) []float64 {
	for i, name := range [2]string{c.x, c.y} {
		if name != column || c.scales[i].Kind != ticks.Log {
			continue
		}
		kept := make([]float64, len(values))
		for row, v := range values {
			if kept[row] = v; v <= 0 {
				kept[row] = math.NaN()
			}
		}
		values = kept
	}
	return values
}

// countLeftOut returns the number of rows with a value that has no position on its axis.
func (c *Chart) countLeftOut() int {
	d := *c
	d.scales = [2]ticks.Scale{}
	var columns [][]float64
	for i, name := range [2]string{c.x, c.y} {
		if _, boxes := c.kind.(boxWhisker); c.scales[i].Kind == ticks.Log && !isText(c.data, name) && !(boxes && i == xAxis) {
			columns = append(columns, d.values(name))
		}
	}
	n := 0
	for row := range c.data.Len() {
		for _, v := range columns {
			if row < len(v) && v[row] <= 0 {
				n++
				break
			}
		}
	}
	return n
}

// farBelow is the position of values that a logarithmic axis does not hold, as a multiple of the axis' length. Marks are
// clipped, so bars and areas that begin at 0 reach to the edge (matplotlib's nonpositive='clip').
const farBelow = -1000

// axisScale is the scale of an axis as gonum's plot takes it.
type axisScale struct {
	scale    ticks.Scale
	inverted bool
}

var _ plot.Normalizer = axisScale{}

// Normalize implements plot.Normalizer.
func (s axisScale) Normalize(lo, hi, v float64) float64 {
	f := float64(farBelow)
	if s.scale.Holds(v) {
		f = s.scale.Fraction(lo, hi, v)
	}
	if s.inverted {
		return 1 - f
	}
	return f
}

// needed reports whether an axis needs an axisScale. gonum's linear scale is faster, but overflows on extreme ranges.
func (s axisScale) needed(r Range) bool {
	span := r.Hi - r.Lo
	return s.inverted || s.scale.Kind != ticks.Linear || math.IsInf(span, 0) || span < 1e-290
}
