package flow

import "context"

// FinalElement lets the function of a FromFunc emit one more element after its source was stopped: what it has read by then
// and not completed, such as a line without its end. ctx is the function's context. The function calls FinalElement on its
// own goroutine, once for each such element. Limit still holds. With another context FinalElement does nothing.
func FinalElement(ctx context.Context) {
	if d := sourceOf(ctx); d != nil {
		d.finalElement = true
	}
}
