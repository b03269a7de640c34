package frame_test

import (
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
)

func TestString(t *testing.T) {
	long := frame.Must(frame.New(frame.Col("i", mustValue(sample().Take(make([]int, 100)).Ints("n"))),
		frame.Const("text", strings.Repeat("é", 40)+"\n", 100), frame.Const("third", 1.0/3, 100)))
	for name, test := range map[string]struct {
		f    frame.Frame
		want string
	}{
		"zero":  {frame.Frame{}, "[0 rows x 0 columns]"},
		"empty": {sample().Empty(), "t  x  n  s  b\n[0 rows x 5 columns]"},
		"missing": {sample(), `
t                                   x                    n  s      b
2026-01-01T12:00:00Z              1.5                    1  a      true
NA                                NaN                   NA  NA     NA
2026-01-01T12:00:00.000000001Z    inf                    3  b,"c"  false
2026-01-01T13:00:00Z            -0.25  9223372036854775807  dé     true`},
		"long": {long, "\n  i  text                               third\n" +
			strings.Repeat("  1  "+strings.Repeat("é", 27)+"...  0.333333\n", 5) +
			"...  ...                                  ...\n" +
			strings.Repeat("  1  "+strings.Repeat("é", 27)+"...  0.333333\n", 5) + "[100 rows x 3 columns]"},
	} {
		t.Run(name, func(t *testing.T) {
			if got, want := test.f.String(), strings.TrimPrefix(test.want, "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
