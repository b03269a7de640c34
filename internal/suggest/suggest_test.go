package suggest_test

import (
	"testing"

	"github.com/streamgage/streamgage/internal/suggest"
)

func TestDidYouMean(t *testing.T) {
	names := []string{"time", "price", "volume", "x"}
	for name, want := range map[string]string{
		"pirce":   `; did you mean "price"?`,
		"Price":   `; did you mean "price"?`,
		"volumes": `; did you mean "volume"?`,
		"tim":     `; did you mean "time"?`,
		"X":       `; did you mean "x"?`,
		"y":       "",
		"weight":  "",
		"":        "",
	} {
		if got := suggest.DidYouMean(name, names); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	if got := suggest.DidYouMean("price", nil); got != "" {
		t.Errorf("no names: got %q", got)
	}
}
