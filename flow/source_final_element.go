package flow

import "context"

// OneMore lets the function of a FromFunc emit one element more after its source has been stopped: what it had taken in
// by then and not completed, such as a line without its end. ctx is the function's, which calls OneMore on its own
// goroutine, once for each such element. Limit holds all the same. With another context OneMore does nothing.
func OneMore(ctx context.Context) {
	if d := sourceOf(ctx); d != nil {
		d.finalElement = true
	}
}
