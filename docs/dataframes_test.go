package docs_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

// head is the start of the file: what it imports, and the values that calls have as arguments.
const head = `package documented

import (
	"io"
	"math"
	"os"
	"os/exec"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/flow/text"
	"github.com/streamgage/streamgage/flow/web"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
	"golang.org/x/text/encoding/charmap"
	"gonum.org/v1/gonum/dsp/window"
)

var (
	a, b, d, m, mask, r ops.DataFrame
	rolling ops.Rolling
	latest ops.Table
	table, example frame.Frame
	schema frame.Schema
	zone *time.Location
	names map[string]string
	types map[string]frame.Type
	report frame.Report
	texts []string
	t time.Time
	src = flow.NewSource[string]()
	batches flow.Stream[[]T]
	rows []T
	_ io.Reader = os.Stdin
	_ = math.Pi
	_ = exec.Command
)

type T struct { X float64 }

const (
	c, lo, hi, n, v = 2, 1, 2, 3, 1
	bytes = 1 << 20
	open, close = 9 * time.Hour, 17 * time.Hour
)

func use(...any) {}
`

// inSection has the values that are others in each section.
var inSection = map[string]string{
	"Structs":    "var s flow.Stream[T]; var f frame.Frame",
	"Groups":     "var s ops.Span; var f func(frame.Frame) (frame.Frame, error)",
	"Functions":  "var s, f any",
	"JSON files": "var s frame.Schema; var f io.Reader",
}

// inCall has the functions that are arguments.
var inCall = map[string]string{
	`a.Apply("name", f)`:        "var f func(float64) float64",
	`ops.MapRows(d, "name", f)`: "var f func(ops.Row) string",
	`d.MapFrames(example, f)`:   "var f func(frame.Frame) (frame.Frame, error)",
}

// defaultReceiver is what a call that begins with a point belongs to.
var defaultReceiver = map[string]string{"Windows and reductions": "rolling", "Time zones": `d.Col("t")`}

// What calls are made of: a code span, a name without a receiver, and arguments that are left out.
var (
	span     = regexp.MustCompile("``\\s*(.+?)\\s*``|`([^`]+)`")
	bare     = regexp.MustCompile(`^([A-Z]\w*)(\(.*\))?$`)
	ellipsis = regexp.MustCompile(`(?:, |\()\.\.\.\)`)
)

// calls returns a Go file with all calls of the middle columns of dataframes.md's tables.
func calls(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("dataframes.md")
	check.NoError(t, err)
	frames, operators := exported(t, "frame"), exported(t, "ops")
	isMethod := func(name string) bool {
		for known := range operators {
			if strings.HasSuffix(known, "."+name) {
				return true
			}
		}
		return false
	}
	var out strings.Builder
	out.WriteString(head)
	section, count, isHere := "", 0, false
	lines := strings.Split(string(text), "\n")
	for number, line := range lines {
		if strings.HasPrefix(line, "## ") {
			section = line[3:]
		}
		cells := strings.Split(strings.ReplaceAll(line, `\|`, "\x00"), "|")
		if !strings.HasPrefix(line, "|") || len(cells) < 4 || section == "Expressions" {
			continue
		}
		if strings.HasPrefix(lines[number+1], "|---") {
			isHere = strings.TrimSpace(cells[2]) == "here"
		}
		if !isHere {
			continue
		}
		receiver, source := defaultReceiver[section], ""
		for _, m := range span.FindAllStringSubmatch(cells[2], -1) {
			call := strings.ReplaceAll(m[1]+m[2], "\x00", "|")
			call = ellipsis.ReplaceAllStringFunc(call, func(s string) string { return strings.Trim(s[:len(s)-1], "., ") + ")" })
			call = strings.ReplaceAll(call, "{...}", "{}")
			call = strings.ReplaceAll(call, "ops.Custom[S]", "ops.Custom[struct{}]")
			if name := bare.FindStringSubmatch(call); name != nil {
				prefix, isOfPackage := receiver, receiver == "ops" || receiver == "frame"
				switch {
				case isOfPackage || receiver != "" && isMethod(name[1]):
				case frames[name[1]]:
					prefix = "frame"
				default:
					prefix = "ops"
				}
				call = prefix + "." + call
			} else if strings.HasPrefix(call, ".") {
				call = receiver + call
			}
			if dot := lastSelector(call); dot > 0 {
				receiver = call[:dot]
			}
			if strings.HasPrefix(call, "src := ") {
				source = "\t" + call + "\n\tuse(src)\n"
				continue
			}
			count++
			values := cmp.Or(inCall[call], inSection[section], "var s frame.Schema; var f frame.Frame")
			fmt.Fprintf(&out, "\nfunc _() {\n\t%s\n\tuse(f%s)\n%s//line dataframes.md:%d\n\tuse(%s)\n}\n", values, usedS(values), source, number+1, call)
		}
	}
	if count < 300 {
		t.Fatalf("found %d calls", count)
	}
	return out.String()
}

// usedS returns ", s" if the values have an s: an unused variable does not compile.
func usedS(values string) string {
	if strings.HasPrefix(values, "var s") {
		return ", s"
	}
	return ""
}

// lastSelector returns the position of the last point that is not inside brackets or texts, or -1.
func lastSelector(call string) int {
	depth, inText, last := 0, false, -1
	for i, r := range call {
		switch {
		case r == '"':
			inText = !inText
		case inText:
		case strings.ContainsRune("([{", r):
			depth++
		case strings.ContainsRune(")]}", r):
			depth--
		case r == '.' && depth == 0:
			last = i
		}
	}
	return last
}

// Every call of dataframes.md compiles.
func TestCallsOfDataFramesCompile(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the compiler")
	}
	compile(t, "documented", calls(t))
}

// The programs that documents show compile.
func TestProgramsOfDocumentsCompile(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the compiler")
	}
	program := regexp.MustCompile("(?s)```go\n(package main\n.*?)```")
	count := 0
	for _, file := range documents(t) {
		text, err := os.ReadFile(file)
		check.NoError(t, err)
		for _, m := range program.FindAllStringSubmatch(string(text), -1) {
			count++
			compile(t, "program", strings.Replace(m[1], "package main", "package program", 1)) // a package is not linked
		}
	}
	if count < 2 {
		t.Fatalf("found %d programs", count)
	}
}

// compile compiles a package of one file. The file is in no folder: the compiler gets it as an overlay.
func compile(t *testing.T, name, text string) {
	t.Helper()
	root, err := filepath.Abs("..")
	check.NoError(t, err)
	file := filepath.Join(t.TempDir(), name+".go")
	check.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	replace := map[string]map[string]string{"Replace": {filepath.Join(root, "docs", name, name+".go"): file}}
	overlay, err := json.Marshal(replace)
	check.NoError(t, err)
	overlayFile := filepath.Join(t.TempDir(), "overlay.json")
	check.NoError(t, os.WriteFile(overlayFile, overlay, 0o600))
	command := exec.CommandContext(t.Context(), "go", "build", "-o", os.DevNull, "-gcflags=-e", "-overlay", overlayFile, "./docs/"+name)
	command.Dir = root
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}
