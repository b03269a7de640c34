package frame_test

import (
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

func TestNewSchema(t *testing.T) {
	want := sample().Schema()
	fields := want.Fields()
	got, err := frame.NewSchema(append(fields[1:], fields[0])...) // the index last
	if check.Must(t, got, err); !got.Equal(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	none, err := frame.NewSchema()
	if check.Must(t, none, err); none.Len() != 0 {
		t.Errorf("got %v", none)
	}
	_, err = frame.NewSchema(frame.Field{Type: frame.Bool})
	check.Error(t, err, frame.ErrName, "frame.NewSchema", "column 0")
	_, err = frame.NewSchema(frame.Field{Name: "a", Index: true}, frame.Field{Name: "b", Index: true})
	check.Error(t, err, frame.ErrIndex, `"a"`, `"b"`)
	_, err = frame.NewSchema(frame.Field{Name: "a", Type: 5})
	check.Error(t, err, frame.ErrType, "Type(5)", `"a"`)
}

func TestSchemaCheckAllocatesNothing(t *testing.T) {
	f := sample()
	s := f.Schema()
	if n := testing.AllocsPerRun(100, func() {
		if s.Check(f) != nil {
			t.Fatal("a frame does not fit its schema")
		}
	}); n != 0 {
		t.Errorf("Check: %v allocations", n)
	}
	check.Error(t, s.Check(f.Slice(0, 0).ResetIndex()), frame.ErrSchema, `"t"`, "must be the time index, got time")
	check.Error(t, s.Check(f.DropIndex()), frame.ErrSchema, "t time (index), x float64", "[x float64, n int64")
	if s.Equal(f.ResetIndex().Schema()) || !s.Equal(sample().Schema()) {
		t.Error("Schema.Equal")
	}
}
