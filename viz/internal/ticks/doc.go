// Package ticks chooses where an axis is labelled and what the labels say.
//
// Numbers stand at multiples of 1, 2 or 5 times a power of ten and share one format.
// Times stand at natural steps of the UTC calendar. Steps depend on the length of the
// range and on pixels, never on where the range lies, so that a scrolling axis keeps
// its step.
package ticks

// Gap is the least distance in px between neighbouring labels of a horizontal axis.
const MinLabelGap = 14

// A Tick is one labelled position of an axis.
type Tick struct {
	Value      float64 // in units of the data; for times ns since the epoch
	Label      string
	SecondLine string // the muted second line, a date or a year; mostly empty
}
