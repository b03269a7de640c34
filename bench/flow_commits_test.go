package bench

import (
	"context"
	"testing"

	"github.com/streamgage/streamgage/flow"
)

// BenchmarkCommits measures an element with an Ack through a source and a sink, and the commit of its position.
func BenchmarkCommits(b *testing.B) {
	ctx := context.Background()
	src, last := flow.NewSource[int](), 0
	discard[int](src)
	commits := flow.NewCommits(func(position int) { last = position })
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := src.EmitAck(ctx, i, commits.Ack(i)); err != nil {
			b.Fatal(err)
		}
	}
	keepResult(b, last)
}
