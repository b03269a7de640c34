package frame_test

import (
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

// cellKinds make cells, as CSV has them, of one kind each.
var cellKinds = map[string]func(i int) string{
	"missing": func(i int) string { return []string{"", "NA", " "}[i%3] },
	"int":     func(i int) string { return strconv.Itoa(i*7919 - 3000) },
	"float":   func(i int) string { return strconv.FormatFloat(float64(i)/7-50, 'g', -1, 64) },
	"long":    func(i int) string { return "9223372036854775" + strconv.Itoa(808+i%100) }, // from 2^63 on
	"compact": func(i int) string { return strconv.Itoa(20200101 + i%28) },                // a date, or a number
	"date":    func(i int) string { return fmt.Sprintf("2021-03-%02d", 1+i%31) },
	"bool":    func(i int) string { return []string{"true", "False"}[i%2] },
	"text":    func(i int) string { return "gauge " + strconv.Itoa(i%50) },
	"quoted":  func(i int) string { return []string{`"NA"`, `"say ""x"""`, "\"a\nb\""}[i%3] },
}

// cellText returns the text of a cell as CSV has it.
func cellText(cell string) string {
	if inside, quoted := strings.CutPrefix(cell, `"`); quoted {
		return strings.ReplaceAll(strings.TrimSuffix(inside, `"`), `""`, `"`)
	}
	return cell
}

// columnOf returns the column of the cells: of the first of int64, float64, bool, time and string that fits the kinds.
func columnOf(name string, kinds, cells []string) frame.Column {
	only := func(allowed ...string) bool {
		return !slices.ContainsFunc(kinds, func(k string) bool { return k != "missing" && !slices.Contains(allowed, k) })
	}
	valid := make([]bool, len(cells))
	for i, cell := range cells {
		valid[i] = !slices.Contains([]string{"", "NA", " "}, cell)
	}
	switch {
	case only():
		return frame.Col(name, slices.Repeat([]float64{math.NaN()}, len(cells)))
	case only("int", "compact"):
		return frame.Col(name, parseValid(cells, valid, func(s string) int64 { return mustValue(strconv.ParseInt(s, 10, 64)) })).WithValid(valid)
	case only("int", "compact", "float", "long") && slices.Contains(kinds, "float"):
		numbers := parseValid(cells, valid, func(s string) float64 { return mustValue(strconv.ParseFloat(s, 64)) })
		for i := range numbers {
			if !valid[i] {
				numbers[i] = math.NaN()
			}
		}
		return frame.Col(name, numbers)
	case only("bool"):
		return frame.Col(name, parseValid(cells, valid, func(s string) bool { return s == "true" })).WithValid(valid)
	case only("compact", "date"):
		return frame.Nanos(name, parseValid(cells, valid, func(s string) int64 {
			return mustValue(time.Parse("20060102", strings.ReplaceAll(s, "-", ""))).UnixNano()
		})).WithValid(valid)
	}
	texts := make([]string, len(cells))
	for i, cell := range cells {
		if valid[i] = cell != "" && cell != "NA"; valid[i] { // " " is text
			texts[i] = cellText(cell)
		}
	}
	return frame.Col(name, texts).WithValid(valid)
}

// parseValid parses the valid cells.
func parseValid[T any](cells []string, valid []bool, parse func(string) T) []T {
	out := make([]T, len(cells))
	for i, cell := range cells {
		if valid[i] {
			out[i] = parse(cell)
		}
	}
	return out
}

// The type of a column is that of all cells of the file, wherever in a long file the cells are that decide.
func TestReadCSVInfersFromAllBlocks(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	kindNames := slices.Sorted(maps.Keys(cellKinds))
	path := filepath.Join(t.TempDir(), "long.csv")
	rapid.Check(t, func(r *rapid.T) {
		const segment = 900 // rows of one kind
		segments := rapid.IntRange(1, 6).Draw(r, "segments")
		width := rapid.IntRange(1, 4).Draw(r, "width")
		padding := strings.Repeat("x", rapid.SampledFrom([]int{0, 60}).Draw(r, "padding"))
		cells, want := make([][]string, width), []frame.Column{frame.Const("pad", "p"+padding, segments*segment)}
		for col := range cells {
			own := rapid.SliceOfNDistinct(rapid.SampledFrom(kindNames), 1, 2, rapid.ID[string]).Draw(r, "own")
			kinds := rapid.SliceOfN(rapid.SampledFrom(own), segments, segments).Draw(r, "kinds")
			for i := range segments * segment {
				cells[col] = append(cells[col], cellKinds[kinds[i/segment]](i))
			}
			want = append(want, columnOf("c"+strconv.Itoa(col), kinds, cells[col]))
		}
		var text strings.Builder
		text.WriteString("pad")
		for col := range cells {
			fmt.Fprintf(&text, ",c%d", col)
		}
		end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(r, "line end")
		text.WriteString(end)
		for i := range segments * segment {
			text.WriteString("p" + padding)
			for col := range cells {
				text.WriteString("," + cells[col][i])
			}
			text.WriteString(end)
		}
		wanted := frame.Must(frame.New(want...))
		got, err := readCSV(text.String())
		if err != nil || !got.Equal(wanted) {
			r.Fatalf("got %v, %v\n%v\nwant %v\n%v", err, got.Schema(), got, wanted.Schema(), wanted)
		}
		reversed := make([]frame.Column, 0, width)
		for col := width; col > 0; col-- {
			reversed = append(reversed, want[col])
		}
		part := frame.Must(frame.New(reversed...))
		got, err = readCSV(text.String(), frame.CSVSchema(part.Schema()))
		if err != nil || !got.Equal(part) {
			r.Fatalf("got %v\n%v\nwant\n%v", err, got, part)
		}
		if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
			r.Fatal(err)
		}
		got, err = frame.ReadFile(path, frame.OpenCSV(frame.CSVSchema(part.Schema()), frame.CSVBatch(rapid.IntRange(1, 3000).Draw(r, "batch"))))
		if err != nil || !got.Equal(part) {
			r.Fatalf("in batches: got %v\n%v\nwant\n%v", err, got, part)
		}
	})
}

