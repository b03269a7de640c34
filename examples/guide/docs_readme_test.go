package main

import (
	"bytes"
	"image/gif"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/internal/check"
)

// goProgram builds a program of a document, and returns its path.
func goProgram(t *testing.T, code string) string {
	t.Helper()
	dir := t.TempDir()
	source, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "program")
	check.NoError(t, os.WriteFile(source, []byte(code), 0o600))
	build := exec.Command("go", "build", "-o", program, source)
	build.Dir = "../.."
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// readmeProgram returns a Go program of the README.
func readmeProgram(t *testing.T, number int) string {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	check.NoError(t, err)
	return goBlocks(string(readme))[number]
}

// gifFrames returns the number of frames of a GIF.
func gifFrames(t *testing.T, path string) int {
	t.Helper()
	file, err := os.Open(path)
	check.NoError(t, err)
	defer file.Close()
	pictures, err := gif.DecodeAll(file)
	check.NoError(t, err)
	return len(pictures.Image)
}

// The first pipeline of the README compiles, runs, and writes the picture that the README describes.
func TestReadmePipelineRuns(t *testing.T) {
	run := exec.Command(goProgram(t, readmeProgram(t, 0)))
	run.Dir = t.TempDir()
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if n := gifFrames(t, filepath.Join(run.Dir, "sensor.gif")); n != 50 {
		t.Errorf("sensor.gif has %d frames, want 50", n)
	}
}

// The README's second program has at most 25 lines. Here it follows a log for two seconds in place of a minute, while rows
// are appended. The means are 1, 2, (1+3+8)/3 = 4 and, because the first row is an hour older,
// (3+8+4)/3 = 5.
func TestReadmeFollowsALog(t *testing.T) {
	code := readmeProgram(t, 1)
	if n := strings.Count(trimLines(code), "\n"); n > 25 {
		t.Errorf("the program has %d lines, want at most 25", n)
	}
	run := exec.Command(goProgram(t, strings.Replace(code, "flow.For(time.Minute)", "flow.For(2*time.Second)", 1)))
	run.Dir = t.TempDir()
	path := filepath.Join(run.Dir, "river.csv")
	check.NoError(t, os.WriteFile(path, []byte("time,level\n2026-01-01 00:00:00,1.0\n2026-01-01 00:10:00,3.0\n"), 0o600))
	var out bytes.Buffer
	run.Stdout, run.Stderr = &out, &out
	check.NoError(t, run.Start())
	time.Sleep(500 * time.Millisecond)
	file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o600)
	check.NoError(t, err)
	_, err = file.WriteString("2026-01-01 00:20:00,8.0\n2026-01-01 01:00:00,4.0\n")
	check.NoError(t, err)
	check.NoError(t, file.Close())
	if err := run.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	const want = "time,level\n2026-01-01T00:20:00Z,4.0\n2026-01-01T01:00:00Z,5.0\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
	if n := gifFrames(t, filepath.Join(run.Dir, "river.gif")); n == 0 {
		t.Error("river.gif has no frames")
	}
}
