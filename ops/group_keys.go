package ops

import (
	"fmt"
	"slices"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/expression"
	"github.com/streamgage/streamgage/ops/internal/kernel"
)

// groupKey is one column of a key.
type groupKey struct {
	name     string
	typ      frame.Type
	computed bool // the name is an expression that computes it
	// missingMask is set if the key has a bit for each of 64 keys, in order: it is missing. There is no such column.
	missingMask bool
}

// newGroupKeys checks keys, which are columns, the index, or expressions. The same key twice is an ErrColumns.
func newGroupKeys(schema frame.Schema, names []string) ([]groupKey, error) {
	keys := make([]groupKey, len(names))
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			return nil, fmt.Errorf("%w: got the key %q twice", ErrColumns, name)
		}
		if f, ok := schema.Lookup(name); ok {
			keys[i] = groupKey{name: name, typ: f.Type}
			continue
		}
		p, err := expression.Compile(name, schema)
		if err != nil {
			return nil, fmt.Errorf("key %q is neither a column nor a valid expression: %w", name, err)
		}
		keys[i] = groupKey{name: name, typ: p.Type(), computed: true}
	}
	return keys, nil
}

// reader returns a function that returns the key of each row of a batch.
func (k groupKey) reader(schema frame.Schema) func(frame.Frame) (kernel.Vector, error) {
	if !k.computed {
		return func(f frame.Frame) (kernel.Vector, error) { return kernel.VectorOf(f, k.name) }
	}
	p, err := expression.Compile(k.name, schema)
	if err != nil {
		return func(frame.Frame) (kernel.Vector, error) { return kernel.Vector{}, err }
	}
	return p.Run
}
