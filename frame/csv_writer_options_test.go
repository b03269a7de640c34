package frame_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

// options returns its arguments.
func options(opts ...frame.CSVOption) []frame.CSVOption { return opts }

func TestWriteCSVOptions(t *testing.T) {
	berlin := time.FixedZone("", 7200)
	f := frame.Must(frame.New(frame.Index("t", []time.Time{noon, {}, noon.Add(-1500 * time.Millisecond)}),
		frame.Col("x", []float64{1234567.5, nan, -0.25}), frame.Col("n", []int{1000, -999, 7}),
		frame.Col("s", []string{"a;b", "", "NULL"}).WithValid([]bool{true, false, true})))
	for _, c := range []struct {
		opts []frame.CSVOption
		want string
	}{
		{nil, "t,x,n,s\n2026-01-01T12:00:00Z,1234567.5,1000,a;b\n,,-999,\n2026-01-01T11:59:58.5Z,-0.25,7,\"NULL\"\n"},
		{options(frame.CSVDecimal(','), frame.CSVThousands('.'), frame.CSVCRLF()),
			"t;x;n;s\r\n2026-01-01T12:00:00Z;1.234.567,5;1.000;\"a;b\"\r\n;;-999;\r\n2026-01-01T11:59:58.5Z;-0,25;7;\"NULL\"\r\n"},
		{options(frame.CSVThousands(','), frame.CSVNoHeader()),
			"2026-01-01T12:00:00Z,\"1,234,567.5\",\"1,000\",a;b\n,,-999,\n2026-01-01T11:59:58.5Z,-0.25,7,\"NULL\"\n"},
		{options(frame.CSVTimeLayout("02.01.2006 15:04"), frame.CSVTimeLayout("x"), frame.CSVTimeZone(berlin), frame.CSVFloat('f', 1)),
			"t,x,n,s\n01.01.2026 14:00,1234567.5,1000,a;b\n,,-999,\n01.01.2026 13:59,-0.2,7,\"NULL\"\n"},
		{options(frame.CSVTimeZone(berlin), frame.CSVMissing("NULL", "-"), frame.CSVComma('\t'), frame.CSVQuote('\'')),
			"t\tx\tn\ts\n2026-01-01T14:00:00+02:00\t1234567.5\t1000\ta;b\nNULL\tNULL\t-999\tNULL\n2026-01-01T13:59:58.5+02:00\t-0.25\t7\t'NULL'\n"},
		{options(frame.CSVEpoch("t", time.Second), frame.CSVQuoteAll(), frame.CSVMissingFor("s", "?")),
			"\"t\",\"x\",\"n\",\"s\"\n" +
				"\"1767268800\",\"1234567.5\",\"1000\",\"a;b\"\n\"\",\"\",\"-999\",?\n\"1767268798.5\",\"-0.25\",\"7\",\"NULL\"\n"},
	} {
		var out strings.Builder
		check.NoError(t, frame.WriteCSV(&out, f, c.opts...))
		if out.String() != c.want {
			t.Errorf("got\n%q, want\n%q", out.String(), c.want)
		}
	}
}

func TestWriteCSVOptionErrors(t *testing.T) {
	text := func(texts ...string) frame.Frame {
		return frame.Must(frame.New(frame.Col("s", texts), frame.Const("n", -999, len(texts))))
	}
	missing := frame.Must(frame.New(frame.Col("s", []string{"a", ""}).WithValid([]bool{true, false})))
	for _, c := range []struct {
		f    frame.Frame
		opts []frame.CSVOption
		kind error
		says string
	}{
		{text("a", "b,c"), options(frame.CSVQuote(0)), frame.ErrValue, `column "s" must not need quotes with CSVQuote(0), got "b,c" in row 1`},
		{text("NA"), options(frame.CSVQuote(0)), frame.ErrValue, `column "s" must not need quotes with CSVQuote(0), got "NA" in row 0`},
		{text("a"), options(frame.CSVMissing("-999")), frame.ErrValue, `column "n" must not be a text of CSVMissing, got "-999" in row 0`},
		{missing, options(frame.CSVMissing()), frame.ErrValue, `column "s" must have a value, because no text of CSVMissing`},
		{missing, options(frame.CSVMissing("")), frame.ErrValue, `must have a value`},
		{text("a", "é€漢"), options(frame.CSVEncoding(charmap.Windows1252)), frame.ErrValue,
			`column "s" must be UTF-8 text that the encoding of CSVEncoding has, got "é€漢" in row 1`},
		{text("\xff"), options(frame.CSVEncoding(unicode.UTF16(unicode.BigEndian, unicode.UseBOM))), frame.ErrValue, `got "\xff" in row 0`},
		{text("a"), options(frame.CSVEpoch("t", time.Second)), frame.ErrColumn, `CSVEpoch: no such column "t"`},
		{text("a"), options(frame.CSVEpoch("n", time.Second)), frame.ErrType, `CSVEpoch: wrong column type: column "n" must be time, got int64`},
		{mustValue(text("a").Rename("s", "a,b")), options(frame.CSVQuote(0)), frame.ErrName, `a column's name must not need quotes`},
	} {
		var out strings.Builder
		check.Error(t, frame.WriteCSV(&out, c.f, c.opts...), c.kind, "frame.CSVEncoder.Encode: ", c.says)
		if out.Len() > 0 {
			t.Errorf("%s: wrote %q", c.says, out.String())
		}
	}
	for says, misuse := range map[string]func(){
		"frame.NewCSVEncoder: the options must be those of writing, got CSVSkip": func() { frame.NewCSVEncoder(nil, frame.CSVSkip(1)) },
		"frame.CSVQuoteAll: cannot be combined with CSVQuote(0)": func() {
			frame.NewCSVEncoder(nil, frame.CSVQuoteAll(), frame.CSVQuote(0))
		},
		"frame.CSVFloat: must be one of e, E, f, g, G with a precision": func() { frame.CSVFloat('x', 1) },
		"frame.CSVEncoding: needs an encoding, got nil":                 func() { frame.CSVEncoding(nil) },
		"frame.JSONEncoding: needs an encoding, got nil":                func() { frame.JSONEncoding(nil) },
	} {
		check.Panics(t, says, misuse)
	}
}

