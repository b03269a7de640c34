package viz

import (
	"image/color"

	"github.com/streamgage/streamgage/viz/internal/marks"
)

// markColors returns the colours of a chart's marks, one mark for each row, with the chart's opacity.
func (style *chartStyle) markColors() marks.RowColors {
	colors := marks.RowColors{Fill: style.withAlpha(style.color)}
	switch {
	case style.table != nil:
		table := *style.table
		for i := range table {
			table[i] = style.withAlpha(table[i])
		}
		colors.Values, colors.Lo, colors.Hi, colors.Table = style.values, style.valueRange.Lo, style.valueRange.Hi, &table
		colors.Fill = style.withAlpha(style.theme.Muted) // for rows without a value
	case style.rowColors != nil:
		colors.Colors = make([]color.Color, len(style.rowColors))
		for i, c := range style.rowColors {
			colors.Colors[i] = style.withAlpha(c)
		}
	}
	return colors
}

// segments returns segments without coordinates in the chart's style. width is the default of LineWidth.
func (style *chartStyle) segments(width float64) *marks.Segments {
	return &marks.Segments{RowColors: style.markColors(), Width: orDefault(style.lineWidth, width), Dash: style.lineDash}
}
