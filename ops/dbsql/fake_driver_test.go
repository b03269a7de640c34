package dbsql_test

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"io"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"
)

// fakeDatabase is a database of one table, with its driver. Every query selects the rows whose first value is larger
// than the argument, in ascending order.
type fakeDatabase struct {
	mu          sync.Mutex
	names       []string
	scan        []reflect.Type // the Go types that the driver reports; nil: none
	types       []string
	rows        [][]driver.Value
	limit       int
	descending  bool // in the wrong order
	err         error
	queryArgs   []driver.Value
	block       chan struct{} // queries wait until it is closed
	onQuery     func()        // called with each query
	openResults int           // results that are not closed
}

func (d *fakeDatabase) insert(rows ...[]driver.Value) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.rows = append(d.rows, rows...)
}

func (d *fakeDatabase) sql(t testing.TB) *sql.DB {
	db := sql.OpenDB(d)
	t.Cleanup(func() {
		_ = db.Close()
		if d.openResults != 0 {
			t.Errorf("%d results have not been closed", d.openResults)
		}
	})
	return db
}

func (d *fakeDatabase) Connect(context.Context) (driver.Conn, error) { return conn{d}, nil }
func (d *fakeDatabase) Driver() driver.Driver                        { return nil }

type conn struct{ *fakeDatabase }

func (c conn) Prepare(string) (driver.Stmt, error) { return nil, driver.ErrSkip }
func (c conn) Close() error                        { return nil }
func (c conn) Begin() (driver.Tx, error)           { return nil, driver.ErrSkip }

func (c conn) QueryContext(ctx context.Context, _ string, args []driver.NamedValue) (driver.Rows, error) {
	if c.block != nil {
		select {
		case <-c.block:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if c.onQuery != nil {
		c.onQuery()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		return nil, c.err
	}
	after := args[0].Value
	c.queryArgs = append(c.queryArgs, after)
	var found [][]driver.Value
	for _, row := range c.rows {
		if row[0] == nil || compare(row[0], after) > 0 {
			found = append(found, row)
		}
	}
	slices.SortStableFunc(found, func(a, b []driver.Value) int { return compare(a[0], b[0]) })
	if c.descending {
		slices.Reverse(found)
	}
	if c.limit > 0 {
		found = found[:min(c.limit, len(found))]
	}
	c.openResults++
	return &result{fakeDatabase: c.fakeDatabase, rows: found}, nil
}

func compare(a, b driver.Value) int {
	switch a := a.(type) {
	case int64:
		return cmp.Compare(a, b.(int64))
	case string:
		return cmp.Compare(a, b.(string))
	case time.Time:
		return a.Compare(b.(time.Time))
	}
	return 0
}

type result struct {
	*fakeDatabase
	rows [][]driver.Value
}

func (r *result) Columns() []string { return r.names }

func (r *result) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.openResults--
	return nil
}

func (r *result) Next(dest []driver.Value) error {
	if len(r.rows) == 0 {
		return io.EOF
	}
	copy(dest, r.rows[0])
	r.rows = r.rows[1:]
	return nil
}

func (r *result) ColumnTypeScanType(i int) reflect.Type { return r.scan[i] }

func (r *result) ColumnTypeDatabaseTypeName(i int) string {
	if r.types == nil {
		return ""
	}
	return r.types[i]
}
