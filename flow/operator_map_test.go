package flow

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestMap(t *testing.T) {
	for _, in := range [][]int{{}, {1}, {1, 2, 3}} {
		src := NewSource[int]()
		out := collect(Map(src, func(x int) string { return fmt.Sprint(x * x) }))
		emit(t, src, in...)
		mustClose(t, src)
		var want []string
		for _, x := range in {
			want = append(want, fmt.Sprint(x*x))
		}
		check.Values(t, out.get(), want...)
	}
}

func TestTryMapErrorNamesNode(t *testing.T) {
	src := NewSource[int]()
	out := collect(TryMap(src, func(x int) (int, error) {
		if x == 2 {
			return 0, errTest
		}
		return x, nil
	}, Name("parse")))
	emit(t, src, 1)
	err := src.Emit(t.Context(), 2)
	check.Error(t, err, errTest)
	wantNode(t, err, "parse")
	emit(t, src, 3) // the stream continues
	check.Values(t, out.get(), 1, 3)
	mustClose(t, src)
}

func TestMapContextReceivesContextOfEmit(t *testing.T) {
	type key struct{}
	src := NewSource[int]()
	out := collect(MapContext(src, func(ctx context.Context, x int) (string, error) {
		return fmt.Sprintf("%v %d", ctx.Value(key{}), x), nil
	}))
	check.NoError(t, src.Emit(context.WithValue(t.Context(), key{}, "request"), 1))
	check.Values(t, out.get(), "request 1")
	mustClose(t, src)
}

func TestPanicIsErrorOfItsNode(t *testing.T) {
	src := NewSource[int]()
	m := Map(src, func(x int) int { return 10 / x }, Name("divide"))
	out := collect(m)
	err := src.Emit(t.Context(), 0)
	wantNode(t, err, "divide")
	var p *PanicError
	if !errors.As(err, &p) || len(p.Stack()) == 0 {
		t.Fatalf("got %v, want a PanicError with a stack", err)
	}
	emit(t, src, 5) // the domain lock is free
	check.Values(t, out.get(), 2)
	mustClose(t, src)
}
