package group

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/kernel"
	"pgregory.net/rapid"
)

// testKey is a key of two columns.
type testKey struct {
	number float64
	text   string
}

func (k testKey) compare(o testKey) int {
	return cmp.Or(cmp.Compare(k.number, o.number), cmp.Compare(k.text, o.text))
}

// missingText stands for a missing string.
const missingText = "missing"

func vectors(keys []testKey) []kernel.Vector {
	number, text := kernel.Vector{Type: frame.Float64}, kernel.Vector{Type: frame.String}
	for _, k := range keys {
		number.Floats = append(number.Floats, k.number)
		text.Texts = append(text.Texts, k.text)
		text.Valid = append(text.Valid, k.text != missingText)
	}
	return []kernel.Vector{number, text}
}

func newIndex() *Index {
	return New([]string{"n", "s"}, []frame.Type{frame.Float64, frame.String})
}

// keysOf returns the keys in the index, in its order.
func keysOf(t *rapid.T, x *Index) []testKey {
	f := frame.Must(frame.New(x.Keys()...))
	numbers, err := f.Floats("n")
	if err != nil {
		t.Fatal(err)
	}
	texts, err := f.Strings("s")
	if err != nil {
		t.Fatal(err)
	}
	keys := make([]testKey, len(texts))
	for i := range keys {
		keys[i] = testKey{numbers[i], texts[i]}
	}
	return keys
}

// The index equals a map with sorted keys after any sequence of FindOrCreate, DropCreated and Drop.
func TestIndexBehavesAsMap(t *testing.T) {
	row := rapid.Custom(func(t *rapid.T) testKey {
		return testKey{
			rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1, -1, 2.5, -2.5, 1e300, math.Inf(1), math.Inf(-1), math.NaN()}).Draw(t, "n"),
			rapid.SampledFrom([]string{"", "a", "b", "ab", missingText}).Draw(t, "s"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		x, model := newIndex(), map[testKey]int32{}
		for range rapid.IntRange(1, 12).Draw(t, "batches") {
			rows := rapid.SliceOfN(row, 0, 20).Draw(t, "rows")
			before := keysOf(t, x)
			ids := x.FindOrCreate(vectors(rows), len(rows), nil, 1000)
			if rapid.IntRange(0, 3).Draw(t, "undo") == 0 {
				x.DropCreated()
				if got := keysOf(t, x); !slices.Equal(got, before) {
					t.Fatalf("after Undo: got %v, want %v", got, before)
				}
				continue
			}
			checkGroupNumbers(t, model, rows, ids)
			drop := rapid.SliceOfNDistinct(rapid.SampledFrom(append(x.Order(), NoGroup)), 0, 4, rapid.ID).Draw(t, "drop")
			drop = slices.DeleteFunc(drop, func(id int32) bool { return id == NoGroup })
			x.Drop(drop)
			for k, id := range model {
				if slices.Contains(drop, id) {
					delete(model, k)
				}
			}
			checkOrder(t, x, model)
		}
	})
}

// checkGroupNumbers checks the group numbers of rows, and adds new ones to the model.
func checkGroupNumbers(t *rapid.T, model map[testKey]int32, rows []testKey, ids []int32) {
	for i, k := range rows {
		if k.number != k.number || k.text == missingText {
			if ids[i] != NoGroup {
				t.Fatalf("row %d: got group %d of a missing key", i, ids[i])
			}
			continue
		}
		k.number += 0 // -0 and 0 are one key
		want, ok := model[k]
		if !ok {
			for other, id := range model {
				if id == ids[i] {
					t.Fatalf("%v and %v share group %d", k, other, id)
				}
			}
			want = ids[i]
			model[k] = want
		}
		if ids[i] != want {
			t.Fatalf("row %d: got group %d, want %d", i, ids[i], want)
		}
	}
}

func checkOrder(t *rapid.T, x *Index, model map[testKey]int32) {
	var want []testKey
	for k := range model {
		want = append(want, k)
	}
	slices.SortFunc(want, testKey.compare)
	if got := keysOf(t, x); !slices.Equal(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i, k := range want {
		if x.Order()[i] != model[k] {
			t.Fatalf("group %d is %d, want %d", i, x.Order()[i], model[k])
		}
	}
	if x.Len() != len(model) {
		t.Fatalf("Len is %d, want %d", x.Len(), len(model))
	}
}

func TestKeysOfEachType(t *testing.T) {
	v := []kernel.Vector{
		{Type: frame.Bool, Bools: []bool{true, false, true}},
		{Type: frame.Int64, Ints: []int64{math.MaxInt64, 3, math.MinInt64}},
		{Type: frame.Time, Ints: []int64{5, 6, -7}},
	}
	x := New([]string{"b", "n", "t"}, []frame.Type{frame.Bool, frame.Int64, frame.Time})
	ids := x.FindOrCreate(v, 3, nil, 3)
	got := frame.Must(frame.New(x.Keys()...))
	want := frame.Must(frame.New(frame.Col("b", []bool{false, true, true}),
		frame.Col("n", []int64{3, math.MinInt64, math.MaxInt64}), frame.Nanos("t", []int64{6, -7, 5})))
	if !got.Equal(want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
	if got := x.FormatKey(ids[0]); got != "b = true, n = 9223372036854775807, t = 1970-01-01T00:00:00.000000005Z" {
		t.Errorf("got %q", got)
	}
}

// Numbers of dropped groups are reused, so memory follows the largest number of groups at one time.
func TestGroupNumbersAreReused(t *testing.T) {
	x := New([]string{"n"}, []frame.Type{frame.Int64})
	for i := range int64(1000) {
		ids := x.FindOrCreate([]kernel.Vector{{Type: frame.Int64, Ints: []int64{i, i + 1, i + 2}}}, 3, nil, 4)
		x.Drop(ids[:1])
	}
	if x.IDLimit() != 3 || len(x.table.slots) != 16 {
		t.Errorf("there is room for %d groups in %d slots, want 3 in 16", x.IDLimit(), len(x.table.slots))
	}
}

// FindOrCreate does not read a batch to its end if there are too many keys.
func TestFindStopsAtTooManyGroups(t *testing.T) {
	v := kernel.Vector{Type: frame.Int64}
	for i := range int64(100_000) {
		v.Ints = append(v.Ints, i)
	}
	x := New([]string{"n"}, []frame.Type{frame.Int64})
	x.FindOrCreate([]kernel.Vector{v}, len(v.Ints), nil, 10)
	if x.Len() != 11 {
		t.Errorf("got %d groups, want 11", x.Len())
	}
	x.DropCreated()
	if x.Len() != 0 || x.table.used != 0 {
		t.Errorf("got %d groups after Undo", x.Len())
	}
}

func BenchmarkFind(b *testing.B) {
	for _, keys := range []int{11, 1000, 1_000_000} {
		rows := kernel.Vector{Type: frame.Int64}
		texts := kernel.Vector{Type: frame.String}
		for i := range keys {
			rows.Ints = append(rows.Ints, int64(i))
			texts.Texts = append(texts.Texts, fmt.Sprintf("symbol-%d", i))
		}
		for _, v := range []kernel.Vector{rows, texts} {
			b.Run(fmt.Sprintf("%v/keys=%d", v.Type, keys), func(b *testing.B) {
				x, in := New([]string{"k"}, []frame.Type{v.Type}), []kernel.Vector{v}
				var ids []int32
				b.ReportAllocs()
				for b.Loop() {
					ids = x.FindOrCreate(in, keys, ids, keys)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(keys), "ns/row")
			})
		}
	}
}
