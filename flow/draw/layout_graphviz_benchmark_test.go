package draw

import (
	"fmt"
	"testing"

	"github.com/streamgage/streamgage/flow"
)

// BenchmarkLayout measures the layout of a graph that is not in the cache.
func BenchmarkLayout(b *testing.B) {
	for _, n := range []int{1, 12, 60, 300} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			boxes := make([]box, n)
			var edges []flow.Edge
			for i := range boxes {
				boxes[i] = box{width: 96 + float64(i%5)*widthStep, inputCount: 1}
				if i > 0 {
					edges = append(edges, flow.Edge{From: max(0, i-1-i%3), To: i})
				}
				if i%9 == 8 {
					edges = append(edges, flow.Edge{From: i - 8, To: i})
				}
			}
			for b.Loop() {
				graphviz.cache = nil
				if _, err := layoutGraph(boxes, edges); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
