package frame_test

import (
	"math"
	"runtime"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

func TestInto(t *testing.T) {
	f := frame.Must(frame.New(
		frame.Index("t", []time.Time{noon, {}}),
		frame.Col("unused", []bool{true, true}),
		frame.Col("pos.lon", []float64{11.9, 0}),
		frame.Col("pos.lat", []int64{48, 3}).WithValid([]bool{true, false}),
		frame.Col("Level", []int64{0, 5}).WithValid([]bool{false, true}),
		frame.Col("temp", []float64{0.1, nan}),
		frame.Col("flood", []bool{true, false}),
		frame.Col("station", []string{"Kelheim", ""}),
		frame.Col("id", []int64{7, 65535})))
	rows, err := frame.Into[reading](f)
	check.NoError(t, err)
	if len(rows) != 2 {
		t.Fatalf("got %d rows", len(rows))
	}
	want := reading{base: base{ID: 7}, Station: "Kelheim", Temperature: 0.1, Flood: true, At: noon.UTC(), Pos: position{48, 11.9}}
	if got := rows[0]; !cmp.Equal(got, want, cmp.AllowUnexported(reading{}, base{}), cmpopts.IgnoreFields(reading{}, "cache")) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	second := rows[1]
	if *second.Level != 5 || second.Temperature == second.Temperature || second.Pos.Lat == second.Pos.Lat || !second.At.IsZero() || second.ID != 65535 {
		t.Errorf("got %+v with level %v", second, *second.Level)
	}
	if rows[0].At.Location() != time.UTC {
		t.Errorf("got a time in %v", rows[0].At.Location())
	}
}

func TestIntoNumbers(t *testing.T) {
	rows, err := frame.Into[numbers](numbersFrame())
	check.NoError(t, err)
	check.Values(t, rows, smallestNumbers, largestNumbers)
}

func TestIntoPointers(t *testing.T) {
	rows, err := frame.Into[pointers](pointersFrame())
	check.NoError(t, err)
	runtime.GC() // the values behind the pointers stay
	if rows[0] != (pointers{}) {
		t.Errorf("got %+v", rows[0])
	}
	p := rows[1]
	if *p.F != 0.5 || *p.G != 1.5 || *p.N != -3 || *p.U != 4 || *p.S != "a" || !*p.B || !p.T.Equal(noon) {
		t.Errorf("got %v %v %v %v %v %v %v", *p.F, *p.G, *p.N, *p.U, *p.S, *p.B, *p.T)
	}
}

func TestIntoWithoutRows(t *testing.T) {
	rows, err := frame.Into[pointers](pointersFrame().Slice(1, 1))
	if err != nil || rows == nil || len(rows) != 0 {
		t.Errorf("got %v, %v", rows, err)
	}
}

// intoX converts a frame to structs with a field X of type T.
func intoX[T any](f frame.Frame) error {
	type row struct {
		X T `frame:"x"`
	}
	_, err := frame.Into[row](f)
	return err
}

func TestIntoErrors(t *testing.T) {
	ints := func(v ...int64) frame.Frame { return frame.Must(frame.New(frame.Col("x", v))) }
	for _, c := range []struct {
		err  error
		text string
	}{
		{intoX[int32](ints(0, 1<<31)), `the value must be in the range of int32, got 2147483648 in row 1 of column "x" for field X`},
		{intoX[int32](ints(-1<<31 - 1)), "got -2147483649 in row 0"},
		{intoX[int8](ints(127, -129)), "range of int8, got -129 in row 1"},
		{intoX[uint8](ints(-1)), "range of uint8, got -1 in row 0"},
		{intoX[uint64](ints(-1)), "range of uint64, got -1 in row 0"},
		{intoX[uint](ints(1, -5)), "range of uint, got -5 in row 1"},
		{intoX[*uint16](ints(1, 65536)), "range of uint16, got 65536 in row 1"},
		{intoX[float32](frame.Must(frame.New(frame.Col("x", []float64{1, -1e39})))), "range of float32, got -1e+39 in row 1"},
	} {
		check.Error(t, c.err, frame.ErrValue, "frame.Into: ", c.text)
	}
	for _, f := range []float64{nan, math.Inf(1), math.MaxFloat32} {
		check.NoError(t, intoX[float32](frame.Must(frame.New(frame.Col("x", []float64{f})))))
	}

	half := make([]bool, 300)
	for i := range half[:298] {
		half[i] = true
	}
	gap := frame.Must(frame.New(frame.Col("x", make([]int64, 300)).WithValid(half)))
	check.Error(t, intoX[int16](gap), frame.ErrValue,
		`a missing value needs a field of type *int16, got one in row 298 of column "x" for field X of type int16`)
	check.Error(t, intoX[int16](gap.Slice(297, 300)), frame.ErrValue, "in row 1 of")
	check.NoError(t, intoX[int16](gap.Slice(0, 298)))
	check.NoError(t, intoX[*int16](gap))

	check.Error(t, intoX[string](ints(1)), frame.ErrType,
		`a field of type string needs a column of type string, got column "x" of type int64 for field X`)
	check.Error(t, intoX[int](frame.Must(frame.New(frame.Col("x", []float64{1})))), frame.ErrType, "needs a column of type int64")
	check.Error(t, intoX[time.Time](ints(1)), frame.ErrType, "needs a column of type time")
	check.Error(t, intoX[float64](frame.Must(frame.New(frame.Col("x", []bool{true})))), frame.ErrType, "needs a column of type float64")

	type row struct {
		Pos position `frame:"pos"`
	}
	_, err := frame.Into[row](frame.Must(frame.New(frame.Col("pos.latt", []float64{1}), frame.Col("pos.lon", []float64{1}))))
	check.Error(t, err, frame.ErrColumn, `frame.Into: field Pos.Lat has no column: no such column "pos.lat"`, `did you mean "pos.latt"?`)
	check.Error(t, intoX[int](frame.Frame{}), frame.ErrColumn, `no such column "x"`)
}

// everything has fields of all kinds, of sizes that leave gaps between them.
type everything struct {
	numbers
	B    bool
	S    string
	At   time.Time `frame:"at,index"`
	Pos  position
	Ptrs pointers `frame:"p"`
	Last int8
}

func drawPointer[T any](t *rapid.T, g *rapid.Generator[T], label string) *T {
	return rapid.Ptr(g, true).Draw(t, label)
}

func drawEverything(t *rapid.T) (row everything) {
	text, boolean := rapid.String(), rapid.Bool()
	at := rapid.Map(rapid.Int64(), func(ns int64) time.Time { return time.Unix(0, ns) })
	float := rapid.Float64()
	row.numbers = numbers{
		I: rapid.Int().Draw(t, "I"), I8: rapid.Int8().Draw(t, "I8"), I16: rapid.Int16().Draw(t, "I16"),
		I32: rapid.Int32().Draw(t, "I32"), I64: rapid.Int64().Draw(t, "I64"),
		U: rapid.UintMax(math.MaxInt64).Draw(t, "U"), U8: rapid.Uint8().Draw(t, "U8"), U16: rapid.Uint16().Draw(t, "U16"),
		U32: rapid.Uint32().Draw(t, "U32"), U64: rapid.Uint64Max(math.MaxInt64).Draw(t, "U64"),
		F32: rapid.Float32().Draw(t, "F32"), F64: float.Draw(t, "F64"), Wait: time.Duration(rapid.Int64().Draw(t, "Wait")),
	}
	row.B, row.S, row.Last = boolean.Draw(t, "B"), text.Draw(t, "S"), rapid.Int8().Draw(t, "Last")
	row.At = rapid.OneOf(at, rapid.Just(time.Time{})).Draw(t, "At")
	row.Pos = position{rapid.OneOf(float, rapid.Just(nan)).Draw(t, "Lat"), float.Draw(t, "Lon")}
	row.Ptrs = pointers{
		drawPointer(t, float, "F"), drawPointer(t, rapid.Map(rapid.Float32(), func(f float32) celsius { return celsius(f) }), "G"),
		drawPointer(t, rapid.Int8(), "N"), drawPointer(t, rapid.Uint64Max(math.MaxInt64), "U"),
		drawPointer(t, rapid.Map(text, func(s string) station { return station(s) }), "S"), drawPointer(t, boolean, "B"),
		drawPointer(t, at, "T"),
	}
	return row
}

// Structs that become a frame and then structs again are the same. So are those of a part of the frame.
func TestStructsThereAndBack(t *testing.T) {
	same := cmp.Options{cmp.AllowUnexported(everything{}), cmpopts.EquateNaNs()}
	rapid.Check(t, func(t *rapid.T) {
		distinct := make([]everything, rapid.IntRange(1, 5).Draw(t, "distinct"))
		for i := range distinct {
			distinct[i] = drawEverything(t)
		}
		rows := make([]everything, rapid.IntRange(0, 600).Draw(t, "rows"))
		for i := range rows {
			rows[i] = distinct[i%len(distinct)]
		}
		f := mustValue(frame.FromStructs(rows))
		from := rapid.IntRange(0, len(rows)).Draw(t, "from")
		to := rapid.IntRange(from, len(rows)).Draw(t, "to")
		for _, part := range [][2]int{{0, len(rows)}, {from, to}} {
			back := mustValue(frame.Into[everything](f.Slice(part[0], part[1])))
			for i, got := range back {
				if want := rows[part[0]+i]; !cmp.Equal(got, want, same) {
					t.Fatalf("row %d of %v: %s", i, part, cmp.Diff(want, got, same))
				}
			}
			if len(back) != part[1]-part[0] {
				t.Fatalf("got %d rows of %v", len(back), part)
			}
		}
	})
}