// anyCSVOptions draws options that reading and writing share.
func anyCSVOptions(t *rapid.T, f frame.Frame) (opts []frame.CSVOption) {
	maybe := func(name string, opt func() frame.CSVOption) {
		if rapid.IntRange(0, 2).Draw(t, name) == 0 {
			opts = append(opts, opt())
		}
	}
	decimal := rapid.SampledFrom([]rune(".,")).Draw(t, "decimal")
	opts = append(opts, frame.CSVDecimal(decimal))
	maybe("comma", func() frame.CSVOption {
		return frame.CSVComma(rapid.SampledFrom([]rune(",;\t|: é1-")).Draw(t, "comma"))
	})
	maybe("quote", func() frame.CSVOption { return frame.CSVQuote(rapid.SampledFrom([]rune("'\"~\x00")).Draw(t, "quote")) })
	maybe("thousands", func() frame.CSVOption {
		separator := rapid.SampledFrom([]rune(".,' _")).Filter(func(r rune) bool { return r != decimal }).Draw(t, "thousands")
		return frame.CSVThousands(separator)
	})
	texts := rapid.SliceOfN(rapid.SampledFrom([]string{"", "NA", "-", " ", "a,b", "\"", "#", "1", "x\ny", "NULL"}), 0, 3)
	maybe("missing", func() frame.CSVOption { return frame.CSVMissing(texts.Draw(t, "missing")...) })
	names := f.Schema().Names()
	maybe("missing for", func() frame.CSVOption { return frame.CSVMissingFor(names[0], texts.Draw(t, "missing")...) })
	maybe("zone", func() frame.CSVOption { return frame.CSVTimeZone(time.FixedZone("", -12600)) })
	maybe("layout", func() frame.CSVOption { return frame.CSVTimeLayout("Jan 2, 2006 15:04:05.999999999 -07:00") })
	maybe("no header", func() frame.CSVOption { return frame.CSVNoHeader(names...) })
	maybe("comment", func() frame.CSVOption { return frame.CSVComment(rapid.SampledFrom([]rune("#-1a")).Draw(t, "comment")) })
	maybe("crlf", frame.CSVCRLF)
	maybe("all", frame.CSVQuoteAll)
	maybe("float", func() frame.CSVOption { return frame.CSVFloat('e', -1) })
	maybe("encoding", func() frame.CSVOption {
		return frame.CSVEncoding(rapid.SampledFrom([]encoding.Encoding{encoding.Nop, charmap.Windows1252,
			unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}).Draw(t, "encoding"))
	})
	if field, ok := f.Schema().Lookup("t"); ok && field.Type == frame.Time {
		maybe("epoch", func() frame.CSVOption {
			units := []time.Duration{time.Second, time.Millisecond, time.Microsecond, time.Nanosecond}
			return frame.CSVEpoch("t", rapid.SampledFrom(units).Draw(t, "unit"))
		})
	}
	return opts
}

// contradicts reports whether options contradict each other, by the panic.
func contradicts(opts []frame.CSVOption) (misuse bool) {
	defer func() { misuse = recover() != nil }()
	frame.NewCSVEncoder(nil, opts...)
	return false
}

// What is written with options is read with the same options, or refused with an error.
func TestCSVRoundTripWithOptions(t *testing.T) {
	written, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		f := anyFrame(t, rapid.IntRange(0, 8).Draw(t, "rows"))
		f = mustValue(f.ResetIndex().Select(rapid.SliceOfNDistinct(rapid.SampledFrom(f.Schema().Names()), 1, 6, rapid.ID).Draw(t, "names")...))
		if texts, err := f.Strings("s"); err == nil {
			f = mustValue(f.With(frame.Col("s", sometimesMissingTexts(t, texts)).WithValid(validOf(f, "s"))))
		}
		opts := anyCSVOptions(t, f)
		if contradicts(opts) {
			t.Skip("options contradict each other")
		}
		var text strings.Builder
		e := frame.NewCSVEncoder(&text, opts...)
		for _, part := range []frame.Frame{f.Slice(0, f.Len()/2), f.Slice(f.Len()/2, f.Len())} {
			if err := e.Encode(part); err != nil {
				refused++
				if !errors.Is(err, frame.ErrValue) && !errors.Is(err, frame.ErrName) {
					t.Fatal(err)
				}
				t.Skip("refused: ", err)
			}
		}
		written++
		got, err := readCSV(text.String(), append(opts, frame.CSVSchema(f.Schema()))...)
		if err != nil || !got.Equal(f) {
			t.Fatalf("%v; wrote %q, got\n%v\nwant\n%v", err, text.String(), got, f)
		}
	})
	if written < refused/10 {
		t.Errorf("%d written, %d refused", written, refused)
	}
}
