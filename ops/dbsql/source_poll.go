package dbsql

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/streamgage/streamgage/flow"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/period"
	"github.com/streamgage/streamgage/ops"
)

const (
	defaultInterval = time.Second
	maxBatchRows    = 4096
)

// poll is the source of Poll with its options.
type poll struct {
	db        *sql.DB
	query     string
	keyColumn string
	interval  time.Duration
	example   frame.Frame
	lastKey   any // the key of the last row so far: the argument of the next query
	clock     flow.Clock
}

// Interval sets the time between two polls of [Poll], on its clock. The default is 1 s. It panics unless d is positive,
// and on a source other than Poll.
func Interval(d time.Duration) flow.SourceOption {
	if d <= 0 {
		panic(fmt.Sprintf("dbsql.Interval: must be positive, got %v", d))
	}
	return func(c *flow.SourceConfig) { pollOf("Interval", c).interval = d }
}

// First sets the argument of the first query of [Poll]: rows with a larger key are new. The default is int64(0). Keys
// that are times or strings, or may be negative, need a First. It panics if key is nil, because no SQL value is larger
// than NULL, and on a source other than Poll.
func First(key any) flow.SourceOption {
	if key == nil {
		panic("dbsql.First: the key must not be nil")
	}
	return func(c *flow.SourceConfig) { pollOf("First", c).lastKey = key }
}

// Example sets the columns and their types for [Poll]. Without it Poll asks the driver, which requires a query when the
// graph is built, and a driver that reports types. The columns of the result must be those of the example, in its
// order, except that the index may be anywhere. It panics if the example has no columns, and on a source other than
// Poll.
func Example(f frame.Frame) flow.SourceOption {
	if f.NumCols() == 0 {
		panic("dbsql.Example: the example must have columns, got the zero Frame")
	}
	return func(c *flow.SourceConfig) { pollOf("Example", c).example = f }
}

// pollOf returns the source that an option of Poll configures. It panics if that is another source.
func pollOf(option string, c *flow.SourceConfig) *poll {
	p, ok := c.Extra.(*poll)
	if !ok {
		panic(fmt.Sprintf("dbsql.%s: an option of dbsql.Poll only, got the source %q", option, c.Name))
	}
	return p
}

// Poll is a source of the new rows of a database. It runs the query when Run begins and then every [Interval]. The
// query's one argument is the key of the last row so far, or [First]. Poll emits the rows of the result in batches of
// at most 4096 rows. It never ends by itself.
//
//	dbsql.Poll(db, "SELECT id, at, level FROM readings WHERE id > ? ORDER BY id", "id")
//
// # The key
//
// column is the key: an int64, float64, string or time. Each row is emitted exactly once if the key is unique, is
// larger in rows that are committed later, and the query selects larger keys (>) in ascending order. Two cases lose
// rows:
//
//   - The key is not unique, as times rarely are. Rows that have the same key as the last row of a poll, and are
//     committed after the poll, are lost. With >= they are not lost, but the last row is emitted again.
//   - The key is a sequence, and several transactions write at the same time. A smaller id may be committed after a
//     larger one, and is lost. To prevent this, select only rows of some age: AND at < now() - interval '5 seconds'.
//
// The query may have a LIMIT: the other rows come with the next poll. A key column that is missing, a NULL in it, and
// an order that is not ascending are an [ErrKey]. The order of strings is not checked, because databases have
// collations of their own.
//
// # Types and errors
//
// NULL is a missing value. The driver reports the types of the columns: Poll runs the query once when the graph is
// built, and reads no rows. A type that the driver does not report, or that a frame cannot hold, is an [ErrType]: use
// [Example]. Errors name the query. A poll that fails ends the source with its error.
//
// # Time
//
// Poll uses a connection while it emits rows, not between polls. A poll that is due while the one before is still
// running is left out. A virtual clock goes on while Poll waits for the database (see flow.Blocking), so flow.For may
// end the source before its first row.
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

// run polls until ctx ends.
func (p *poll) run(ctx context.Context, emit func(frame.Frame) error) error {
	due := p.clock.Now()
	for {
		if err := p.runQuery(ctx, emit); err != nil {
			return err
		}
		due = period.CatchUp(due.Add(p.interval), p.clock.Now(), p.interval)
		if err := p.clock.Sleep(ctx, due.Sub(p.clock.Now())); err != nil {
			return err
		}
	}
}

// runQuery runs the query once and emits its rows.
func (p *poll) runQuery(ctx context.Context, emit func(frame.Frame) error) (err error) {
	var rows *sql.Rows
	flow.Blocking(ctx, func() { rows, err = p.db.QueryContext(ctx, p.query, p.lastKey) })
	if err != nil {
		return p.wrapError(ctx, err)
	}
	defer rows.Close() // a second time if all rows were read; rows.Err has reported its errors
	for more := true; more; {
		var f frame.Frame
		flow.Blocking(ctx, func() { f, err = p.readBatch(rows) })
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

// wrapError adds the query to an error. If the source has been stopped, it returns the error of ctx instead.
func (p *poll) wrapError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fmt.Errorf("dbsql.Poll: query %q: %w", p.query, err)
}
