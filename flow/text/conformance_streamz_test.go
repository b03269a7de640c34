package text_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
	"github.com/streamgage/streamgage/internal/check"
)

// vector is one recorded result of streamz 0.6.4, from testdata/streamz.json.
type vector struct {
	Name     string
	Expected []any
}

// differences are the results of this package where it differs from streamz on purpose.
var differences = map[string]struct {
	lines  []any
	reason string
}{
	"from_process_lines": {[]any{"0", "1", "2", "3"}, "a line is emitted without its line end"},
}

// cases run the graphs of the vectors.
var cases = map[string]func(t *testing.T) []any{
	"from_textfile": func(t *testing.T) []any {
		path := writeFile(t, "1\n2\n3\n")
		lines := text.Lines(path, text.Follow(), text.Poll(time.Millisecond))
		r := run(t, lines)
		r.wait(t, "1", "2", "3")
		appendTo(t, path, "4\n5\n")
		r.wait(t, "1", "2", "3", "4", "5")
		r.stop(t)
		var values []any // the vector's graph reads the lines as JSON
		for _, line := range r.All() {
			var v any
			check.NoError(t, json.Unmarshal([]byte(line), &v))
			values = append(values, v)
		}
		return values
	},
	"from_process_partial": func(t *testing.T) []any { return processLines(t, "counts without ends") },
	"from_process_lines":   func(t *testing.T) []any { return processLines(t, "counts") },
}

func init() {
	for name, end := range map[string]string{"counts without ends": "", "counts": "\n"} {
		testPrograms[name] = func() int {
			for i := range 4 {
				fmt.Print(i, end)
			}
			return 0
		}
	}
}

func processLines(t *testing.T, name string) (values []any) {
	s := text.Process(testProgram(name))
	out := flow.ToSlice(s)
	check.NoError(t, flow.Run(t.Context(), s))
	for _, line := range out.All() {
		values = append(values, line)
	}
	return values
}

func TestConformance(t *testing.T) {
	content, err := os.ReadFile("testdata/streamz.json")
	check.NoError(t, err)
	var vectors []vector
	check.NoError(t, json.Unmarshal(content, &vectors))
	if len(vectors) != len(cases) {
		t.Errorf("%d vectors, %d cases", len(vectors), len(cases))
	}
	for _, v := range vectors {
		t.Run(v.Name, func(t *testing.T) {
			expected := v.Expected
			if d, ok := differences[v.Name]; ok {
				if slices.Equal(d.lines, expected) {
					t.Error("there is no difference any more")
				}
				expected = d.lines
			}
			if got := cases[v.Name](t); !slices.Equal(got, expected) {
				t.Errorf("got %v, want %v", got, expected)
			}
		})
	}
}
