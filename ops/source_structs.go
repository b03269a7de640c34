package ops

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
)

// FromStructs returns the DataFrame of a stream of structs: each element is a batch of one row. The columns follow from T
// alone, by the rules of [frame.FromStructs], so they are known when the graph is built.
//
// If T is not a struct, or has a field that no column can hold, that is a build error that names the field. A value that
// does not fit, such as a time before 1678, fails its element with a [frame.ErrValue]; flow.OnError(flow.Skip()) goes on
// without it. The node's name is "from structs" unless flow.Name sets it. FromStructs panics if s is nil.
//
// Cost: about 1 µs and 12 allocations an element of five fields, and operators below take a batch for each row. For many
// rows a second use [FromStructBatches], for example of flow.Partition(s, 100).
func FromStructs[T any](s flow.Stream[T], opts ...flow.NodeOption) DataFrame {
	return fromStructs[T]("FromStructs", s, func(row T) []T { return []T{row} }, opts)
}

// FromStructBatches returns the DataFrame of a stream of slices of structs: each element is a batch, with a row for each
// struct. An empty slice is a batch without rows. The structs are copied, so a slice may be used again afterwards.
//
// All else is as in [FromStructs]. The inverse is flow.TryMap(rows, frame.Into[T]), which returns a stream of slices.
//
// Cost: that of [frame.FromStructs].
func FromStructBatches[T any](s flow.Stream[[]T], opts ...flow.NodeOption) DataFrame {
	return fromStructs[T]("FromStructBatches", s, func(rows []T) []T { return rows }, opts)
}

// fromStructs returns the DataFrame of a stream whose elements hold rows of type T. op names the caller in errors.
func fromStructs[T, A any](op string, s flow.Stream[A], rows func(A) []T, opts []flow.NodeOption) DataFrame {
	if s == nil {
		panic(fmt.Sprintf("ops.%s: the stream must not be nil", op))
	}
	d := DataFrame{origin: &origin{}}
	o := d.origin
	d.Stream = flow.TryMap(s, func(v A) (frame.Frame, error) {
		f, err := frame.FromStructs(rows(v))
		if err != nil {
			return frame.Frame{}, fmt.Errorf("ops.%s: %w", op, err)
		}
		o.batch++
		return f, nil
	}, slices.Concat([]flow.NodeOption{flow.Name("from structs")}, opts)...)
	example, err := frame.FromStructs[T](nil)
	if err != nil {
		if op == "FromStructs" && reflect.TypeFor[T]().Kind() == reflect.Slice {
			err = fmt.Errorf("%w; a stream of slices needs ops.FromStructBatches", err)
		}
		return d.fail(op, err)
	}
	d.example = example
	return d
}
