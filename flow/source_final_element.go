package flow

import "context"

// OneMore lets the function of a FromFunc emit one more element after its source was stopped: what it has read by then
// and not completed, such as a line without its end. ctx is the function's context. The function calls OneMore on its
// own goroutine, once for each such element. Limit still holds. With another context OneMore does nothing.
func OneMore(ctx context.Context) {
	if d := sourceOf(ctx); d != nil {
		d.finalElement = true
	}
}
