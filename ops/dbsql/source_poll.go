package dbsql

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops"
)

const (
	defaultInterval = time.Second
	maxBatchRows    = 4096
)

// poll is the source of Poll: what it asks, and its options.
type poll struct {
	db        *sql.DB
	query     string
	keyColumn string
	interval  time.Duration
	example   frame.Frame
	lastKey   any // the key of the last row
	clock     flow.Clock
}

// Interval is the time between two polls of [Poll], on its clock. Default: 1 s. It panics unless d is positive, and on a
// source other than Poll.
func Interval(d time.Duration) flow.SourceOption {
	if d <= 0 {
		panic(fmt.Sprintf("dbsql.Interval: must be positive, got %v", d))
	}
	return func(c *flow.SourceConfig) { pollOf("Interval", c).interval = d }
}

// First is the query's argument until a row has come: rows with a larger key are new. Default: int64(0), so give one for
// keys that are times or texts, or may be negative. It panics on nil, which no SQL value is larger than, and on a source
// other than Poll.
func First(key any) flow.SourceOption {
	if key == nil {
		panic("dbsql.First: the key must not be nil")
	}
	return func(c *flow.SourceConfig) { pollOf("First", c).lastKey = key }
}

// Example tells [Poll] the columns and their types, instead of the driver: for drivers that do not know them, and so that
// nothing is asked when the graph is built. The columns of the result must be the example's, in its order, but for the
// index, which may stand anywhere. It panics if the example has no columns, and on a source other than Poll.
func Example(f frame.Frame) flow.SourceOption {
	if f.NumCols() == 0 {
		panic("dbsql.Example: the example must have columns, got the zero Frame")
	}
	return func(c *flow.SourceConfig) { pollOf("Example", c).example = f }
}

func pollOf(option string, c *flow.SourceConfig) *poll {
	p, ok := c.Extra.(*poll)
	if !ok {
		panic(fmt.Sprintf("dbsql.%s: an option of dbsql.Poll only, got the source %q", option, c.Name))
	}
	return p
}

// Poll is a source of the rows that are new in a database: it runs the query when Run begins and then every [Interval],
// with the key of the last row so far as its one argument, and emits what it gives, in batches of 4096 rows at most. It
// never ends by itself.
//
//	dbsql.Poll(db, "SELECT id, at, level FROM readings WHERE id > ? ORDER BY id", "id")
//
// column is the key: int64, float64, string or time. For each row to come once, the key must be unique, must be larger in
// rows that are committed later, and the query must ask for larger ones (>) in ascending order. Where the key is not
// unique, as a time seldom is, rows that have the same key as the last row of a poll and are committed after it are lost;
// with >= they would not be, but the last row would come again. Sequences are not quite enough where several transactions
// write at a time: a smaller id can be committed after a larger one, and is then lost; let the query stay behind, with AND
// at < now() - interval '5 seconds'. LIMIT may be used: the rest comes with the next poll. An order that is not ascending,
// a missing key and a NULL in it are an [ErrKey]; texts are not looked at, as databases have their own order for them.
//
// NULL is a missing value. The columns' types are what the driver says of the result, learnt by running the query once when
// the graph is built, without reading rows; a type that it does not know is an [ErrType]: give [Example]. Errors name the
// query; that of a failed poll ends the source. A connection is used while rows are emitted, not between polls. A poll
// that is due while the one before is not done yet is left out. On a virtual clock time runs on while the database is
// waited for, as flow.Outside says, so flow.For may end the source before the first row has come.
//
// It panics if db is nil.
func Poll(db *sql.DB, query, column string, opts ...flow.SourceOption) ops.DataFrame {
	if db == nil {
		panic("dbsql.Poll: the database must not be nil")
	}
	p := &poll{db: db, query: query, keyColumn: column, interval: defaultInterval, lastKey: int64(0)}
	setSource := func(c *flow.SourceConfig) { c.Name, c.Extra = "poll", p }
	setClock := func(c *flow.SourceConfig) { p.clock = c.Clock }
	s := flow.FromFunc(p.run, slices.Concat([]flow.SourceOption{setSource}, opts, []flow.SourceOption{setClock})...)
	if err := p.resolveSchema(); err != nil {
		return ops.Broken(s, err)
	}
	return ops.From(s, p.example)
}

func (p *poll) run(ctx context.Context, emit func(frame.Frame) error) error {
	due := p.clock.Now()
	for {
		if err := p.runQuery(ctx, emit); err != nil {
			return err
		}
		due = due.Add(p.interval)
		if late := p.clock.Now().Sub(due); late > 0 {
			due = due.Add((late + p.interval - 1) / p.interval * p.interval)
		}
		if err := p.clock.Sleep(ctx, due.Sub(p.clock.Now())); err != nil {
			return err
		}
	}
}

// ask runs the query once and emits its rows.
func (p *poll) runQuery(ctx context.Context, emit func(frame.Frame) error) (err error) {
	var rows *sql.Rows
	flow.Outside(ctx, func() { rows, err = p.db.QueryContext(ctx, p.query, p.lastKey) })
	if err != nil {
		return p.wrapError(ctx, err)
	}
	defer rows.Close() // again, when all is read; what goes wrong then, Err has told
	for more := true; more; {
		var f frame.Frame
		flow.Outside(ctx, func() { f, err = p.readBatch(rows) })
		if err != nil {
			return p.wrapError(ctx, err)
		}
		if f.Len() > 0 {
			err = emit(f)
		}
		if err != nil {
			return err
		}
		more = f.Len() == maxBatchRows
	}
	return nil
}

// failed names the query, unless it failed because the source is to end.
func (p *poll) wrapError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("dbsql.Poll: query %q: %w", p.query, err)
}
