package guides

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestLegendCountsTheEntriesThatDoNotFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &Panel{}
		n := rapid.IntRange(1, 60).Draw(t, "n")
		for range n {
			p.Legend = append(p.Legend, LegendEntry{Label: strings.Repeat("m", rapid.IntRange(1, 20).Draw(t, "length"))})
		}
		l := p.layout(rapid.IntRange(200, 900).Draw(t, "w"), 300)
		shown, missing := 0, 0
		for i, row := range l.legendRows {
			for j, e := range row {
				if shown++; e.overflow {
					shown--
					if i != len(l.legendRows)-1 || j != len(row)-1 {
						t.Fatal("the count is not the last item")
					}
					for _, digit := range e.Label[1:strings.IndexByte(e.Label, ' ')] {
						missing = missing*10 + int(digit-'0')
					}
				}
			}
		}
		if shown+missing != n {
			t.Fatalf("%d entries shown, %d counted as missing, want %d in all", shown, missing, n)
		}
	})
}
