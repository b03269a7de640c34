package ops_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/internal/check"
)

// form is an expression of pandas, and what pandas makes of it.
type form struct {
	Form   string
	Error  string // the type of pandas' error
	Rows   []int  // of a query
	Type   string // of an eval, with its values
	Values []any
}

// rows returns the rows that a query must have.
func (f form) rows() []int {
	if here, ok := rowsHere[f.Form]; ok {
		return here
	}
	return append([]int{}, f.Rows...)
}

// queryForms are the forms that bench/pandas/record_query_forms.py has recorded, and the frame that they are applied to.
func queryForms(t *testing.T) (in frame.Frame, queries, evals []form) {
	var recorded struct {
		Columns []struct {
			Name, Type string
			Values     []any
		}
		Index          []int
		Queries, Evals []form
	}
	readJSON(t, "pandas-query-forms.json", &recorded)
	cols := []frame.Column{frame.Index("i", recorded.Index)}
	for _, c := range recorded.Columns {
		cols = append(cols, column(t, c.Name, c.Type, c.Values))
	}
	return table(cols...), recorded.Queries, recorded.Evals
}

// Each form of pandas' query has pandas' result, or an error that says what to write.
func TestQueryFormsMatchPandas(t *testing.T) {
	in, queries, _ := queryForms(t)
	for _, q := range queries {
		t.Run(q.Form, func(t *testing.T) {
			p := newPipeline(in)
			d := p.rows.Query(q.Form)
			if says, ok := wantFormError(t, q, d.Err()); !ok {
				return
			} else if says != "" {
				t.Fatalf("want an error that says %q", says)
			}
			out := collect(d)
			p.feed(t, in)
			index, err := out.got[0].Ints("i")
			check.NoError(t, err)
			got := []int{}
			for _, i := range index {
				got = append(got, int(i)-10)
			}
			if want := q.rows(); !slices.Equal(got, want) {
				t.Errorf("got rows %v, want %v", got, want)
			}
		})
	}
}

// Each form of pandas' eval has pandas' result and type, or an error that says what to write.
func TestEvalFormsMatchPandas(t *testing.T) {
	in, _, evals := queryForms(t)
	for _, e := range evals {
		t.Run(e.Form, func(t *testing.T) {
			p := newPipeline(in)
			d := p.rows.Assign("z", e.Form)
			if says, ok := wantFormError(t, e, d.Err()); !ok {
				return
			} else if says != "" {
				t.Fatalf("want an error that says %q", says)
			}
			out := collect(d.Col("z"))
			p.feed(t, in)
			if values, ok := valuesHere[e.Form]; ok {
				if got := cells(t, out.got[0], "z"); got != values {
					t.Errorf("got %s, want %s", got, values)
				}
				return
			}
			want := column(t, "z", e.Type, e.Values)
			index := frame.Index("i", []int{10, 11, 12, 13, 14, 15})
			wantClose(t, 1e-12, out.got, table(index, want))
		})
	}
}

// cells joins the texts of a column.
func cells(t *testing.T, f frame.Frame, name string) string {
	c, err := f.Column(name)
	check.NoError(t, err)
	var all []string
	for row := range c.Len() {
		all = append(all, string(c.AppendCell(nil, row)))
	}
	return strings.Join(all, " ")
}

// wantFormError checks the error of a form. ok is false if there is one and it is right; else says is what it should say.
func wantFormError(t *testing.T, f form, err error) (says string, ok bool) {
	t.Helper()
	says, isError := formErrors[f.Form]
	_, hasRows := rowsHere[f.Form]
	_, hasValues := valuesHere[f.Form]
	if f.Error != "" && !isError && !hasRows && !hasValues {
		isError = true // pandas has no result either
	}
	if !isError && err != nil {
		t.Fatalf("got %v", err)
	}
	if isError && err == nil {
		return fmt.Sprintf("%q (pandas: %s)", says, f.Error), true
	}
	if isError {
		if !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want an error that says %q", err, says)
		}
		return "", false
	}
	return "", true
}

// rowsHere are the rows of queries for which pandas has none, or other ones: pandas compares a time with == and in as a text.
var rowsHere = map[string][]int{
	"p && q": {0, 4}, "p || q": {0, 1, 2, 4, 5}, "!p": {1, 3}, "True": {0, 1, 2, 3, 4, 5}, "isna(x)": {2}, "s contains 'a'": {0, 1, 4},
	"(a > 2\nand b < 2)": {4}, "max(a, b) > 3": {0, 1, 3, 4},
	"hour(t) == 12": {1}, "t in ['2026-01-02']": {2}, "t == '2026-01-03'": {4}, "t != '2026-01-01'": {1, 2, 3, 4, 5},
}

// valuesHere are the values of expressions for which pandas has none, or other ones: pandas divides integers by 0 as
// floats.
var valuesHere = map[string]string{
	"a ** -1": "1 0.5 0.3333333333333333 0.25 0.2 -0.16666666666666666", "a // c": "1 1  1 1 -3", "a % c": "0 0  0 2 0",
	"u + '!'": "p! Pear! x! fig! a.b! ü!", "p ? a : b": "1 4 3 2 5 -6", "sign(x)": "1 -1  1 1 -1", "round(x, 1)": "0.5 -1.5  2 inf -3",
	"t.dt.date": "2026-01-01T00:00:00Z 2026-01-01T00:00:00Z 2026-01-02T00:00:00Z 2026-01-02T00:00:00Z 2026-01-03T00:00:00Z 2026-02-01T00:00:00Z",
	"3":         "3 3 3 3 3 3", "'a'": "a a a a a a", "log2(x)": "-1   1 inf ",
}

