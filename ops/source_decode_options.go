package ops

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/streamgage/streamgage/flow"
)

// decodeConfig holds the options of Decode and of FollowCSV and FollowJSON.
type decodeConfig struct {
	op          string
	format      Format
	rows        int
	every       time.Duration // 0: no limit
	eachElement bool
	badCount    *atomic.Int64
	deadLetters *flow.Source[BadLine]
	source      []flow.SourceOption // of Follow...

	path string // of the file that is followed
}

// newDecodeConfig returns the defaults, changed by the options of FollowCSV and FollowJSON.
func newDecodeConfig(op string, format Format, opts []FollowOption) *decodeConfig {
	cfg := &decodeConfig{op: op, format: format, rows: defaultDecodeRows, every: defaultDecodeEvery}
	for _, o := range opts {
		o.applyToFollow(cfg)
	}
	if cfg.format.decode == nil {
		panic(fmt.Sprintf("ops.%s: the format must be ops.CSV or ops.JSON, got the zero Format", op))
	}
	return cfg
}

// FollowOption is an option of [FollowCSV] and [FollowJSON]: a [DecodeOption], [CSV] or [JSON] with the options of the
// format, or [SourceOptions] with those of the source.
type FollowOption interface{ applyToFollow(*decodeConfig) }

// DecodeOption is an option of [Decode], [FollowCSV] and [FollowJSON].
type DecodeOption interface {
	FollowOption
	applyToDecode(*decodeConfig)
}

// decodeOption is a DecodeOption.
type decodeOption func(*decodeConfig)

func (o decodeOption) applyToDecode(cfg *decodeConfig) { o(cfg) }
func (o decodeOption) applyToFollow(cfg *decodeConfig) { o(cfg) }

// applyToFollow makes a Format an option of the function that follows a file of this format.
func (f Format) applyToFollow(cfg *decodeConfig) {
	if f.name != cfg.format.name {
		panic(fmt.Sprintf("ops.%s: the format must be %s, got %q", cfg.op, cfg.format.name, f.name))
	}
	cfg.format = f
}

// sourceOptions is the FollowOption of SourceOptions.
type sourceOptions []flow.SourceOption

func (o sourceOptions) applyToFollow(cfg *decodeConfig) { cfg.source = append(cfg.source, o...) }

// SourceOptions passes options of packages flow and text to the source of [FollowCSV] and [FollowJSON]: flow.WithClock,
// flow.For, flow.Limit, text.FromEnd, text.Poll, text.MaxLine and others.
func SourceOptions(opts ...flow.SourceOption) FollowOption { return sourceOptions(opts) }

// BatchRows sets the largest number of rows in a batch. A batch with fewer rows is emitted after the time of [BatchEvery].
// Default: 1000. It panics unless n is positive.
func BatchRows(n int) DecodeOption {
	if n <= 0 {
		panic(fmt.Sprintf("ops.BatchRows: must be positive, got %d", n))
	}
	return decodeOption(func(cfg *decodeConfig) { cfg.rows = n })
}

// BatchEvery emits a batch when d has passed on the source's clock since the batch's first row came, even if it has fewer
// rows than [BatchRows]. The batches then come from a goroutine of the graph: an error is returned by the next Emit of the
// source, and by Close and Run; up to 1,024 rows wait while later nodes are busy, then the emitter waits. With 0 there is
// no limit: only full batches are emitted, and the rest at the end of the stream, and an error is returned by the Emit of
// the element that completes its batch. Default: 100 ms. It panics if d is negative.
func BatchEvery(d time.Duration) DecodeOption {
	if d < 0 {
		panic(fmt.Sprintf("ops.BatchEvery: must not be negative, got %v", d))
	}
	return decodeOption(func(cfg *decodeConfig) { cfg.every = d })
}

// EachElement emits the rows of each element at once, as one batch, and returns errors from the Emit of that element. So
// the response to a request of web.Serve says whether its body could be decoded. Default: rows are collected; see
// [BatchRows] and [BatchEvery], which it replaces.
func EachElement() DecodeOption {
	return decodeOption(func(cfg *decodeConfig) { cfg.eachElement = true })
}

// BadLinePolicy decides what happens to a row that cannot be decoded: [FailBadLines], [CountBadLines] or
// [EmitBadLines].
type BadLinePolicy func(*decodeConfig)

// BadLines sets the policies for rows that cannot be decoded. Counting and emitting may be combined. Default: FailBadLines.
// It panics without a policy, and on nil.
func BadLines(policies ...BadLinePolicy) DecodeOption {
	if len(policies) == 0 {
		panic("ops.BadLines: needs a policy")
	}
	for _, p := range policies {
		if p == nil {
			panic("ops.BadLines: the policy must not be nil")
		}
	}
	return decodeOption(func(cfg *decodeConfig) {
		cfg.badCount, cfg.deadLetters = nil, nil
		for _, p := range policies {
			p(cfg)
		}
	})
}

// FailBadLines makes a bad row an error of the node. The rows before it are emitted first. A source that Run drives ends.
func FailBadLines() BadLinePolicy { return func(*decodeConfig) {} }

// CountBadLines adds the number of bad rows to n, and goes on with the row after. Their Acks fire without an error. It
// panics if n is nil.
func CountBadLines(n *atomic.Int64) BadLinePolicy {
	if n == nil {
		panic("ops.CountBadLines: the counter must not be nil")
	}
	return func(cfg *decodeConfig) { cfg.badCount = n }
}

// EmitBadLines emits bad rows to src, and goes on with the row after. They come before the rows of their batch, and their
// Acks also cover them. The node closes src at the end of the stream, as with flow.DeadLetter. If src fails, its error is
// one of the node. EmitBadLines panics if src is nil.
func EmitBadLines(src *flow.Source[BadLine]) BadLinePolicy {
	if src == nil {
		panic("ops.EmitBadLines: the source must not be nil")
	}
	return func(cfg *decodeConfig) { cfg.deadLetters = src }
}
