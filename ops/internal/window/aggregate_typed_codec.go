package window

import "github.com/streamgage/streamgage/ops/internal/state"

// Codec encodes values that are not floats into states.
type Codec[V any] struct {
	put func(dst []byte, v V) []byte
	get func(r *state.Reader) V
}

// IntCodec is the codec of int64.
var IntCodec = Codec[int64]{
	put: state.AppendInt,
	get: (*state.Reader).Int,
}

// FloatCodec is the codec of float64.
var FloatCodec = Codec[float64]{
	put: state.AppendFloat,
	get: (*state.Reader).Float,
}

// StringCodec is the codec of strings.
var StringCodec = Codec[string]{
	put: state.AppendText,
	get: func(r *state.Reader) string { return string(r.Bytes(readLength(r, "the length of a string", 1))) },
}

func (c Codec[V]) append(dst []byte, v optional[V]) []byte {
	if !v.valid {
		return append(dst, 0)
	}
	return c.put(append(dst, 1), v.value)
}

func (c Codec[V]) read(r *state.Reader) (v optional[V]) {
	if b := r.Bytes(1); len(b) == 1 && b[0] != 0 {
		v = optional[V]{c.get(r), true}
	}
	return v
}

func (c Codec[V]) appendAll(dst []byte, values []optional[V]) []byte {
	for _, v := range values {
		dst = c.append(dst, v)
	}
	return dst
}

func (c Codec[V]) readAll(r *state.Reader, n int) []optional[V] {
	if r.Len() < n {
		r.Fail(errTruncated)
		return nil
	}
	values := make([]optional[V], n)
	for i := range values {
		values[i] = c.read(r)
	}
	return values
}
