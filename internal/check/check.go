// Package check holds assertions for tests.
package check

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// NoError stops the test if err is not nil.
func NoError(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Must returns v, or stops the test if err is not nil.
func Must[T any](t testing.TB, v T, err error) T {
	t.Helper()
	NoError(t, err)
	return v
}

// Error checks that errors.Is(err, kind) and that the text of err contains each part.
func Error(t testing.TB, err, kind error, parts ...string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("got error %v, want %v", err, kind)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q does not say %q", err, part)
		}
	}
}

// Panics checks that f panics with a string that contains part.
func Panics(t testing.TB, part string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if p, ok := recover().(string); !ok || !strings.Contains(p, part) {
			t.Errorf("got panic %q, want one that says %q", p, part)
		}
	}()
	f()
}

// PanicsWith checks that f panics with exactly this text.
func PanicsWith(t testing.TB, text string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if p := recover(); p != text {
			t.Errorf("got panic %v, want %q", p, text)
		}
	}()
	f()
}

// Values checks that got contains exactly these values, in this order.
func Values[T comparable](t testing.TB, got []T, want ...T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %.200s, want %.200s", fmt.Sprint(got), fmt.Sprint(want))
	}
}

// Eventually waits until ok returns true. It stops the test after about ten seconds. what says in the failure message
// what was waited for.
func Eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for range 10_000 {
		if ok() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("still waiting after 10s:", what)
}