// formErrors are forms for which pandas has a result, and what their errors say here; and those of which an error of pandas
// would help nobody.
var formErrors = map[string]string{
	"@limit > a":                         "write its value into the text",
	"a > @limits[0]":                     "write its value",
	"a in @values":                       "write its value",
	"@a":                                 "write its value",
	"a == b == c":                        "write a == b and b == c",
	"a == b != c":                        "write a == b and b == c",
	"0 < a == c":                         "write a == b and b == c",
	"a == '3'":                           "two of one type, got int64 and string",
	"p > q":                              "cannot compare bools",
	"x == None":                          "isnull(x)",
	"x != None":                          "isnull(x)",
	"x == nan":                           "isnull(x)",
	"x is None":                          "isnull(x)",
	"p is True":                          "isnull(x)",
	"pos.lat > 30":                       "write `pos.lat` in backticks",
	"zzz > 1":                            "columns are i, a, b",
	"ilevel_0 > 12":                      "columns are",
	"[1, 3, 5] in a":                     "wants a list",
	"a in b":                             "wants a list",
	"a not in b":                         "wants a list",
	"a in b and c < d":                   "wants a list",
	"'a' in u":                           "contains finds a text",
	"a in [b, 1]":                        "constants",
	"a = 3":                              "a comparison is ==",
	"a > 1 if p else b > 1":              "write condition ? a : b",
	"a if p else b":                      "write condition ? a : b",
	"s.str.contains('a.b', regex=False)": "contains(s, 'a') finds plain text",
	"s.str.contains('P', case=False, na=False)": "s matches '(?i)a'",
	"a.between(2, 4, inclusive='neither')":      "between includes both ends",
	"u.str.title() == 'P'":                      `no method of str "title"; there are`,
	"u.str.isdigit()":                           "there are",
	"u.str.cat(u)":                              "there are",
	"u.str.slice(0, 1)":                         "there are",
	"u.str[0] == 'p'":                           "a text no parts",
	"u.str[0:2] == 'Pe'":                        "a slice",
	"a[1:]":                                     "a slice",
	"a[0] > 1":                                  `"[...]"`,
	"x.fillna(0) < 1":                           "FillNA",
	"a.clip(2, 3) > 2":                          "DataFrame.Clip",
	"a > a.mean()":                              "a reduction",
	"a == a.max()":                              "a reduction",
	"a.sum()":                                   "a reduction",
	"a.shift(1) > 1":                            "then With",
	"a.diff() > 0":                              "then With",
	"a.cumsum() > 4":                            "then With",
	"a.cumsum()":                                "then With",
	"a.rank() > 3":                              "then With",
	"a.eq(3)":                                   "use ==",
	"a.gt(3)":                                   "use >",
	"a.add(1) > 3":                              "use +",
	"a.astype('float64') > 2":                   "AsType",
	"a.astype(str) == '1'":                      "AsType",
	"a.apply(abs) > 2":                          "MapRows",
	"a.map(abs) > 2":                            "DataFrame.Apply",
	"x.where(p, 0)":                             "condition ? a : b",
	"a.duplicated()":                            `no method "duplicated"`,
	"a.T > 1":                                   `member "T"`,
	"a.values > 1":                              `member "values"`,
	"t > Timestamp('2026-01-02')":               "use a text",
	"t > 20260102":                              "got time and int64",
	"a > 1 # comment":                           "a # is",
	"a # comment":                               "a # is",
	"a > 1j":                                    `bad number syntax: "1j"`,
	"a > 99999999999999999999":                  "out of range",
	"a == ...":                                  "unexpected token",
	"d = a + b":                                 "Assign takes the name",
	"d = a\ne = d + 1":                          "Assign takes the name",
	"d += 1":                                    "Assign takes the name",
	"lambda: a":                                 "MapRows take a function",
	"a << 1 > 2":                                "ShiftLeft",
	"a >> 1 > 0":                                "ShiftRight",
	"p ^ q":                                     "!= tells bools apart",
	"a ^ b":                                     "a power is **",
	"a & b":                                     "& wants bool, got int64 and int64; DataFrame.And",
	"a | 4":                                     "| wants bool",
	"a and b":                                   "and wants bool",
	"a":                                         "want a condition",
	"p + q":                                     "+ wants numbers, got bool",
	"p + 1":                                     "+ wants numbers",
	"s * 2":                                     "* wants numbers",
	"``":                                        `""; columns are`,
	"`a > 2":                                    "no closing backtick",
	"None":                                      "isnull(x)",
	"np.sqrt(a) > 1":                            `no method "sqrt"`,
	"len(a) > 1":                                "len wants string",
	"print(a)":                                  `no function "print"`,
	"a.__class__":                               `member "__class__"`,
	"a > b'1'":                                  "prefix b",
	"t.dt.hourx == 12":                          `did you mean "hour"`,
	"t.dt.is_month_start":                       `no member of dt "is_month_start"; there are date`,
	"t.dt.ceil('h')":                            `no member of dt "ceil"; there are date`,
	"t.dt.sqrt() > 1":                           `no member of dt "sqrt"`,
	"t.dt.floor('15m') == t":                    "such as '15min'",
	"t.dt.floor('MS') == t":                     "truncate(t, 'month')",
	"t.dt.hour() == 12":                         "hour is a member",
	"t.dt.floor == 1":                           "floor is a method",
	"a.dt.hour == 1":                            "hour wants time",
}
