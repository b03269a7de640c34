package main

import (
	"fmt"
	"strings"
)

// These lines enclose the table in the file.
const (
	tableBegin = "<!-- compare: begin -->\n"
	tableEnd   = "<!-- compare: end -->\n"
)

// markdownTable writes the results as a Markdown table. A workload that is missing in pythonTimes (in ns) gets a dash.
func markdownTable(results map[string]result, pythonTimes map[string]float64) string {
	var b strings.Builder
	b.WriteString("| work | streamgage | allocations | streamz, pandas | ratio |\n|---|---|---|---|---|\n")
	for _, w := range workloads {
		r, python, ratio := results[w.name], "–", "–"
		if ns, ok := pythonTimes[w.name]; ok {
			python, ratio = duration(ns), fmt.Sprintf("%s times", roundedNumber(ns/r.ns))
		}
		fmt.Fprintf(&b, "| %s | %s | %d | %s | %s |\n", w.title, duration(r.ns), r.allocs, python, ratio)
	}
	return b.String()
}

// duration writes a time in ns with a unit.
func duration(ns float64) string {
	switch {
	case ns < 1e3:
		return roundedNumber(ns) + " ns"
	case ns < 1e6:
		return roundedNumber(ns/1e3) + " µs"
	}
	return roundedNumber(ns/1e6) + " ms"
}

// roundedNumber writes a number with two digits, or from 100 on as a whole number with a thousands separator.
func roundedNumber(v float64) string {
	switch {
	case v < 9.95:
		return fmt.Sprintf("%.1f", v)
	case v < 999.5:
		return fmt.Sprintf("%.0f", v)
	}
	return fmt.Sprintf("%d,%03d", int(v+0.5)/1000, int(v+0.5)%1000)
}

// replaceTable returns text with the table between tableBegin and tableEnd replaced.
func replaceTable(text, table string) (string, error) {
	before, rest, ok := strings.Cut(text, tableBegin)
	_, after, ended := strings.Cut(rest, tableEnd)
	if !ok || !ended {
		return "", fmt.Errorf("must have the lines %q and %q around the table", strings.TrimSpace(tableBegin), strings.TrimSpace(tableEnd))
	}
	return before + tableBegin + table + tableEnd + after, nil
}
