package ops

import (
	"fmt"

	"github.com/streamgage/streamgage/frame"
	"github.com/streamgage/streamgage/ops/internal/expression"
)

// Query emits the rows for which an expression on the columns is true, as pandas' query does: Query("x > 1 and y in [2,
// 3]"). Rows keep their index. A batch of which no row remains becomes a batch without rows. As with [DataFrame.Where],
// the result can no longer be combined with data that has all rows.
//
// An expression consists of
//
//   - names of columns, or of the index, which is also called index; in backticks, or as col("odd name"), those that are
//     not identifiers
//   - numbers, inf, True, False, texts in single or double quotes; r'\d' is a text whose backslashes are characters
//   - + - * / // % ** on numbers, with Python's meaning: / is always float64, // rounds down, % has the sign of the
//     divisor, and whole numbers stay int64 except with / and powers of a negative constant; + joins texts
//   - == != < <= > >=, of which < and > may be chained as in 0 <= x < 1; a time is compared with text, as RFC 3339,
//     2006-01-02 or 2006-01-02 15:04:05, in UTC if it names no zone
//   - and, or, not, or & | ~, or && || !; as in pandas, & and | bind like and and or
//   - in [1, 2], not in ("a", "b"), or == [1, 2]; between(x, 1, 2), which includes both
//   - on text contains, startswith, endswith, matches, as operators or functions: matches takes a regular expression of
//     package regexp; lower upper strip lstrip rstrip len replace
//   - condition ? a : b
//   - hour minute second weekday day month quarter year dayofyear date of a time, as in hour(t) in UTC or
//     hour(t, 'Europe/Berlin'), with the meaning of [DataFrame.Hour] and the like; truncate(t, '15m') and
//     truncate(t, 'month', 'Europe/Berlin'), as [DataFrame.Truncate] and [DataFrame.TruncateTo]; zones are those of
//     time.LoadLocation, and others an [ErrExpression]
//   - abs ceil cos exp floor log log10 log2 max min round sign sin sqrt tan, and Python's arcsin arccos arctan arctan2 sinh
//     cosh tanh arcsinh arccosh arctanh expm1 log1p
//   - isna and notna, or isnull and notnull
//   - pandas' methods for these: x.abs(), x.round(1), x.between(1, 2), x.isin([1, 2]), x.isna(), s.str.lower() and so on;
//     s.str.contains, match and fullmatch take a regular expression
//
// What pandas can do beyond that is an error that says what to write instead.
//
// With a missing value arithmetic is missing, != is true, and every other comparison, in and text test is false, as in
// pandas.
//
// The expression is compiled when the graph is built. An error in it is a build error that quotes it and names the
// character: an [ErrExpression] if it cannot be parsed, an [ErrColumn] for an unknown name, an [ErrType] for values of
// types that cannot be combined, and for a result that is not a bool. The expression may have at most 10,000 bytes and
// 500 nested operators. A whole number that overflows fails its batch with an [ErrOverflow].
//
// Cost: about 1 ns for each row and operator on numbers, then that of Where.
func (d DataFrame) Query(expr string) DataFrame {
	return d.deriveExpression("Query", "query", expr, func(p *expression.Program) batchFunc {
		return func(f frame.Frame) (frame.Frame, error) {
			if p.Type() != frame.Bool {
				return f, fmt.Errorf("%w: want a condition, got the %v expression %q", ErrType, p.Type(), expr)
			}
			v, err := p.Run(f)
			if err != nil {
				return f, err
			}
			return filterRows(f, v), nil
		}
	})
}
