package dbsql

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/suggest"
)

// resolveSchema sets the example from the driver's types, unless there is one, and checks the key column.
func (p *poll) resolveSchema() error {
	if p.example.NumCols() == 0 {
		if err := p.readSchema(); err != nil {
			return p.wrapError(context.Background(), err)
		}
	}
	key, ok := p.example.Schema().Lookup(p.keyColumn)
	if !ok {
		return p.wrapError(context.Background(), p.noKeyColumn(p.example.Schema().Names()))
	}
	if key.Type == frame.Bool {
		err := fmt.Errorf("%w: it must be int64, float64, string or time, got column %q of type bool", ErrKey, p.keyColumn)
		return p.wrapError(context.Background(), err)
	}
	return nil
}

// readSchema runs the query and sets the example from the types that the driver reports. It reads no rows.
func (p *poll) readSchema() error {
	rows, err := p.db.Query(p.query, p.lastKey)
	if err != nil {
		return err
	}
	defer rows.Close() // no rows were read, so no error is lost
	columns, err := rows.ColumnTypes()
	if err != nil {
		return err
	}
	fields := make([]frame.Field, len(columns))
	for i, c := range columns {
		t, ok := columnType(c)
		if !ok {
			return fmt.Errorf("%w: column %q, got database type %q and Go type %v from the driver; use dbsql.Example",
				ErrType, c.Name(), c.DatabaseTypeName(), c.ScanType())
		}
		fields[i] = frame.Field{Name: c.Name(), Type: t}
	}
	schema, err := frame.NewSchema(fields...)
	p.example = schema.Empty()
	return err
}

// scanTypes are the types of columns by the Go type that the driver scans them into, unless its kind says it.
var scanTypes = map[reflect.Type]frame.Type{
	reflect.TypeFor[time.Time]():       frame.Time,
	reflect.TypeFor[sql.NullTime]():    frame.Time,
	reflect.TypeFor[sql.NullFloat64](): frame.Float64,
	reflect.TypeFor[sql.NullInt64]():   frame.Int64,
	reflect.TypeFor[sql.NullInt32]():   frame.Int64,
	reflect.TypeFor[sql.NullInt16]():   frame.Int64,
	reflect.TypeFor[sql.NullByte]():    frame.Int64,
	reflect.TypeFor[sql.NullString]():  frame.String,
	reflect.TypeFor[sql.NullBool]():    frame.Bool,
}

// columnType returns the type of a column: from the Go type that the driver scans it into, else from the database's
// name of the type.
func columnType(c *sql.ColumnType) (frame.Type, bool) {
	scan := c.ScanType()
	if scan == nil {
		return typeByName(c.DatabaseTypeName())
	}
	if scan.Kind() == reflect.Pointer {
		scan = scan.Elem()
	}
	if t, ok := scanTypes[scan]; ok {
		return t, true
	}
	switch scan.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return frame.Int64, true
	case reflect.Float32, reflect.Float64:
		return frame.Float64, true
	case reflect.String:
		return frame.String, true
	case reflect.Bool:
		return frame.Bool, true
	}
	return typeByName(c.DatabaseTypeName())
}

// typeByName returns the type for the common names of databases. It is for drivers that scan every column into bytes.
func typeByName(name string) (frame.Type, bool) {
	name, _, _ = strings.Cut(strings.ToUpper(name), "(")
	switch name {
	case "CHAR", "VARCHAR", "NVARCHAR", "TEXT", "BPCHAR", "UUID":
		return frame.String, true
	case "DECIMAL", "NUMERIC", "DOUBLE", "DOUBLE PRECISION", "FLOAT", "FLOAT4", "FLOAT8", "REAL":
		return frame.Float64, true
	case "INT", "INTEGER", "BIGINT", "SMALLINT", "TINYINT", "INT2", "INT4", "INT8":
		return frame.Int64, true
	case "BOOL", "BOOLEAN":
		return frame.Bool, true
	case "TIMESTAMP", "TIMESTAMPTZ", "DATETIME", "DATE":
		return frame.Time, true
	}
	return 0, false
}

// noKeyColumn returns the error of a result that does not have the key column.
func (p *poll) noKeyColumn(names []string) error {
	return fmt.Errorf("%w: got %q; columns are %q%s", ErrKey, p.keyColumn, names, suggest.DidYouMean(p.keyColumn, names))
}
