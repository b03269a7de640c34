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

// wish is what the command line asks for.
type settings struct {
	out    string
	frames int
	seed   uint64
	wanted []string
}

// stage is what a section is given: what is wanted, and a place for its pictures.
type sectionRun struct {
	settings
	virtual  flow.Clock // of this section
	mu       sync.Mutex
	recordings []recording
}

// recording is one animation on its way to the disk.
type recording struct {
	name string
	gif  *sinks.Recording
	files  []*sinks.Recording
}

// clock is the section's virtual clock. It starts on the day on which streamz' data frames were announced.
func (s *sectionRun) clock() flow.Clock { return s.virtual }

func newClock() flow.Clock { return flow.Virtual(time.Date(2017, 10, 16, 12, 0, 0, 0, time.UTC)) }

// random is the n-th stream of random numbers of the seed.
func (s *sectionRun) random(n uint64) *rand.Rand { return rand.New(rand.NewPCG(s.seed, n)) }

// seeded gives a random source the n-th stream of random numbers.
func (s *sectionRun) seeded(n uint64) flow.SourceOption { return ops.Seed(s.seed<<8 + n) }

// timed puts a source on the section's clock; limited also ends it when there are frames enough.
func (s *sectionRun) timed() flow.SourceOption { return flow.WithClock(s.clock()) }

func (s *sectionRun) limited() flow.SourceOption {
	timed, limit := s.timed(), flow.Limit(s.frames)
	return func(c *flow.SourceConfig) { timed(c); limit(c) }
}

// record writes a figure as GIF, and its last frame as PNG and SVG, unless it is not wanted. What plays on the virtual
// clock plays at its speed.
func (s *sectionRun) record(name string, fig viz.Drawable, opts ...sinks.GIFOption) error {
	if !slices.Contains(s.wanted, name) {
		return nil
	}
	file := func(ext string) string { return filepath.Join(s.out, name+ext) }
	gif, err := sinks.GIF(fig, sinks.File(file(".gif")), opts...)
	if err != nil {
		return err
	}
	png, err1 := sinks.LastPNG(fig, sinks.File(file(".png")))
	svg, err2 := sinks.LastSVG(fig, sinks.File(file(".svg")))
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.recordings = append(s.recordings, recording{name, gif, []*sinks.Recording{gif, png, svg}})
	return nil
}

// close finishes what was recorded, in case the section did not.
func (s *sectionRun) close() error {
	var errs []error
	for _, r := range s.allRecordings() {
		for _, out := range r.files {
			errs = append(errs, out.Close())
		}
	}
	return errors.Join(errs...)
}

func (s *sectionRun) allRecordings() []recording {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.recordings)
}

// play runs a section on this stage.
func (s *sectionRun) run(ctx context.Context, sec section) error {
	return errors.Join(sec.run(ctx, s), s.close())
}

// floats is n values of a function.
func floats(n int, next func() float64) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = next()
	}
	return v
}
