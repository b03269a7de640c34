package draw_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/streamgage/streamgage/flow/draw"
)

// BenchmarkSVG measures drawing a graph whose layout is in the cache.
func BenchmarkSVG(b *testing.B) {
	for _, n := range []int{1, 12, 60, 300} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g := randomPipeline(n)
			for b.Loop() {
				if err := draw.SVG(io.Discard, g); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
