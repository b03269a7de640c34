package frame_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var nan = math.NaN()

// noon is 2026-01-01 12:00:00 UTC; `date -u -d @1767268800` agrees.
var noon = time.Unix(1767268800, 0)

// wantErr checks that an error is of the kind and that its message names all the parts.
func wantErr(t *testing.T, err, kind error, parts ...string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("error %v, want %v", err, kind)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not name %q", err, part)
		}
	}
}

// wantFrame compares frames, and shows both.
func wantFrame(t *testing.T, got, want frame.Frame) {
	t.Helper()
	if !got.Equal(want) {
		t.Errorf("got %v\n%v\nwant %v\n%v", got.Schema(), got, want.Schema(), want)
	}
}

// must fails the test at an error.
func must[T any](t testing.TB, v T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// wantPanic runs f and checks what it panics with.
func wantPanic(t *testing.T, part string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if s, _ := recover().(string); !strings.Contains(s, part) {
			t.Errorf("panic %q, want one with %q", s, part)
		}
	}()
	f()
}

// sample has every type and a missing value in each column, four rows.
func sample() frame.Frame {
	ok := []bool{true, false, true, true}
	return frame.Must(frame.New(
		frame.Col("x", []float64{1.5, nan, math.Inf(1), -0.25}),
		frame.Col("n", []int64{1, 0, 3, math.MaxInt64}).WithValid(ok),
		frame.Col("s", []string{"a", "", `b,"c"`, "dé"}).WithValid(ok),
		frame.Col("b", []bool{true, false, false, true}).WithValid(ok),
		frame.Index("t", []time.Time{noon, {}, noon.Add(time.Nanosecond), noon.Add(time.Hour)}),
	))
}

func must1[T any](v T, _ error) T { return v }
