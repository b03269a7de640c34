package guides

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestElide(t *testing.T) {
	for _, c := range []struct {
		names []string
		width float64
		want  string
	}{
		{[]string{"short", "names"}, 60, "short|names"},
		{[]string{"Public administration", "Private households"}, 80, "Public…tration|Privat…eholds"}, // the middle
		{[]string{"Owner of building A", "Owner of building B"}, 60, "Owne…g A|Owne…g B"},
		{[]string{"Owner of building A north", "Owner of building B north", "missing"}, 80, "…ilding A north|…ilding B north|missing"},
		{[]string{"x"}, 0, ""},
	} {
		if got := strings.Join(elide(c.names, c.width), "|"); got != c.want {
			t.Errorf("%q to %v px: got %s, want %s", c.names, c.width, got, c.want)
		}
	}
}

// Elided names have a place, and names that differ in one character somewhere stay different.
func TestElidedNamesFitAndDiffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := rapid.StringMatching(`[a-zé ]{0,60}`).Draw(t, "before")
		after := rapid.StringMatching(`[a-z中]{0,60}`).Draw(t, "after")
		width := rapid.Float64Range(45, 300).Draw(t, "width")
		var names []string
		for i := range 10 {
			names = append(names, fmt.Sprintf("%s%c%s", before, 'A'+i, after))
		}
		short := elide(names, width)
		for _, s := range short {
			if labelWidth(s) > width {
				t.Fatalf("%q is %v px wide, has %v", s, labelWidth(s), width)
			}
		}
		if slices.Sort(short); len(slices.Compact(short)) != 10 {
			t.Fatalf("got %q", short)
		}
	})
}

// Ten long names on an axis: each has its place, whole or elided, and no two are drawn alike.
func TestCaseLongCategoryNames(t *testing.T) {
	for _, width := range []int{250, 400, 600, 1200} {
		var names []string
		for i := range 10 {
			names = append(names, fmt.Sprintf("Owner-occupied housing, district %d", i))
		}
		p := &Panel{X: Axis{Scale: Category, Categories: names, Lo: -0.5, Hi: 9.5}, Y: Axis{Hi: 1}}
		l := p.layout(width, 400)
		l.place(Rect{W: width, H: 400}, l.margins(nil))
		found := map[string]bool{}
		for _, tick := range l.xTicks {
			found[tick.Label] = true
			if len([]rune(tick.Label)) < 10 {
				t.Errorf("%d px: a name is cut to %q", width, tick.Label)
			}
		}
		if len(found) != 10 {
			t.Errorf("%d px: names %v", width, found)
		}
	}
}

func BenchmarkMillionCategories(b *testing.B) {
	names := make([]string, 1_000_000)
	for i := range names {
		names[i] = fmt.Sprint("category ", i)
	}
	a := Axis{Scale: Category, Categories: names, Lo: -0.5, Hi: 999_999.5}
	for b.Loop() {
		a.horizontalTicks(600, 0)
	}
}
