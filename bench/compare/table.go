package main

import (
	"errors"
	"fmt"
	"strings"
)

// The table stands between these lines.
const (
	tableBegin = "<!-- compare: begin -->\n"
	tableEnd   = "<!-- compare: end -->\n"
)

// table is the works as a table in Markdown; where theirs has no figure there is a dash.
func markdownTable(ours map[string]result, theirs map[string]float64) string {
	var b strings.Builder
	b.WriteString("| work | streamgage | allocations | streamz, pandas | ratio |\n|---|---|---|---|---|\n")
	for _, w := range workloads {
		our, their, ratio := ours[w.name], "–", "–"
		if ns, ok := theirs[w.name]; ok {
			their, ratio = duration(ns), fmt.Sprintf("%s times", roundedNumber(ns/our.ns))
		}
		fmt.Fprintf(&b, "| %s | %s | %d | %s | %s |\n", w.title, duration(our.ns), our.allocs, their, ratio)
	}
	return b.String()
}

// duration writes nanoseconds with two digits and a unit.
func duration(ns float64) string {
	switch {
	case ns < 1e3:
		return roundedNumber(ns) + " ns"
	case ns < 1e6:
		return roundedNumber(ns/1e3) + " µs"
	}
	return roundedNumber(ns/1e6) + " ms"
}

// rounded writes a number with two digits, or, from 100 on, as a whole one with thousands set off.
func roundedNumber(v float64) string {
	switch {
	case v < 9.95:
		return fmt.Sprintf("%.1f", v)
	case v < 999.5:
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%d,%03d", int(v+0.5)/1000, int(v+0.5)%1000)
}

// replaceTable puts a table where the one of a text was.
func replaceTable(text, table string) (string, error) {
	before, rest, ok := strings.Cut(text, tableBegin)
	_, after, ended := strings.Cut(rest, tableEnd)
	if !ok || !ended {
		return "", errors.New("the lines between which the table stands are missing: " + strings.TrimSpace(tableBegin) + ", " + strings.TrimSpace(tableEnd))
	}
	return before + tableBegin + table + tableEnd + after, nil
}
