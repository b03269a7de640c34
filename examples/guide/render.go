package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"sync"
	"text/tabwriter"
	"time"
)

// done is a line of the closing table.
type animationResult struct {
	animation
	frames int
	bytes  int64
	took   time.Duration
}

// workers is how many sections are rendered at a time.
const workers = 2

// render plays the sections that have an animation that is wanted, and closes with a table.
func render(ctx context.Context, w io.Writer, base settings) error {
	began := time.Now()
	todo := sectionsToRender(base.wanted)
	results := make([][]animationResult, len(todo))
	errs := make([]error, len(todo))
	bar := newProgress(w, len(base.wanted)*base.frames)

	slots := make(chan struct{}, workers)
	var wg sync.WaitGroup
	for i, sec := range todo {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			results[i], errs[i] = renderSection(ctx, base, sec, bar)
		})
	}
	wg.Wait()
	bar.finish()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return printTable(w, base.out, slices.Concat(results...), time.Since(began))
}

// sectionsToRender puts the last section first: it takes its time whatever the machine.
func sectionsToRender(wanted []string) []section {
	var todo []section
	for _, sec := range slices.Backward(sections) {
		if slices.ContainsFunc(sec.animations, func(a animation) bool { return slices.Contains(wanted, a.name) }) {
			todo = append(todo, sec)
		}
	}
	return todo
}

// perform plays one section on a stage of its own.
func renderSection(ctx context.Context, base settings, sec section, bar *progress) ([]animationResult, error) {
	began := time.Now()
	s := &sectionRun{settings: base, virtual: newClock()}
	stop := bar.watch(s)
	err := s.run(ctx, sec)
	stop()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", sec.animations[0].name, err)
	}
	var lines []animationResult
	for _, r := range s.allRecordings() {
		i := slices.IndexFunc(sec.animations, func(a animation) bool { return a.name == r.name })
		lines = append(lines, animationResult{sec.animations[i], r.gif.Frames(), r.gif.Bytes(), time.Since(began)})
		bar.announce(r.name)
	}
	return lines, nil
}

func printTable(w io.Writer, out string, lines []animationResult, took time.Duration) error {
	slices.SortFunc(lines, func(a, b animationResult) int { return slices.Index(animationNames(), a.name) - slices.Index(animationNames(), b.name) })
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "file\tframes\tsize\ttime\t")
	for _, l := range lines {
		fmt.Fprintf(t, "%s\t%d\t%d kB\t%.1f s\t  %s\n",
			filepath.Join(out, l.name+".gif"), l.frames, (l.bytes+500)/1000, l.took.Seconds(), l.title)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "%d animations in %.1f s, each with its last frame as PNG and SVG\n", len(lines), took.Seconds())
	return err
}
