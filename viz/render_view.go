package viz

// View describes what one viewer sees: a size and ranges. A picture is determined by the figure's data and a view. On a
// live page, each browser has its own view.
type View struct {
	// Width and Height are the figure's size in pixels. 0 means the size that the figure's options request. In a view
	// that is passed to a DynamicFunc or an operation, they are the size of the area that shows data.
	Width, Height int
	// Ratio is the number of device pixels per pixel. 0 means 1.
	Ratio float64
	// X and Y are the ranges that the viewer requests. The axis of a zero Range follows the data.
	X, Y Range
	// LogX and LogY report, to a DynamicFunc or an operation, that an axis is logarithmic. In the view of a Renderer they have
	// no effect: the options LogX and LogY make an axis logarithmic.
	LogX, LogY bool
}

func (v View) ratio() float64 {
	if !(v.Ratio > 0) {
		return 1
	}
	return v.Ratio
}
