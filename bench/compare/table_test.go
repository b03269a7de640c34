package main

import (
	"os"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

func TestTable(t *testing.T) {
	results := map[string]result{"emit": {28.4, 0}, "concat": {9_640, 12}, "rolling 2000": {1_250_000, 3}}
	got := strings.Split(markdownTable(results, map[string]float64{"emit": 6180, "concat": 1_052_000}), "\n")
	for row, want := range map[int]string{
		0: "| work | streamgage | allocations | streamz, pandas | ratio |",
		2: "| one element through map, filter, map and sink | 28 ns | 0 | 6.2 µs | 218 times |",
		3: "| `sliding_window(20)` and `concat` of frames of 100 rows, 3 columns | 9.6 µs | 12 | 1.1 ms | 109 times |",
		5: "| `rolling('500ms').mean()`, a batch of 2,000 rows | 1.2 ms | 3 | – | – |",
	} {
		if got[row] != want {
			t.Errorf("row %d: got %s, want %s", row, got[row], want)
		}
	}
}

func TestRounded(t *testing.T) {
	for v, want := range map[float64]string{0.04: "0.0", 9.94: "9.9", 9.96: "10", 99.4: "99", 999.4: "999", 999.6: "1,000", 12345: "12,345"} {
		if got := roundedNumber(v); got != want {
			t.Errorf("%v: got %s, want %s", v, got, want)
		}
	}
}

func TestReplaceTable(t *testing.T) {
	got, err := replaceTable("a\n"+tableBegin+"old\n"+tableEnd+"b\n", "new\n")
	if want := "a\n" + tableBegin + "new\n" + tableEnd + "b\n"; got != want || err != nil {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	for _, text := range []string{"", tableBegin, tableEnd, tableEnd + tableBegin} {
		if _, err := replaceTable(text, "new\n"); err == nil {
			t.Errorf("%q: got no error", text)
		}
	}
}

// docs/benchmarks.md has the lines that enclose the table.
func TestDocsHaveATable(t *testing.T) {
	text, err := os.ReadFile("../../docs/benchmarks.md")
	check.NoError(t, err)
	if _, err := replaceTable(string(text), ""); err != nil {
		t.Error(err)
	}
}
