package flow

import (
	"fmt"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestUnionOfOneSourceKeepsSubscriptionOrder(t *testing.T) {
	src := NewSource[int]()
	out := collect(Union[int](Map(src, func(x int) int { return x * 10 }), src))
	emit(t, src, 1, 2)
	check.Values(t, out.get(), 10, 1, 20, 2)
	mustClose(t, src)
}

func TestUnionEndsWithItsLastInput(t *testing.T) {
	a, b := NewSource[int](), NewSource[int]()
	r := To(Union[int](a, b), &receiver[int]{})
	emit(t, a, 1)
	mustClose(t, a)
	emit(t, b, 2)
	if got := fmt.Sprint(r.log); got != "[1 2]" {
		t.Fatalf("before the second Close: %s", got)
	}
	mustClose(t, b)
	if got := fmt.Sprint(r.log); got != "[1 2 close]" {
		t.Fatalf("after it: %s", got)
	}
}
