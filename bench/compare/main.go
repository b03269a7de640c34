// Command compare measures the same workloads, on the same data and in one run, with streamgage and with streamz and
// pandas, and writes the table in docs/benchmarks.md. Run it in the repository's root:
//
//	go run ./bench/compare
//
// It needs a Python 3 with streamz and pandas (Debian: python3-streamz, python3-pandas). Without one it measures only
// streamgage, prints a message, and does not write the file.
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
	docs := flag.String("docs", "docs/benchmarks.md", "the file with the table; if empty, no file is written")
	python := flag.String("python", "", "the Python to run; default: the first of python3 and /usr/bin/python3 that has streamz and pandas")
	testing.Init()
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *docs, *python); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run measures both programs, prints the table and writes it to the file docs.
func run(ctx context.Context, docs, python string) error {
	in := newInput()
	pythonTimes, err := measurePython(ctx, python, in)
	noPython := errors.Is(err, errNoPython)
	if err != nil && !noPython {
		return err
	}
	results, err := measureStreamgage(ctx, in)
	if err != nil {
		return err
	}
	table := markdownTable(results, pythonTimes)
	fmt.Print(table)
	switch {
	case noPython:
		fmt.Fprintln(os.Stderr, "There is no Python with streamz and pandas: only streamgage was measured, and no file is written.")
		return nil
	case docs == "":
		return nil
	}
	text, err := os.ReadFile(docs)
	if err != nil {
		return err
	}
	updated, err := replaceTable(string(text), table)
	if err != nil {
		return fmt.Errorf("compare: %s: %w", docs, err)
	}
	return os.WriteFile(docs, []byte(updated), 0o644)
}
