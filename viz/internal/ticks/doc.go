// Package ticks chooses the ticks of an axis: which values have a label, and what the labels say.
//
// Numbers (number_ticks.go) are multiples of 1, 2 or 5 times a power of ten, and all labels of an axis have one format.
// Times (time_ticks.go) are natural steps of the UTC calendar. The step depends on the length of the range and on the
// pixels, and never on the position of the range, so a scrolling axis keeps its step.
package ticks

// MinLabelGap is the least distance in px between neighbouring labels of a horizontal axis.
const MinLabelGap = 14

// A Tick is one labelled value of an axis.
type Tick struct {
	Value      float64 // in units of the data; a time is in ns since the Unix epoch
	Label      string
	SecondLine string // the date or the year below the label; empty if it is that of the tick before
}