// The error is that of the first column that has one, and of its first cell, although other blocks may be parsed earlier.
func TestReadCSVErrorsInLongFiles(t *testing.T) {
	const rows = 60_000
	lines := make([]string, rows)
	for i := range lines {
		lines[i] = fmt.Sprintf("%d,%d", i, i)
	}
	lines[50_000], lines[59_000], lines[1000] = "bad,1", "worse,2", "1,early"
	types := frame.CSVTypes(map[string]frame.Type{"a": frame.Int64, "b": frame.Int64})
	_, err := readCSV("a,b\n"+strings.Join(lines, "\n"), types)
	check.Error(t, err, frame.ErrValue, `line 50002, column "a" must be int64, got "bad"`)
	lines[55_000] = "1,2,3"
	_, err = readCSV("a,b\n"+strings.Join(lines, "\n"), types)
	check.Error(t, err, frame.ErrValue, `line 50002, column "a" must be int64, got "bad"`)
	_, err = readCSV("a,b\n" + strings.Join(lines, "\n"))
	check.Error(t, err, frame.ErrFields, "line 55002 must have 2 fields, got 3")
	lines[55_000] = "1,2"
	var report frame.Report
	_, err = readCSV("a,b\n"+strings.Join(lines, "\n"), frame.CSVReport(&report))
	check.NoError(t, err)
	check.Values(t, []string{report.Columns[0].String(), report.Columns[1].String()},
		`column "a": 59998 of 60000 cells are float64, the first other is "bad" in line 50002`,
		`column "b": 59999 of 60000 cells are float64, the first other is "early" in line 1002`)
	lines[40_000] = "1,\xff"
	_, err = readCSV("a,b\n" + strings.Join(lines, "\n"))
	check.Error(t, err, frame.ErrValue, `line 40002, column "b": text must be UTF-8, but has the byte 0xff`)
}
