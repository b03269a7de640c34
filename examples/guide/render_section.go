package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/ops"
	"github.com/streamgage/streamgage/sinks"
	"github.com/streamgage/streamgage/viz"
)

// settings are the values of the command line's flags.
type settings struct {
	out    string // the directory for the files
	frames int    // of each animation
	seed   uint64
	wanted []string // names of animations
}

// sectionRun is one run of a section. It provides the settings, the clock and the random numbers, and records figures.
type sectionRun struct {
	settings
	virtual    flow.Clock // of this section
	mu         sync.Mutex
	recordings []recording
}

// recording is one animation that is being written.
type recording struct {
	name  string
	gif   *sinks.Recording
	files []*sinks.Recording // the GIF, the PNG and the SVG
}

// clock returns the section's virtual clock.
func (s *sectionRun) clock() flow.Clock { return s.virtual }

// newClock makes a virtual clock. It starts on the day on which streamz' data frames were announced.
func newClock() flow.Clock { return flow.Virtual(time.Date(2017, 10, 16, 12, 0, 0, 0, time.UTC)) }

// random returns random number generator n of the seed.
func (s *sectionRun) random(n uint64) *rand.Rand { return rand.New(rand.NewPCG(s.seed, n)) }

// seeded makes a random source use seed n of the run's seed.
func (s *sectionRun) seeded(n uint64) flow.SourceOption { return ops.Seed(s.seed<<8 + n) }

// timed makes a source use the section's clock.
func (s *sectionRun) timed() flow.SourceOption { return flow.WithClock(s.clock()) }

// limited is timed, and also ends the source after as many batches as there are frames.
func (s *sectionRun) limited() flow.SourceOption {
	timed, limit := s.timed(), flow.Limit(s.frames)
	return func(c *flow.SourceConfig) { timed(c); limit(c) }
}

// record writes a figure as a GIF, and its last frame as PNG and SVG, if the animation is wanted. Without options the GIF
// plays ten frames a second.
func (s *sectionRun) record(name string, fig viz.Drawable, opts ...sinks.GIFOption) error {
	if !slices.Contains(s.wanted, name) {
		return nil
	}
	file := func(ext string) string { return filepath.Join(s.out, name+ext) }
	gif, err := sinks.GIF(fig, sinks.File(file(".gif")), opts...)
	if err != nil {
		return err
	}
	png, pngErr := sinks.LastPNG(fig, sinks.File(file(".png")))
	svg, svgErr := sinks.LastSVG(fig, sinks.File(file(".svg")))
	if err := errors.Join(pngErr, svgErr); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.recordings = append(s.recordings, recording{name, gif, []*sinks.Recording{gif, png, svg}})
	return nil
}

// close closes the files, in case the section failed before the end of its stream.
func (s *sectionRun) close() error {
	var errs []error
	for _, r := range s.allRecordings() {
		for _, out := range r.files {
			errs = append(errs, out.Close())
		}
	}
	return errors.Join(errs...)
}

// allRecordings returns the animations that the section has begun. It may be called while the section runs.
func (s *sectionRun) allRecordings() []recording {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.recordings)
}

// run runs a section and closes its files.
func (s *sectionRun) run(ctx context.Context, sec section) error {
	return errors.Join(sec.run(ctx, s), s.close())
}

// floats returns n results of next.
func floats(n int, next func() float64) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = next()
	}
	return v
}
