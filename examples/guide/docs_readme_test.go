package main

import (
	"image/gif"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

// The first pipeline of the README compiles, runs, and writes the picture that the README describes.
func TestReadmePipelineRuns(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	check.NoError(t, err)
	dir := t.TempDir()
	source, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "sensor")
	check.NoError(t, os.WriteFile(source, []byte(goBlocks(string(readme))[0]), 0o600))
	build := exec.Command("go", "build", "-o", program, source)
	build.Dir = "../.."
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := exec.Command(program)
	run.Dir = dir
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	file, err := os.Open(filepath.Join(dir, "sensor.gif"))
	check.NoError(t, err)
	defer file.Close()
	if pictures, err := gif.DecodeAll(file); err != nil || len(pictures.Image) != 50 {
		t.Errorf("sensor.gif: %v, with %d frames, want 50", err, len(pictures.Image))
	}
}
