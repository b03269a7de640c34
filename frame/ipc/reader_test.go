package ipc_test

import (
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/frame/ipc"
	"github.com/streamgage/streamgage/internal/check"
)

// typesSchema returns the schema of testdata/types.*.
func typesSchema(t *testing.T) frame.Schema {
	t.Helper()
	var fields []frame.Field
	for _, c := range []struct {
		t     frame.Type
		names []string
	}{
		{frame.Float64, []string{"f64", "full", "f32", "f16"}},
		{frame.Int64, []string{"i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"}},
		{frame.String, []string{"text", "large", "view"}},
		{frame.Bool, []string{"yes"}},
		{frame.Time, []string{"s", "ms", "us", "ns", "d32", "d64"}},
		{frame.Float64, []string{"none"}},
		{frame.String, []string{"word"}},
		{frame.Int64, []string{"code"}},
	} {
		for _, name := range c.names {
			fields = append(fields, frame.Field{Name: name, Type: c.t})
		}
	}
	s, err := frame.NewSchema(fields...)
	return check.Must(t, s, err)
}

// Files that pyarrow wrote are read with the values that pyarrow wrote.
func TestReadAllTypes(t *testing.T) {
	schema := typesSchema(t)
	want, err := frame.ReadFile("testdata/types.jsonl", frame.OpenJSONLines(frame.JSONSchema(schema)))
	check.NoError(t, err)
	for _, name := range []string{
		"types.arrow", "types-lz4.arrow", "types-zstd.arrow", "types-stream.arrow", "types-stream-zstd.arrow",
		"types.parquet", "types-plain.parquet", "types-zstd.parquet",
	} {
		for _, batch := range []int{1, 4, 7, 100} {
			t.Run(fmt.Sprint(name, " by ", batch), func(t *testing.T) {
				want := want
				if name == "types-zstd.parquet" { // without the Arrow schema, column none has another type, because Parquet has no null type
					cols := slices.DeleteFunc(schema.Names(), func(n string) bool { return n == "none" })
					want, err = want.Select(cols...)
					check.NoError(t, err)
					wantFrame(t, readFile(t, name, ipc.Batch(batch), ipc.Columns(cols...)), want)
					return
				}
				wantFrame(t, readFile(t, name, ipc.Batch(batch)), want)
			})
		}
	}
}

func TestReadBatches(t *testing.T) {
	for name, want := range map[string][]int{
		"types.arrow":   {4, 3, 4, 3, 4, 3, 4}, // records have 7 rows
		"types.parquet": {4, 4, 4, 4, 4, 4, 1}, // row groups have 7 rows
	} {
		var got []int
		for _, f := range readBatches(t, openerFor(name, ipc.Batch(4)), "testdata/"+name) {
			got = append(got, f.Len())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got batches of %v, want %v", name, got, want)
		}
	}
}

// The sums are pyarrow's. The rows were read from its output by hand.
func TestReadFlights(t *testing.T) {
	f := readFile(t, "flights-8k.arrow")
	sums := map[string]float64{"delay": 95496, "distance": 4166751, "time": 110741.56668825634}
	for name, want := range sums {
		v, err := f.Numeric(name)
		sum := 0.0
		for _, x := range check.Must(t, v, err) {
			sum += x
		}
		if math.Abs(sum-want) > 1e-9*want {
			t.Errorf("%s: sum %v, want %v", name, sum, want)
		}
	}
	wantFrame(t, f.Slice(0, 3), frame.Must(frame.New(frame.Col("delay", []int{14, -11, 5}), frame.Col("distance", []int{405, 370, 389}),
		frame.Col("time", []float64{0.01666666753590107, 5.5, 5.666666507720947}))))
	if got, want := f.Schema().String(), "delay int64, distance int64, time float64"; got != want || f.Len() != 8192 {
		t.Errorf("got %d rows of %s, want 8192 of %s", f.Len(), got, want)
	}
}

// Dictionaries may grow and change between the records of a stream.
func TestReadChangingDictionaries(t *testing.T) {
	want := frame.Must(frame.New(frame.Col("word", []string{"a", "b", "a", "b", "c", "z"})))
	wantFrame(t, readFile(t, "deltas.arrow"), want)
}

