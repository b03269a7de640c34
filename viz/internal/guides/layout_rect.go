package guides

// Rect is a rectangle in whole px. X and Y are its upper left corner, W and H its size.
type Rect struct{ X, Y, W, H int }

// Empty reports whether the rectangle contains no pixel.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Inset returns the rectangle without the margins. For a panel's rectangle, this is the data area.
func (r Rect) Inset(margins Margins) Rect {
	return Rect{r.X + margins.Left, r.Y + margins.Top, r.W - margins.Left - margins.Right, r.H - margins.Top - margins.Bottom}
}

func (r Rect) right() int  { return r.X + r.W }
func (r Rect) bottom() int { return r.Y + r.H }

// Margins holds the px that a panel's guides need on each side of the data area.
type Margins struct{ Left, Right, Top, Bottom int }
