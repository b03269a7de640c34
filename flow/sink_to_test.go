package flow

import (
	"errors"
	"fmt"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestReceiverIsClosedOnce(t *testing.T) {
	src := NewSource[int]()
	r := To(src, &receiver[int]{})
	emit(t, src, 1, 2)
	mustClose(t, src)
	mustClose(t, src)
	if got := fmt.Sprint(r.log); got != "[1 2 close]" {
		t.Fatal(got)
	}
}

func TestReceiverErrors(t *testing.T) {
	src := NewSource[int]()
	r := To(src, &receiver[int]{sendErr: errTest, closeErr: errors.New("disk full")}, Name("file"))
	wantNode(t, src.Emit(t.Context(), 1), "file")
	err := src.Close(t.Context())
	check.Error(t, err, r.closeErr)
	wantNode(t, err, "file")
}

func TestReceiverFedTwiceIsBuildError(t *testing.T) {
	src := NewSource[int]()
	r := To(src, &receiver[int]{})
	To(src, r, Name("again"))
	err := src.Emit(t.Context(), 1)
	check.Error(t, err, ErrFed)
	wantNode(t, err, "again")
	check.Error(t, src.Emit(t.Context(), 1), ErrFed) // the error is permanent
}
