// Command guide renders the animations of HoloViews' guide to streaming data, each with a pipeline written in Go. It writes
// each animation as a GIF, and its last frame as PNG and SVG.
//
//	go run ./examples/guide [-out out] [-only streamz3,brownian] [-frames 100] [-seed 1]
//
// All animations but the last use a virtual clock, so their files are the same, byte for byte, for the same seed. The last
// one measures this machine for about five seconds. docs/guide.md explains the code; each section of the guide has a file
// section_*.go here, and section_list.go lists them in the guide's order.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "guide:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("guide", flag.ContinueOnError)
	out := flags.String("out", "out", "folder to write to")
	only := flags.String("only", "", "animations to render, separated by commas; all if empty")
	frames := flags.Int("frames", 100, "frames to draw of each animation")
	seed := flags.Uint64("seed", 1, "seed of the random data")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case flags.NArg() > 0:
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case *frames < 1:
		return fmt.Errorf("-frames must be at least 1, got %d", *frames)
	}
	wanted, err := parseOnly(*only)
	if err != nil {
		return err
	}
	return render(ctx, os.Stdout, settings{out: *out, frames: *frames, seed: *seed, wanted: wanted})
}

// parseOnly parses the flag -only: the names of the wanted animations.
func parseOnly(only string) ([]string, error) {
	if only == "" {
		return animationNames(), nil
	}
	var wanted []string
	for name := range strings.SplitSeq(only, ",") {
		name = strings.TrimSpace(name)
		if !slices.Contains(animationNames(), name) {
			return nil, fmt.Errorf("-only: no animation %q; there are %s", name, strings.Join(animationNames(), ", "))
		}
		wanted = append(wanted, name)
	}
	return wanted, nil
}
