package guides

// Rect is a rectangle in whole px: X, Y is its upper left corner.
type Rect struct{ X, Y, W, H int }

// Empty reports whether nothing fits into r.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Inset returns what in leaves of r: the data area, where in is what stands round it.
func (r Rect) Inset(in Insets) Rect {
	return Rect{r.X + in.Left, r.Y + in.Top, r.W - in.Left - in.Right, r.H - in.Top - in.Bottom}
}

func (r Rect) right() int  { return r.X + r.W }
func (r Rect) bottom() int { return r.Y + r.H }

// Insets is the room in px that furniture needs on each side of a data area.
type Insets struct{ Left, Right, Top, Bottom int }
