package frame_test

import (
	"testing"
	"time"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"
	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"pgregory.net/rapid"
)

func TestFromGota(t *testing.T) {
	df := dataframe.New(
		series.New([]float64{1.5, nan}, series.Float, "x"),
		series.New([]string{"7", "NaN"}, series.Int, "n"),
		series.New([]string{"a", "NaN"}, series.String, "s"),
		series.New([]string{"true", "NaN"}, series.Bool, "b"))
	ok := []bool{true, false}
	want := frame.Must(frame.New(frame.Col("x", []float64{1.5, nan}), frame.Col("n", []int{7, 0}).WithValid(ok),
		frame.Col("s", []string{"a", ""}).WithValid(ok), frame.Col("b", []bool{true, false}).WithValid(ok)))
	f, err := frame.FromGota(df)
	wantFrame(t, check.Must(t, f, err), want)
	f, err = frame.FromGota(df.Subset([]int{}))
	wantFrame(t, check.Must(t, f, err), want.Empty())
}

func TestFromGotaErrors(t *testing.T) {
	failed := dataframe.New(series.New([]int{1}, series.Int, "x")).Select("z").Arrange(dataframe.Sort("z"))
	_, err := frame.FromGota(failed)
	check.Error(t, err, failed.Err, "frame.FromGota: ")
	_, err = frame.FromGota(dataframe.DataFrame{})
	check.Error(t, err, frame.ErrEmpty, "frame.FromGota")
	_, err = frame.FromGota(dataframe.New())
	if err == nil || err.Error() != "frame.FromGota: empty DataFrame" {
		t.Errorf("a data frame of no series: %v", err)
	}
	twice := dataframe.New(series.New([]int{1}, series.Int, "x"), series.New([]int{2}, series.Int, "y"))
	check.NoError(t, twice.SetNames("x", "x"))
	if names := twice.Names(); names[0] == names[1] {
		_, err = frame.FromGota(twice)
		check.Error(t, err, frame.ErrName, "frame.FromGota", `"x"`)
	}
}

// After a round trip through gota, times are RFC 3339 strings and the index is an ordinary column.
func TestGotaRoundTrip(t *testing.T) {
	f := sample()
	df, err := f.Gota()
	got, err2 := frame.FromGota(check.Must(t, df, err))
	got = check.Must(t, got, err2)
	if want := "t string, x float64, n int64, s string, b bool"; got.Schema().String() != want {
		t.Errorf("columns %q, want %q", got.Schema(), want)
	}
	got = mustValue(got.ParseTimes("t"))
	wantFrame(t, mustValue(got.SetIndex("t")), f)

	df, err = f.Slice(1, 3).Gota() // rows that do not start at the start of their storage
	got, err2 = frame.FromGota(check.Must(t, df, err))
	wantFrame(t, mustValue(mustValue(check.Must(t, got, err2).ParseTimes("t")).SetIndex("t")), f.Slice(1, 3))

	df, err = f.Empty().Gota()
	got, err2 = frame.FromGota(check.Must(t, df, err))
	if got = check.Must(t, got, err2); got.Len() != 0 || got.NumCols() != 5 {
		t.Errorf("an empty frame comes back with %d rows, %d columns", got.Len(), got.NumCols())
	}
}

func TestGotaRoundTripProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFrame(t, rapid.IntRange(0, 30).Draw(t, "rows"))
		df, err := f.Gota()
		if err != nil {
			t.Fatal(err)
		}
		got, err := frame.FromGota(df)
		if err != nil {
			t.Fatal(err)
		}
		if got = mustValue(mustValue(got.ParseTimes("t")).SetIndex("t")); !got.Equal(f) {
			t.Fatalf("got\n%v\nwant\n%v", got, f)
		}
	})
}

// gota would change these values to missing ones, or to other numbers, without an error.
func TestGotaTraps(t *testing.T) {
	_, err := frame.Must(frame.New(frame.Col("s", []string{"a", "NaN"}))).Gota()
	check.Error(t, err, frame.ErrValue, "frame.Gota", "NaN", "row 1", `"s"`)
	_, err = frame.Frame{}.Gota()
	check.Error(t, err, frame.ErrEmpty, "frame.Gota")

	// In gota, an Int series of []int64 is all NaN. Here the values must be exact, even if float64 cannot represent them.
	f := frame.Must(frame.New(frame.Col("n", []int64{1<<53 + 1, -1 << 63})))
	df, err := f.Gota()
	got, err2 := frame.FromGota(check.Must(t, df, err))
	wantFrame(t, check.Must(t, got, err2), f)

	// gota's RBind uses the left type and truncates 2.7. Concat must return an error.
	n := frame.Must(frame.New(frame.Col("x", []int{1})))
	x := frame.Must(frame.New(frame.Col("x", []float64{2.7})))
	_, err = frame.Concat([]frame.Frame{n, x})
	check.Error(t, err, frame.ErrSchema, `"x"`, "int64", "float64")

	// gota's Series.Slice cannot include the last row. Slice can.
	wantFrame(t, n.Slice(0, n.Len()), n)
}

func TestParseTimes(t *testing.T) {
	ok := []bool{true, true, true, false}
	f := frame.Must(frame.New(frame.Col("s", []string{"2026-01-01T13:00:00+01:00", "2026-01-01", "2026-01-01 12:00:00", "?"}).WithValid(ok),
		frame.Const("n", 1, 4)))
	want := frame.Must(frame.New(frame.Col("s", []time.Time{noon, noon.Add(-12 * time.Hour), noon, {}})))
	got, err := f.ParseTimes("s")
	got = check.Must(t, got, err)
	wantFrame(t, mustValue(got.Select("s")), want)
	again, err := got.ParseTimes("s")
	wantFrame(t, check.Must(t, again, err), got)
	got, err = f.Slice(2, 4).ParseTimes("s")
	wantFrame(t, mustValue(check.Must(t, got, err).Select("s")), want.Slice(2, 4))

	_, err = f.ParseTimes("z")
	check.Error(t, err, frame.ErrColumn, "frame.ParseTimes", `"z"`)
	_, err = f.ParseTimes("n")
	check.Error(t, err, frame.ErrType, "frame.ParseTimes", `"n"`)
	_, err = mustValue(f.With(frame.Const("s", "soon", 4))).ParseTimes("s")
	check.Error(t, err, frame.ErrValue, "frame.ParseTimes", `"s"`, `"soon"`, "row 0")
	_, err = mustValue(f.With(frame.Const("s", "NA", 4))).ParseTimes("s")
	check.Error(t, err, frame.ErrValue, `"NA"`)
}
