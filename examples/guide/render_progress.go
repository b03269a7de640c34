package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress shows how far the rendering is: a bar on a terminal, else a line for each animation that is done.
type progress struct {
	w     io.Writer
	bars  *mpb.Progress
	bar   *mpb.Bar
	mu    sync.Mutex // of w
	drawn atomic.Int64
}

func newProgress(w io.Writer, frames int) *progress {
	p := &progress{w: w}
	if isTerminal(w) {
		p.bars = mpb.New(mpb.WithOutput(w), mpb.WithWidth(50))
		p.bar = p.bars.AddBar(int64(frames),
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

// watch keeps the bar up to date with what a stage has drawn, until stop.
func (p *progress) watch(s *sectionRun) (stop func()) {
	quit, gone := make(chan struct{}), make(chan struct{})
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
		defer close(gone)
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
	return func() { close(quit); <-gone }
}

// announce says that an animation is done, where there is no bar.
func (p *progress) announce(name string) {
	if p.bar != nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprintln(p.w, name, "done")
}

// finish leaves the bar as it is.
func (p *progress) finish() {
	if p.bar == nil {
		return
	}
	p.bar.SetTotal(p.drawn.Load(), true)
	p.bars.Wait()
}
