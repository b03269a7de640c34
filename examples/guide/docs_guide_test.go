package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

// Each block of Go code in docs/guide.md is part of a file of this example, line by line.
func TestGuideShowsThisCode(t *testing.T) {
	guide, err := os.ReadFile("../../docs/guide.md")
	check.NoError(t, err)
	files, err := filepath.Glob("*.go")
	check.NoError(t, err)
	var code strings.Builder
	for _, name := range files {
		text, err := os.ReadFile(name)
		check.NoError(t, err)
		code.WriteString(trimLines(string(text)))
	}
	blocks := goBlocks(string(guide))
	if len(blocks) < 15 {
		t.Fatalf("found only %d blocks of Go in the guide", len(blocks))
	}
	for _, b := range blocks {
		if !strings.Contains(code.String(), trimLines(b)) {
			t.Errorf("the guide shows code that is not in examples/guide:\n%s", b)
		}
	}
}

// goBlocks returns the fenced blocks of Go code in a Markdown text.
func goBlocks(text string) []string {
	var blocks []string
	for i, part := range strings.Split(text, "```") {
		if body, ok := strings.CutPrefix(part, "go\n"); ok && i%2 == 1 {
			blocks = append(blocks, body)
		}
	}
	return blocks
}

// trimLines removes indentation and empty lines from code.
func trimLines(code string) string {
	var out strings.Builder
	for line := range strings.Lines(code) {
		if line = strings.TrimSpace(line); line != "" {
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}
