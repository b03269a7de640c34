package viz

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/streamgage/streamgage/frame"
)

// counter is a display that counts.
type counter struct {
	refreshed, closed int
	err, failsToClose error
}

func (c *counter) Refresh(context.Context) error { c.refreshed++; return c.err }
func (c *counter) Close(context.Context) error   { c.closed++; return c.failsToClose }

func xs(v ...float64) frame.Frame { return frame.Must(frame.New(frame.Col("x", v))) }

func send(t *testing.T, s interface {
	Send(context.Context, frame.Frame) error
}, f frame.Frame) {
	t.Helper()
	if err := s.Send(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func floatsOf(t *testing.T, f frame.Frame) []float64 {
	t.Helper()
	v, err := f.Floats("x")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestDataFrameStreamKeepsTheLastRows(t *testing.T) {
	s := NewDataFrameStream(xs(1, 2), Backlog(3))
	before := s.Data()
	send(t, s, xs(3, 4))
	if got := floatsOf(t, s.Data()); !equal(got, []float64{2, 3, 4}) {
		t.Errorf("got %v", got)
	}
	send(t, s, xs(5, 6, 7, 8)) // longer than the backlog
	if got := floatsOf(t, s.Data()); !equal(got, []float64{6, 7, 8}) {
		t.Errorf("got %v", got)
	}
	if got := floatsOf(t, before); !equal(got, []float64{1, 2}) {
		t.Errorf("an old snapshot changed: %v", got)
	}
	if err := s.Clear(t.Context()); err != nil || s.Data().Len() != 0 {
		t.Errorf("after Clear: %v, %v", s.Data(), err)
	}
	send(t, s, xs(9))
	if got := floatsOf(t, s.Data()); !equal(got, []float64{9}) {
		t.Errorf("got %v", got)
	}
}

func TestDataFrameStreamKeepsTheIndexAsFirstColumn(t *testing.T) {
	f := frame.Must(frame.New(frame.Col("v", []float64{1}), frame.Index("at", []int64{7})))
	if got := strings.Join(NewDataFrameStream(f).Data().Schema().Names(), " "); got != "at v" {
		t.Errorf("columns %s", got)
	}
	if got := strings.Join(NewDataFrameStream(f, Index(false)).Data().Schema().Names(), " "); got != "v" {
		t.Errorf("columns %s", got)
	}
}

func TestDataFrameStreamRefusesOtherSchemas(t *testing.T) {
	s := NewDataFrameStream(xs(1))
	for name, f := range map[string]frame.Frame{
		"other column": frame.Must(frame.New(frame.Col("y", []float64{1}))),
		"other type":   frame.Must(frame.New(frame.Col("x", []int64{1}))),
		"one more":     frame.Must(frame.New(frame.Col("x", []float64{1}), frame.Col("y", []float64{1}))),
	} {
		if err := s.Send(t.Context(), f); !errors.Is(err, frame.ErrSchema) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if s.Data().Len() != 1 {
		t.Errorf("a refused frame left rows: %v", s.Data())
	}
}

func TestStreamsAfterClose(t *testing.T) {
	a, b := NewDataStream(1), NewDataFrameStream(xs())
	if err := errors.Join(a.Close(t.Context()), b.Close(t.Context())); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{a.Send(t.Context(), 2), b.Send(t.Context(), xs(1)), b.Clear(t.Context())} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("got %v", err)
		}
	}
}

func TestAStreamIsFedOnce(t *testing.T) {
	s := NewDataStream(1)
	if err := s.Open("a"); err != nil {
		t.Fatal(err)
	}
	if err := s.Open("b"); !errors.Is(err, ErrFed) || !strings.Contains(err.Error(), `"a"; "b"`) {
		t.Errorf("got %v", err)
	}
}

// brokenFeed is a feed that was built wrongly.
type brokenFeed struct{ frame.Frame }

var errFeed = errors.New("no column")

func (brokenFeed) Err() error { return errFeed }

func TestABrokenFeedIsTheFiguresError(t *testing.T) {
	d := Dynamic(NewDataFrameStream(brokenFeed{xs()}), Curve())
	if err := d.Figure().Attach(&counter{}); !errors.Is(err, errFeed) {
		t.Errorf("got %v", err)
	}
}

func TestRefreshOnce(t *testing.T) {
	ctx := t.Context()
	a, b := NewDataFrameStream(xs()), NewDataFrameStream(xs())
	other := NewDataStream(xs())
	fig := Layout(Overlay(Dynamic(a, Curve()), Dynamic(a, Points())), Dynamic(b, Curve()))
	shown, elsewhere := &counter{}, &counter{}
	if err := errors.Join(fig.Attach(shown), Dynamic(other, Curve()).Figure().Attach(elsewhere)); err != nil {
		t.Fatal(err)
	}
	step := func(name string, want int, f ...error) {
		t.Helper()
		if err := errors.Join(f...); err != nil {
			t.Fatal(err)
		}
		if shown.refreshed != want {
			t.Errorf("%s: drawn %d times, want %d", name, shown.refreshed, want)
		}
	}
	step("one stream, two layers", 1, a.Send(ctx, xs(1)))
	step("two streams of one emission", 2, a.Put(ctx, xs(1)), b.Put(ctx, xs(1)), a.Refresh(ctx), b.Refresh(ctx))
	step("nothing new", 2, a.Refresh(ctx))
	step("one after the other", 4, a.Send(ctx, xs(1)), b.Send(ctx, xs(1)))
	step("the first closes", 4, a.Close(ctx))
	if shown.closed != 0 {
		t.Error("closed with a stream still open")
	}
	step("the last closes", 4, b.Close(ctx), b.Close(ctx))
	if shown.closed != 1 || elsewhere.refreshed+elsewhere.closed != 0 {
		t.Errorf("closed %d times; the other figure: %+v", shown.closed, elsewhere)
	}
}

func TestDisplaysHearOfEachOthersErrors(t *testing.T) {
	s := NewDataStream(xs())
	fig := Dynamic(s, Curve()).Figure()
	failing, fine := &counter{err: errFeed}, &counter{}
	if err := errors.Join(fig.Attach(failing), fig.Attach(fine)); err != nil {
		t.Fatal(err)
	}
	if err := s.Send(t.Context(), xs(1)); !errors.Is(err, errFeed) || fine.refreshed != 1 {
		t.Errorf("got %v; the other was refreshed %d times", err, fine.refreshed)
	}
	fig.Detach(failing)
	if err := s.Send(t.Context(), xs(2)); err != nil || fine.refreshed != 2 {
		t.Errorf("after Detach: %v", err)
	}
}

func TestDrawingWhileOthersSend(t *testing.T) {
	a, b := NewDataFrameStream(xs(1, 2), Backlog(50)), NewDataStream(xs(3, 4))
	fig := Layout(Dynamic(a, Curve()), Dynamic(b, Scatter()))
	d := &drawer{r: fig.Renderer(View{Width: 200, Height: 100})}
	if err := fig.Attach(d); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			for k := range 20 {
				v := xs(float64(k), float64(i))
				if err := errors.Join(a.Send(context.Background(), v), b.Send(context.Background(), v)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if d.frames == 0 || d.frames > 120 {
		t.Errorf("%d frames", d.frames)
	}
}

// What has ended before, or ends meanwhile, closes a display all the same, once.
func TestADisplayOfWhatHasEndedIsClosed(t *testing.T) {
	a, b := NewDataStream(xs()), NewDataStream(xs())
	fig := Layout(Dynamic(a, Curve()), Dynamic(b, Curve()))
	one, two := &counter{}, &counter{}
	if err := errors.Join(a.Close(t.Context()), fig.Attach(one)); err != nil || one.closed != 0 {
		t.Errorf("one of two streams is open: %v, closed %d times", err, one.closed)
	}
	for range 2 {
		if err := errors.Join(b.Close(t.Context()), fig.Attach(two)); err != nil || one.closed != 1 || two.closed != 1 {
			t.Errorf("%v; closed %d and %d times, want once", err, one.closed, two.closed)
		}
		two = &counter{closed: two.closed - 1}
	}
	bad := &counter{failsToClose: errFeed}
	if err := fig.Attach(bad); !errors.Is(err, errFeed) {
		t.Errorf("a failing end: %v", err)
	}
	still := &counter{}
	if err := chartOf(t, Curve(), xs(1)).Figure().Attach(still); err != nil || still.closed != 0 {
		t.Errorf("without streams: %v, closed %d times", err, still.closed)
	}
}

func TestEndingWhileADisplayIsAttached(t *testing.T) {
	for range 200 {
		a, b := NewDataStream(xs()), NewDataStream(xs())
		fig, d := Layout(Dynamic(a, Curve()), Dynamic(b, Curve())), &counter{}
		var wg sync.WaitGroup
		for _, f := range []func() error{
			func() error { return fig.Attach(d) },
			func() error { return errors.Join(a.Close(context.Background()), b.Close(context.Background())) },
		} {
			wg.Go(func() {
				if err := f(); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if d.closed != 1 {
			t.Fatalf("closed %d times, want once", d.closed)
		}
	}
}

type drawer struct {
	r      *Renderer
	frames int
}

func (d *drawer) Refresh(context.Context) error {
	d.frames++
	_, err := d.r.Image()
	return err
}
func (d *drawer) Close(context.Context) error { return nil }

// leaver detaches itself when it is refreshed.
type leaver struct {
	fig       *Figure
	refreshed int
}

func (l *leaver) Refresh(context.Context) error {
	l.refreshed++
	l.fig.Detach(l)
	return nil
}
func (l *leaver) Close(context.Context) error { l.refreshed = -1; return nil }

func TestADisplayMayDetachItself(t *testing.T) {
	s := NewDataStream(xs())
	l := &leaver{fig: Dynamic(s, Curve()).Figure()}
	if err := l.fig.Attach(l); err != nil {
		t.Fatal(err)
	}
	send(t, s, xs(1))
	send(t, s, xs(2))
	if err := s.Close(t.Context()); err != nil || l.refreshed != 1 {
		t.Errorf("%v; told %d times, want once", err, l.refreshed)
	}
}
