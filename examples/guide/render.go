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

// animationResult is a row of the final table.
type animationResult struct {
	animation
	frames int
	bytes  int64
	took   time.Duration
}

// workers is how many sections are rendered at a time.
const workers = 2

// render renders the wanted animations and then prints a table of them. The progress and the table are in the guide's
// order.
func render(ctx context.Context, w io.Writer, set settings) error {
	began := time.Now()
	selected := sectionsToRender(set.wanted)
	results := make([][]animationResult, len(selected))
	errs := make([]error, len(selected))
	bar := newProgress(w, set)

	slots := make(chan struct{}, workers)
	var wg sync.WaitGroup
	for i, sec := range selected {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			results[i], errs[i] = renderSection(ctx, set, sec, bar)
		})
	}
	wg.Wait()
	bar.finish()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return printTable(w, set.out, slices.Concat(results...), time.Since(began))
}

// sectionsToRender returns the sections with a wanted animation, in the order in which they start: first the guide's last
// section, which runs in real time and so takes equally long on each machine, then the others in the guide's order.
func sectionsToRender(wanted []string) []section {
	last := len(sections) - 1
	var selected []section
	for _, sec := range slices.Concat(sections[last:], sections[:last]) {
		if slices.ContainsFunc(sec.animations, func(a animation) bool { return slices.Contains(wanted, a.name) }) {
			selected = append(selected, sec)
		}
	}
	return selected
}

// renderSection runs one section and returns a row for each of its animations.
func renderSection(ctx context.Context, set settings, sec section, bar *progress) ([]animationResult, error) {
	began := time.Now()
	s := &sectionRun{settings: set, virtual: newClock()}
	stop := bar.watch(s)
	err := s.run(ctx, sec)
	stop()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", sec.animations[0].name, err)
	}
	var rows []animationResult
	for _, r := range s.allRecordings() {
		i := slices.IndexFunc(sec.animations, func(a animation) bool { return a.name == r.name })
		rows = append(rows, animationResult{sec.animations[i], r.gif.Frames(), r.gif.Bytes(), time.Since(began)})
		bar.markDone(r.name)
	}
	return rows, nil
}

// printTable prints a row for each animation, in the guide's order.
func printTable(w io.Writer, out string, rows []animationResult, took time.Duration) error {
	order := animationNames()
	slices.SortFunc(rows, func(a, b animationResult) int { return slices.Index(order, a.name) - slices.Index(order, b.name) })
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "file\tframes\tsize\ttime\t")
	for _, r := range rows {
		fmt.Fprintf(t, "%s\t%d\t%d kB\t%.1f s\t  %s\n",
			filepath.Join(out, r.name+".gif"), r.frames, (r.bytes+500)/1000, r.took.Seconds(), r.title)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "%d animations in %.1f s, each with its last frame as PNG and SVG\n", len(rows), took.Seconds())
	return err
}
