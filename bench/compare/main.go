// Command compare measures the same work, on the same data and in the same run, with streamgage and with streamz and
// pandas, and writes the table of docs/benchmarks.md. From the repository's root:
//
//	go run ./bench/compare
//
// It needs a Python 3 with streamz and pandas (Debian: python3-streamz, python3-pandas). Without one it measures
// streamgage alone, says so, and leaves the file as it is.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"testing"
)

func main() {
	docs := flag.String("docs", "docs/benchmarks.md", "the file whose table is written; none if empty")
	python := flag.String("python", "", "the Python to run; default: the first of python3 and Debian's that has streamz and pandas")
	testing.Init()
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *docs, *python); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, docs, python string) error {
	in := newInput()
	theirs, err := measurePython(ctx, python, in)
	alone := errors.Is(err, errNoPython)
	if err != nil && !alone {
		return err
	}
	ours, err := measureStreamgage(ctx, in)
	if err != nil {
		return err
	}
	t := markdownTable(ours, theirs)
	fmt.Print(t)
	switch {
	case alone:
		fmt.Fprintln(os.Stderr, "There is no Python with streamz and pandas, so this is streamgage alone, and no file is written.")
		return nil
	case docs == "":
		return nil
	}
	text, err := os.ReadFile(docs)
	if err != nil {
		return err
	}
	with, err := replaceTable(string(text), t)
	if err != nil {
		return fmt.Errorf("compare: %s: %w", docs, err)
	}
	return os.WriteFile(docs, []byte(with), 0o644)
}
