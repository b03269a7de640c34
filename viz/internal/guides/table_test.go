package guides

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTableStaysInItsRectangle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab := &Table{Title: drawText(t, "title")}
		for range rapid.IntRange(0, 12).Draw(t, "columns") {
			tab.Columns = append(tab.Columns, drawText(t, "head"))
			tab.AlignRight = append(tab.AlignRight, rapid.Bool().Draw(t, "right"))
		}
		for range rapid.IntRange(0, 60).Draw(t, "rows") {
			var row []string
			for range rapid.IntRange(0, 12).Draw(t, "cells") { // short and long rows too
				row = append(row, drawText(t, "cell"))
			}
			tab.Rows = append(tab.Rows, row)
		}
		outer := Rect{5, 6, rapid.IntRange(0, 700).Draw(t, "w"), rapid.IntRange(0, 700).Draw(t, "h")}
		s, c := newRecordingCanvas(900, 900)
		tab.Draw(c, outer)
		for i, a := range s.texts {
			if a.isOutside(outer) {
				t.Fatalf("%+v leaves %+v", a, outer)
			}
			for _, b := range s.texts[i+1:] {
				if a.overlaps(b) {
					t.Fatalf("%+v and %+v overlap", a, b)
				}
			}
		}
	})
}

// Rows that the caller left out (More) are counted together with those that do not fit.
func TestTableCountsMissingRows(t *testing.T) {
	drawn := func(rows, more, h int) string {
		tab := Table{Columns: []string{"a"}, Rows: make([][]string, rows), More: more}
		for i := range rows {
			tab.Rows[i] = []string{fmt.Sprintf("b%d", i)}
		}
		s, canvas := newRecordingCanvas(300, h)
		tab.Draw(canvas, Rect{W: 300, H: h})
		all := ""
		for _, text := range s.texts {
			all += text.text
		}
		return all
	}
	for _, c := range []struct {
		rows, more, h int
		end           string
	}{
		{3, 0, 400, "b2"}, {3, 1000, 400, "b21\u2009000 more rows"}, {0, 5, 400, "a5 more rows"}, {100, 900, 200, drawn(1000, 0, 200)}, {2, 1, 30, ""},
	} {
		if got := drawn(c.rows, c.more, c.h); !strings.HasSuffix(got, c.end) {
			t.Errorf("%d rows and %d more: got texts %q, want %q at the end", c.rows, c.more, got, c.end)
		}
	}
}