func TestColumnsAndIndex(t *testing.T) {
	for _, name := range []string{"types.arrow", "types.parquet"} {
		all := readFile(t, name)
		want, err := all.Select("word", "f64", "i8")
		check.NoError(t, err)
		wantFrame(t, readFile(t, name, ipc.Columns("word", "f64", "i8")), want)
		want, err = want.SetIndex("i8")
		wantFrame(t, readFile(t, name, ipc.Columns("word", "f64"), ipc.Index("i8")), check.Must(t, want, err))
		wantFrame(t, readFile(t, name, ipc.Columns("word", "i8", "f64"), ipc.Index("i8")), want)
		want, err = all.SetIndex("ns")
		wantFrame(t, readFile(t, name, ipc.Index("ns")), check.Must(t, want, err))
	}
	for _, name := range []string{"others.arrow", "others.parquet"} {
		want := frame.Must(frame.New(frame.Col("n", []int{1, 2}), frame.Col("x", []float64{1.5, math.NaN()})))
		wantFrame(t, readFile(t, name, ipc.Columns("n", "x")), want)
	}
	check.Panics(t, "got none", func() { ipc.Columns() })
	check.Panics(t, "got 0", func() { ipc.Batch(0) })
}

func TestReadErrors(t *testing.T) {
	for _, ext := range []string{"arrow", "parquet"} {
		path := "testdata/others." + ext
		for column, says := range map[string]string{
			"list": "list", "struct": "struct", "decimal": "decimal", "binary": "binary", "clock": "time64",
		} {
			_, err := openerFor(path, ipc.Columns("x", column))(path)
			check.Error(t, err, frame.ErrType, path, fmt.Sprintf("%q of type %s", column, says))
		}
		_, err := openerFor(path)(path)
		check.Error(t, err, frame.ErrType, `"list"`, "ipc.Columns can leave it out")
		_, err = openerFor(path, ipc.Columns("y"))(path)
		check.Error(t, err, frame.ErrColumn, path, `no such column "y" in [x list struct`)
		_, err = openerFor(path, ipc.Columns("x"), ipc.Index("y"))(path)
		check.Error(t, err, frame.ErrColumn, `"y"`)
		_, err = openerFor(path, ipc.Columns("x", "x"))(path)
		check.Error(t, err, frame.ErrName, `"x"`)

		path = "testdata/beyond." + ext
		_, err = frame.ReadFile(path, openerFor(path, ipc.Columns("at")))
		check.Error(t, err, frame.ErrValue, path, `got 16725225600000`, `in row 1 of column "at"`)
		_, err = frame.ReadFile(path, openerFor(path, ipc.Columns("u")))
		check.Error(t, err, frame.ErrValue, path, `"u"`, "got 9223372036854775808")

		_, err = openerFor(path)("no/such/file")
		check.Error(t, err, fs.ErrNotExist, "no/such/file")
		_, err = openerFor(path)("testdata/make.py")
		check.Error(t, err, ipc.ErrCorrupt, "testdata/make.py")
		empty := filepath.Join(t.TempDir(), "empty")
		check.NoError(t, os.WriteFile(empty, nil, 0o600))
		_, err = openerFor(path)(empty)
		check.Error(t, err, ipc.ErrCorrupt, empty)
	}
}

// A truncated file is an error. A stream that is truncated between two records ends there. No rows are invented.
func TestReadTruncated(t *testing.T) {
	for _, name := range []string{"types-lz4.arrow", "types-stream-zstd.arrow", "types.parquet"} {
		all, err := os.ReadFile("testdata/" + name)
		check.NoError(t, err)
		want := readFile(t, name)
		path := filepath.Join(t.TempDir(), name)
		for n := 0; n < len(all); n += 97 {
			check.NoError(t, os.WriteFile(path, all[:n], 0o600))
			r, err := openerFor(name)(path)
			if err != nil {
				check.Error(t, err, ipc.ErrCorrupt)
				continue
			}
			rows := 0
			for err == nil {
				var f frame.Frame
				if f, err = r.Read(); err == nil {
					wantFrame(t, f, want.Slice(rows, rows+f.Len()))
					rows += f.Len()
				}
			}
			if err != io.EOF {
				check.Error(t, err, ipc.ErrCorrupt, path)
			}
			check.NoError(t, r.Close())
		}
	}
}
