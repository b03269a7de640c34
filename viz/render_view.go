package viz

// View is what one viewer sees: a size and ranges. A figure is a function of its data and a view; on a live page every
// browser has a view of its own.
type View struct {
	// Width and Height are the figure's size in pixels; 0 means the size that the figure's options ask for. In the view
	// that a DynamicFunc or an operation is called with, they are the size of the area that shows data.
	Width, Height int
	// Ratio is the number of device pixels to a pixel; 0 means 1.
	Ratio float64
	// X and Y are the ranges that the viewer asks for; a zero Range follows the data.
	X, Y Range
}

func (v View) ratio() float64 {
	if !(v.Ratio > 0) {
		return 1
	}
	return v.Ratio
}
