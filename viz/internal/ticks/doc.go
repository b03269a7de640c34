// Package ticks chooses the ticks of an axis: the values that have a label, and the texts of the labels.
//
// Numbers (number_ticks.go) are multiples of 1, 2 or 5 times a power of ten, and all labels of an axis have one format. A
// Scale (number_scale.go) spaces numbers, and its ticks (number_log.go) are powers of ten on logarithmic axes.
// Times (time_ticks.go) are at natural steps of a zone's calendar, such as 5 minutes or 1 month. The step of times
// depends on the length of the range and on the number of pixels, but not on the position of the range. So a scrolling
// axis keeps its step.
package ticks

// MinLabelGap is the smallest distance in px between neighbouring labels of a horizontal axis.
const MinLabelGap = 14

// A Tick is one labelled value of an axis.
type Tick struct {
	Value      float64 // in units of the data; a time is in ns after the origin of its axis
	Label      string
	Minor      bool   // a tick without a label
	SecondLine string // the date or the year below the label; empty if the previous tick has the same one
}
