package viz

import (
	"fmt"
	"image/color"
	"slices"
	"strings"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/viz/internal/guides"
	"github.com/streamgage/streamgage/viz/internal/marks"
	"github.com/streamgage/streamgage/viz/internal/minmax"
	"gonum.org/v1/plot"
)

// OHLC names the columns of a Candlesticks: the prices at the beginning, the highest, the lowest, and at the end.
// Default: the columns "open", "high", "low" and "close", in any mix of capitals.
func OHLC(open, high, low, close string) Dim {
	return dimFunc(func(d *dims) { d.ohlc = []string{open, high, low, close} })
}

// UpDownColors are the colours of the candles that end above their beginning, and of those that end below it. Default:
// the theme's blue and red, which colour-blind readers can tell apart.
func UpDownColors(up, down Color) Opt {
	return colorOption("UpDownColors", []Color{up, down}, func(s *settings, colors []color.RGBA) { s.upDownColors = colors })
}

// Candlesticks draws a candle for each row at the number or time X: a thin line from the lowest to the highest price,
// and a body from the price at the beginning to that at the end. OHLC names these columns. A candle whose prices are
// equal at both ends is a horizontal line. A row with a missing price is left out. BarWidth sets the width of the bodies
// and UpDownColors their colours. Default for X: the first column without another role.
func Candlesticks(dims ...Dim) Recipe {
	d := parseDims(dims)
	const op = "viz.Candlesticks"
	return func(f frame.Frame) (Element, error) {
		prices, err := d.prices(op, f)
		if err != nil {
			return nil, err
		}
		x, err := d.valueColumn(op, f, d.x, "x", prices...)
		if err != nil {
			return nil, err
		}
		for _, name := range prices {
			if err := checkContinuous(op, f, name); err != nil {
				return nil, err
			}
		}
		return newChart(candlesticks{prices}, f, x, prices[3]), nil
	}
}

// prices returns the columns of OHLC.
func (d dims) prices(op string, f frame.Frame) ([]string, error) {
	if len(d.ohlc) > 0 {
		return d.ohlc, checkColumns(op, f, d.ohlc...)
	}
	names, prices := f.Schema().Names(), []string{"open", "high", "low", "close"}
	if len(names) == 0 {
		return prices, nil
	}
	for i, price := range prices {
		at := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, price) })
		if at < 0 {
			return nil, fmt.Errorf("%s: %w %q, which OHLC can name; columns are %s", op, ErrColumn, price, strings.Join(names, ", "))
		}
		prices[i] = names[at]
	}
	return prices, nil
}

// candlesticks is the kind of a Candlesticks. prices are the columns of OHLC.
type candlesticks struct{ prices []string }

func (candlesticks) name() string                { return "Candlesticks" }
func (candlesticks) legendKey() guides.LegendKey { return guides.SquareKey }

// step returns the distance between two candles.
func (candlesticks) step(c *Chart) float64 {
	if isTime(c.data, c.x) {
		return smallestStep(c.values(c.x), 1e9)
	}
	return smallestStep(c.values(c.x), 1)
}

func (k candlesticks) axes(c *Chart) (x, y axis) {
	x, y = c.columnAxis(c.x), c.columnAxis(c.y).withPadding()
	if c.data.NumCols() == 0 {
		return x, y
	}
	if half := k.step(c) / 2; x.dataRange.finite() {
		x.dataRange = Range{x.dataRange.Lo - half, x.dataRange.Hi + half}
	}
	for _, column := range k.prices {
		y.dataRange = y.dataRange.union(rangeOf(c.values(column)))
	}
	return x, y
}

func (k candlesticks) plotters(c *Chart, style *chartStyle) ([]plot.Plotter, error) {
	if c.data.NumCols() == 0 {
		return nil, nil
	}
	up, down := style.withAlpha(style.theme.Cycle[0]), style.withAlpha(style.theme.Cycle[2])
	if len(style.upDownColors) > 0 {
		up, down = style.withAlpha(style.upDownColors[0]), style.withAlpha(style.upDownColors[1])
	}
	wicks, bodies := &marks.Segments{Width: orDefault(style.lineWidth, 1)}, &marks.Rectangles{Centred: true}
	half := k.step(c) * orDefault(style.barWidth, 0.7) / 2
	x := c.values(c.x)
	o, h, l, e := c.values(k.prices[0]), c.values(k.prices[1]), c.values(k.prices[2]), c.values(k.prices[3])
	for i := range x {
		if !minmax.IsFinite(x[i]) || !minmax.IsFinite(o[i]) || !minmax.IsFinite(h[i]) || !minmax.IsFinite(l[i]) || !minmax.IsFinite(e[i]) {
			continue
		}
		col := up
		if e[i] < o[i] {
			col = down
		}
		wicks.X0, wicks.X1 = append(wicks.X0, x[i]), append(wicks.X1, x[i])
		wicks.Y0, wicks.Y1 = append(wicks.Y0, l[i]), append(wicks.Y1, h[i])
		bodies.X0, bodies.X1 = append(bodies.X0, x[i]-half), append(bodies.X1, x[i]+half)
		bodies.Y0, bodies.Y1 = append(bodies.Y0, o[i]), append(bodies.Y1, e[i])
		wicks.Colors, bodies.Colors = append(wicks.Colors, col), append(bodies.Colors, col)
	}
	return []plot.Plotter{wicks, bodies}, nil
}
