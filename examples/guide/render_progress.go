package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress shows the progress of the rendering: a bar on a terminal, or else a line for each finished animation. The lines
// are in the guide's order: an animation that finishes early is printed after all that precede it in the guide.
type progress struct {
	w     io.Writer
	bars  *mpb.Progress
	bar   *mpb.Bar // nil: print lines
	drawn atomic.Int64

	mu        sync.Mutex      // guards w and what follows
	unprinted []string        // wanted animations that are not printed yet, in the guide's order
	done      map[string]bool // finished animations
}

func newProgress(w io.Writer, set settings) *progress {
	p := &progress{w: w, done: map[string]bool{}}
	for _, name := range animationNames() {
		if slices.Contains(set.wanted, name) {
			p.unprinted = append(p.unprinted, name)
		}
	}
	if isTerminal(w) {
		p.bars = mpb.New(mpb.WithOutput(w), mpb.WithWidth(50))
		p.bar = p.bars.AddBar(int64(len(set.wanted)*set.frames),
			mpb.PrependDecorators(decor.Name("rendering ")),
			mpb.AppendDecorators(decor.CountersNoUnit("%d of %d frames "), decor.Elapsed(decor.ET_STYLE_GO)))
	}
	return p
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// watch updates the bar with the frames that a section has drawn, until stop is called.
func (p *progress) watch(s *sectionRun) (stop func()) {
	quit, stopped := make(chan struct{}), make(chan struct{})
	seen := 0
	count := func() {
		drawn := 0
		for _, r := range s.allRecordings() {
			drawn += r.gif.Frames()
		}
		total := p.drawn.Add(int64(drawn - seen))
		seen = drawn
		if p.bar != nil {
			p.bar.SetCurrent(total)
		}
	}
	go func() {
		defer close(stopped)
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				count()
			case <-quit:
				count()
				return
			}
		}
	}()
	return func() { close(quit); <-stopped }
}

// markDone records that an animation is finished, and prints it and those after it that wait for it.
func (p *progress) markDone(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done[name] = true
	for len(p.unprinted) > 0 && p.done[p.unprinted[0]] {
		p.printDone(p.unprinted[0])
		p.unprinted = p.unprinted[1:]
	}
}

// printDone prints a line for a finished animation unless there is a bar. The caller holds mu.
func (p *progress) printDone(name string) {
	if p.bar == nil {
		fmt.Fprintln(p.w, name, "done")
	}
}

// finish ends the output: it prints finished animations that still wait for one that failed, or completes the bar.
func (p *progress) finish() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, name := range p.unprinted {
		if p.done[name] {
			p.printDone(name)
		}
	}
	if p.bar == nil {
		return
	}
	p.bar.SetTotal(p.drawn.Load(), true)
	p.bars.Wait()
}
