package viz

import (
	"context"
	"errors"
	"sync"
	"testing"

	"github.com/streamgage/streamgage/internal/check"
)

// counter is a display that counts its calls.
type counter struct {
	refreshed, closed    int
	refreshErr, closeErr error
}

func (c *counter) Refresh(context.Context) error { c.refreshed++; return c.refreshErr }

func (c *counter) Close(context.Context) error { c.closed++; return c.closeErr }

func TestOneEmissionRefreshesADisplayOnce(t *testing.T) {
	ctx := t.Context()
	a, b := NewDataFrameStream(xs()), NewDataFrameStream(xs())
	other := NewDataStream(xs())
	fig := Layout(Overlay(Dynamic(a, Curve()), Dynamic(a, Points())), Dynamic(b, Curve()))
	shown, elsewhere := &counter{}, &counter{}
	check.NoError(t, errors.Join(fig.Attach(shown), Dynamic(other, Curve()).Figure().Attach(elsewhere)))
	step := func(name string, want int, f ...error) {
		t.Helper()
		check.NoError(t, errors.Join(f...))
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

func TestAnErrorOfOneDisplayDoesNotHinderTheOthers(t *testing.T) {
	s := NewDataStream(xs())
	fig := Dynamic(s, Curve()).Figure()
	failing, fine := &counter{refreshErr: errFeed}, &counter{}
	check.NoError(t, errors.Join(fig.Attach(failing), fig.Attach(fine)))
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
	check.NoError(t, fig.Attach(d))
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

// A display is closed once when all streams are closed, in whatever order they were closed and it was attached.
func TestADisplayOfClosedStreamsIsClosed(t *testing.T) {
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
	bad := &counter{closeErr: errFeed}
	if err := fig.Attach(bad); !errors.Is(err, errFeed) {
		t.Errorf("a display that fails to close: got %v", err)
	}
	still := &counter{}
	if err := chartOf(t, Curve(), xs(1)).Figure().Attach(still); err != nil || still.closed != 0 {
		t.Errorf("without streams: %v, closed %d times", err, still.closed)
	}
}

func TestClosingWhileADisplayIsAttached(t *testing.T) {
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

// drawer is a display that draws.
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

// selfDetacher is a display that detaches itself when it is refreshed.
type selfDetacher struct {
	fig       *Figure
	refreshed int
}

func (l *selfDetacher) Refresh(context.Context) error {
	l.refreshed++
	l.fig.Detach(l)
	return nil
}

func (l *selfDetacher) Close(context.Context) error { l.refreshed = -1; return nil }

func TestADisplayMayDetachItself(t *testing.T) {
	s := NewDataStream(xs())
	l := &selfDetacher{fig: Dynamic(s, Curve()).Figure()}
	check.NoError(t, l.fig.Attach(l))
	send(t, s, xs(1))
	send(t, s, xs(2))
	if err := s.Close(t.Context()); err != nil || l.refreshed != 1 {
		t.Errorf("%v; refreshed %d times, want once", err, l.refreshed)
	}
}
