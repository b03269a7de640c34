package ops_test

import (
	"testing"

	"github.com/streamgage/streamgage/frame"
)

func TestSetIndexKeepsOldIndex(t *testing.T) {
	f := withMissing().Slice(0, 1)
	got := resultsOf(t, func(d rows) rows { return d.Select("x").SetIndex("x") }, f)
	wantFrames(t, got, table(frame.Index("x", []float64{2.9}), frame.Col("t", at(0))))
}
