package frame_test

import (
	"math"
	"sync"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

type (
	celsius  float32
	station  string
	position struct {
		Lat float64 `frame:"lat"`
		Lon float64 `frame:"lon"`
	}
	base struct {
		ID   uint16 `frame:"id"`
		note string
	}
	reading struct {
		base
		Station     station `frame:"station"`
		Temperature celsius `frame:"temp"`
		Level       *float64
		Flood       bool      `frame:"flood"`
		At          time.Time `frame:"t,index"`
		Pos         position  `frame:"pos"`
		Secret      []byte    `frame:"-"`
		cache       map[string]int
		_           int
	}
)

func TestFromStructs(t *testing.T) {
	level := 1.25
	rows := []reading{
		{base{7, "x"}, "Kelheim", 20.5, &level, true, noon, position{48.9, 11.9}, []byte("s"), nil, 0},
		{base{ID: 65535}, "", celsius(math.NaN()), nil, false, noon.In(time.FixedZone("CET", 3600)).Add(1), position{}, nil, nil, 0},
		{},
	}
	f, err := frame.FromStructs(rows)
	check.NoError(t, err)
	wantFrame(t, f, frame.Must(frame.New(
		frame.Index("t", []time.Time{noon, noon.Add(1), {}}),
		frame.Col("id", []int64{7, 65535, 0}),
		frame.Col("station", []string{"Kelheim", "", ""}),
		frame.Col("temp", []float64{20.5, nan, 0}),
		frame.Col("Level", []float64{1.25, nan, nan}),
		frame.Col("flood", []bool{true, false, false}),
		frame.Col("pos.lat", []float64{48.9, 0, 0}),
		frame.Col("pos.lon", []float64{11.9, 0, 0}),
	)))
	rows[0] = reading{}
	if got, _ := f.Strings("station"); got[0] != "Kelheim" {
		t.Errorf("the frame changed with the structs: %q", got)
	}
}

// numbers has a field of each size of integer.
type numbers struct {
	I    int
	I8   int8
	I16  int16
	I32  int32
	I64  int64
	U    uint
	U8   uint8
	U16  uint16
	U32  uint32
	U64  uint64
	F32  float32
	F64  float64
	Wait time.Duration
}

var smallestNumbers = numbers{
	math.MinInt64, -128, -32768, -2147483648, math.MinInt64, 0, 0, 0, 0, 0, -math.MaxFloat32, math.Inf(-1), -time.Second,
}

var largestNumbers = numbers{
	math.MaxInt64, 127, 32767, 2147483647, math.MaxInt64, math.MaxInt64, 255, 65535, 4294967295, math.MaxInt64,
	math.MaxFloat32, math.Inf(1), time.Second,
}

func numbersFrame() frame.Frame {
	const most = math.MaxInt64
	return frame.Must(frame.New(
		frame.Col("I", []int64{math.MinInt64, most}), frame.Col("I8", []int64{-128, 127}),
		frame.Col("I16", []int64{-32768, 32767}), frame.Col("I32", []int64{-2147483648, 2147483647}),
		frame.Col("I64", []int64{math.MinInt64, most}), frame.Col("U", []int64{0, most}),
		frame.Col("U8", []int64{0, 255}), frame.Col("U16", []int64{0, 65535}),
		frame.Col("U32", []int64{0, 4294967295}), frame.Col("U64", []int64{0, most}),
		frame.Col("F32", []float64{-math.MaxFloat32, math.MaxFloat32}), frame.Col("F64", []float64{math.Inf(-1), math.Inf(1)}),
		frame.Col("Wait", []int64{-1e9, 1e9})))
}

func TestFromStructsNumbers(t *testing.T) {
	f, err := frame.FromStructs([]numbers{smallestNumbers, largestNumbers})
	check.NoError(t, err)
	wantFrame(t, f, numbersFrame())
}

// pointers has a pointer of each type of column.
type pointers struct {
	F *float64
	G *celsius
	N *int8
	U *uint64
	S *station
	B *bool
	T *time.Time
}

func pointersFrame() frame.Frame {
	ok := []bool{false, true}
	return frame.Must(frame.New(
		frame.Col("F", []float64{nan, 0.5}), frame.Col("G", []float64{nan, 1.5}),
		frame.Col("N", []int64{0, -3}).WithValid(ok), frame.Col("U", []int64{0, 4}).WithValid(ok),
		frame.Col("S", []string{"", "a"}).WithValid(ok), frame.Col("B", []bool{false, true}).WithValid(ok),
		frame.Col("T", []time.Time{{}, noon})))
}

func TestFromStructsPointers(t *testing.T) {
	at := noon
	rows := []pointers{{}, {new(0.5), new(celsius(1.5)), new(int8(-3)), new(uint64(4)), new(station("a")), new(true), &at}}
	f, err := frame.FromStructs(rows)
	check.NoError(t, err)
	wantFrame(t, f, pointersFrame())
}

// The schema is known without rows, and a frame of 0 rows has it.
func TestFromStructsWithoutRows(t *testing.T) {
	const want = "t time (index), id int64, station string, temp float64, Level float64, flood bool, pos.lat float64, pos.lon float64"
	for name, rows := range map[string][]reading{"nil": nil, "empty": {}, "cut": make([]reading, 3)[3:]} {
		f, err := frame.FromStructs(rows)
		check.NoError(t, err)
		if got := f.Schema().String(); got != want || f.Len() != 0 {
			t.Errorf("%s: got %d rows of [%s], want [%s]", name, f.Len(), got, want)
		}
	}
}

// Stamp is a type defined as time.Time.
type Stamp time.Time

type Tagged struct{ X, Y int8 }

// Structs in structs, and the names of their columns.
func TestFromStructsNames(t *testing.T) {
	type Plain struct{ Z bool }
	type row struct {
		Stamp  `frame:",index"`
		Tagged `frame:"in"`
		Plain
		time.Time
		Deep struct {
			Pos  position
			Name string `frame:"the name"`
		} `frame:"deep"`
		sync.Mutex `frame:"-"`
		hidden     struct{ A int }
	}
	f, err := frame.FromStructs[row](nil)
	check.NoError(t, err)
	const want = "Stamp time (index), in.X int64, in.Y int64, Z bool, Time time, deep.Pos.lat float64, deep.Pos.lon float64, deep.the name string"
	if got := f.Schema().String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	_ = row{}.hidden
}

func wantTypeError[T any](t *testing.T, kind error, parts ...string) {
	t.Helper()
	for range 2 { // the second time from the cache
		_, err := frame.FromStructs[T](nil)
		check.Error(t, err, kind, append(parts, "frame.FromStructs: ")...)
		_, err = frame.Into[T](frame.Frame{})
		check.Error(t, err, kind, append(parts, "frame.Into: ")...)
	}
}

func TestStructTypeErrors(t *testing.T) {
	type inner struct{ Ch chan int }
	wantTypeError[struct{ M map[string]int }](t, frame.ErrType, "got map[string]int for field M in struct {")
	wantTypeError[struct{ S []float64 }](t, frame.ErrType, "got []float64 for field S")
	wantTypeError[struct{ A [2]float64 }](t, frame.ErrType, "got [2]float64 for field A")
	wantTypeError[struct{ A any }](t, frame.ErrType, "got interface {} for field A")
	wantTypeError[struct{ F func() }](t, frame.ErrType, "got func() for field F")
	wantTypeError[struct{ C complex128 }](t, frame.ErrType, "got complex128 for field C")
	wantTypeError[struct{ P uintptr }](t, frame.ErrType, "got uintptr for field P")
	wantTypeError[struct{ In inner }](t, frame.ErrType, "got chan int for field In.Ch", `tag frame:"-" excludes a field`)
	wantTypeError[struct{ inner }](t, frame.ErrType, "got chan int for field inner.Ch")
	wantTypeError[struct{ P **int }](t, frame.ErrType, "got **int for field P")
	wantTypeError[struct{ P *position }](t, frame.ErrType, "got *frame_test.position for field P")
	wantTypeError[struct{ *position }](t, frame.ErrType, "got *frame_test.position for field position")
	wantTypeError[struct{ sync.Locker }](t, frame.ErrType, "got sync.Locker for field Locker")
	wantTypeError[struct{ Wait sync.Mutex }](t, frame.ErrType, "needs an exported field", "got sync.Mutex for field Wait")
	wantTypeError[int](t, frame.ErrType, "rows must be structs, got int")
	wantTypeError[*reading](t, frame.ErrType, "rows must be structs, got *frame_test.reading")
	wantTypeError[time.Time](t, frame.ErrType, "rows must be structs, got time.Time")
	wantTypeError[struct{ x int }](t, frame.ErrEmpty, "a struct needs an exported field, got struct { x int }")
	wantTypeError[struct{}](t, frame.ErrEmpty, "got struct {}")

	wantTypeError[struct {
		A int `frame:"x"`
		B int `frame:"x"`
	}](t, frame.ErrName, `got "x" for fields A and B`)
	wantTypeError[struct {
		position
		Lat int `frame:"lat"`
	}](t, frame.ErrName, `got "lat" for fields position.Lat and Lat`)
	wantTypeError[struct {
		A int `frame:",index"`
		B int `frame:"b,index"`
	}](t, frame.ErrIndex, "got fields A and B")
	wantTypeError[struct {
		P position `frame:"p,index"`
	}](t, frame.ErrIndex, "got the struct frame_test.position for field P")
	wantTypeError[struct {
		A int `frame:"a,indx"`
	}](t, frame.ErrValue, `the only option of a tag is index, got "indx" for field A; did you mean "index"?`)
	wantTypeError[struct {
		A int
		b int `frame:"b"`
	}](t, frame.ErrName, "must be exported, got field b")
}

func TestFromStructsErrors(t *testing.T) {
	type row struct {
		N  uint64
		Of struct{ U *uint }
		At time.Time
	}
	rows := make([]row, 300)
	rows[299].N = 1 << 63
	_, err := frame.FromStructs(rows)
	check.Error(t, err, frame.ErrValue, "frame.FromStructs: ", "must be at most 9223372036854775807", "got 9223372036854775808 in row 299 of field N")

	rows[298].Of.U = new(uint(math.MaxUint64))
	_, err = frame.FromStructs(rows[:299])
	check.Error(t, err, frame.ErrValue, "got 18446744073709551615 in row 298 of field Of.U")

	for _, at := range []time.Time{time.Unix(0, math.MinInt64).Add(-1), time.Unix(0, math.MaxInt64).Add(1), time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)} {
		_, err = frame.FromStructs([]row{{At: at}})
		check.Error(t, err, frame.ErrValue, "times must be in the years 1678 to 2261, got "+at.String()+" in row 0 of field At")
	}
	first, last := time.Unix(0, math.MinInt64), time.Unix(0, math.MaxInt64)
	f, err := frame.FromStructs([]row{{At: first}, {At: last}, {At: first.Add(1e9)}, {At: last.Add(-1e9)}})
	check.NoError(t, err)
	check.Values(t, mustValue(f.Times("At")), math.MinInt64, math.MaxInt64, math.MinInt64+1e9, math.MaxInt64-1e9)
}

// A type that many goroutines use for the first time at once.
func TestStructsConcurrently(t *testing.T) {
	type row struct {
		X float64 `frame:"x"`
		S *string `frame:"s"`
	}
	rows := make([]row, 1000)
	for i := range rows {
		rows[i].X = float64(i)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			f, err := frame.FromStructs(rows)
			if err != nil {
				t.Error(err)
				return
			}
			back, err := frame.Into[row](f)
			if err != nil || len(back) != 1000 || back[999] != (row{999, nil}) {
				t.Errorf("got %d rows, %v", len(back), err)
			}
		})
	}
	all.Wait()
}
