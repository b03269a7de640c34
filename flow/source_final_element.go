package flow

import "context"

// FinalElement allows the function of a FromFunc to emit one more element after its source was stopped: an element that
// it has begun to read, such as a line without its end. ctx is the function's context. The function calls FinalElement
// on its own goroutine, once for each such element. Limit still applies. With another context FinalElement does
// nothing.
func FinalElement(ctx context.Context) {
	if d := sourceOf(ctx); d != nil {
		d.finalElement = true
	}
}
