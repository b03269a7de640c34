"""Writes ops/testdata/pandas-query-forms.json: what pandas' query and eval make of each form of an expression.

Needs Python 3 and pandas 3.1. Run it in the repository's root: python3 bench/pandas/record_query_forms.py

The forms are those of pandas' documentation: DataFrame.query, DataFrame.eval, "The query() Method" of the guide on indexing, and
"Expression evaluation via eval()" of the guide on performance; with the methods that people call in them. A query gives the
numbers of the rows that stay, an eval a column. An error of pandas is recorded as its type.
"""
import json

import numpy as np
import pandas as pd
from encode_frames import scalar

FRAME = pd.DataFrame({
    "a": [1, 2, 3, 4, 5, -6], "b": [5, 4, 3, 2, 1, 0], "c": [1, 2, 0, 4, 3, 2],
    "x": [0.5, -1.5, np.nan, 2.0, np.inf, -3.0], "y": [1.0, -2.0, 3.0, np.nan, 0.0, 3.0],
    "s": np.array(["apple", "Pear", None, " fig ", "a.b", "übel"], dtype=object),
    "u": np.array(["p", "Pear", "x", "fig", "a.b", "ü"], dtype=object),
    "p": [True, False, True, False, True, True], "q": [True, True, False, False, True, False],
    "t": pd.to_datetime(["2026-01-01 00:00", "2026-01-01 12:00", "2026-01-02 00:00", "2026-01-02 09:30", "2026-01-03 00:00", "2026-02-01 00:00"]).astype("datetime64[ns]"),
    "Col 1": [1, 3, 5, 2, 2, 0], "Col 2": [2, 2, 9, 2, 1, 0], "größe": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
    "pos.lat": [10, 20, 30, 40, 50, 60], "it's": [1, 0, 1, 0, 1, 0], "class": [1, 2, 3, 1, 2, 3], "☺": [6, 5, 4, 3, 2, 1],
}, index=pd.Index([10, 11, 12, 13, 14, 15], name="i"))

QUERIES = [
    # names
    "`Col 1` > `Col 2`", "`Col 1` == `Col 2` and a > 0", "`größe` > 2", "größe > 2 and größe < 5", "`pos.lat` > 30", "`it's` == 1", "`class` == 1",
    "`☺` > 3", "`a` > 2", "`no such` > 1", "``", "`a > 2", "pos.lat > 30", "zzz > 1", "index > 12", "i > 12", "index == 12 or a == 1", "ilevel_0 > 12",
    "@limit > a", "a > @limits[0]", "a in @values", "$a > 1",
    # comparisons and chains
    "a > b", "a < b < c", "(a < b) & (b < c)", "a < b & b < c", "a < b and b < c", "1 < a < 4", "a == b == c", "a == b != c", "0 < a == c", "a == 3",
    "x == x", "x != x", "x > inf", "x == inf", "x < Inf", "x < -inf", "a = 3", "a == '3'", "p == True", "p == q", "p > q", "p is True", "x is None",
    "x == None", "x != None", "x == nan", "3 < a", "-a > 3", "- a ** 2 < -3", "a > 1e0", "a > .5", "a > 1_0", "a > 0x2", "a > 3.",
    # logic
    "a > 2 or b > 4", "a > 2 | b > 4", "a > 2 & b < 3", "(a > 2) | (b > 4)", "not (a > 2)", "not a > 2", "~(a > 2)", "~p", "not p", "not p and q", "not (p or q)",
    "~p | q", "p and not q", "p & ~q", "p ^ q", "not not p", "not a in [1, 2]", "not a == 1 and b > 1", "p", "a", "a and b", "p or q and a > 100", "p & q | a > 4",
    "p && q", "p || q", "!p", "a > 1 if p else b > 1", "a > 1, b > 1", "True", "p and True", "False or q",
    # in
    "a in [1, 3, 5]", "a not in [1, 3, 5]", "a == [1, 3, 5]", "a != [1, 3, 5]", "[1, 3, 5] == a", "[1, 3, 5] in a", "a in (1, 3)", "a not in (1, 3)", "a in b",
    "a not in b", "a in b and c < d", "s in ['apple', \"a.b\"]", "s not in ['apple']", "x in [0.5, 2]", "a in [1.0, 2.5]", "t in ['2026-01-02']", "a in [1]",
    "a in []", "p in [True]", "a.isin([1, 2])", "~a.isin([1, 2])", "not a.isin([1, 2])", "s.isin(['apple'])", "s == ['apple', 'übel']", "a in [b, 1]",
    "a == (1, 3)", "(a > 1) == (b > 1)",
    # text
    "s == 'apple'", 's == "apple"', "s != 'apple'", "s > 'b'", "s == u", "s == ''", "u == 'ü'", "s == 'it\\'s'", "s.str.contains('p')",
    "s.str.contains('a.b')", "s.str.contains('a.b', regex=False)", "s.str.contains('P', case=False, na=False)", "u.str.contains('a.b')", "u.str.contains(r'\\.')", "u.str.contains('\\.')", "u.str.contains('^p')",
    "u.str.startswith('p')", "u.str.endswith('b')", "u.str.match('[a-p]')", "u.str.fullmatch('[a-p]')", "u.str.len() > 1", "u.str.lower() == 'pear'",
    "u.str.upper() == 'PEAR'", "s.str.strip() == 'fig'", "u.str.replace('a', 'o') == 'Peor'", "u.str.title() == 'P'", "u.str[0] == 'p'", "u.str[0:2] == 'Pe'",
    "u.str.len() == 1 and a > 1", "u.str.isdigit()", "u.str.startswith(('p', 'P'))", "s.str.len().isna()", "u.str == 'p'",
    "'a' in u", "s contains 'a'", "u > 1",
    # missing values
    "x.isna()", "x.isnull()", "x.notna()", "x.notnull()", "s.isna()", "s.notnull()", "~x.isna() and a > 1", "x.isna() | y.isna()", "isna(x)", "not x.isna()", "x.isna", "x.hasnans",
    # methods
    "a.between(2, 4)", "x.between(-2, 1)", "a.between(2, 4, inclusive='neither')", "t.between('2026-01-02', '2026-01-03')", "x.abs() > 1", "a.abs() > 5",
    "x.round() == 2", "y.round(0) > 1", "x.fillna(0) < 1", "a.clip(2, 3) > 2", "a > a.mean()", "a == a.max()", "a.shift(1) > 1", "a.diff() > 0", "a.eq(3)", "a.gt(3)",
    "a.add(1) > 3", "a.astype('float64') > 2", "a.cumsum() > 4", "a.rank() > 3", "a.apply(abs) > 2", "a.foo() > 1", "a.duplicated()", "a.map(abs) > 2", "a[0] > 1",
    "a[a > 1] > 2", "a.T > 1", "a.values > 1", "a.astype(str) == '1'", "index.isin([10])", "i.isin([10, 12])", "index % 2 == 0",
    # times
    "t > '2026-01-02'", "t >= '2026-01-02 09:30'", "t == '2026-01-03'", "'2026-01-02' <= t < '2026-01-03'", "t != '2026-01-01'", "t > '2026-01-02T09:30:00'",
    "t > Timestamp('2026-01-02')", "t > 'yesterday'", "t > 20260102", "t.dt.hourx == 12", "t.dt.hour == 12", "t.dt.dayofweek == 4",
    "t.dt.day_of_week < 4 and `Col 1` > 1", "t.dt.weekday == 3 or a > 4", "t.dt.day_of_year == 32", "t.dt.dayofyear < 3", "t.dt.quarter == 1", "t.dt.month == 2",
    "t.dt.year == 2026", "t.dt.day == t.dt.dayofyear", "t.dt.minute == 30", "t.dt.second == 0", "t.dt.floor('h') < t", "t.dt.floor('7h') > '2026-01-02'",
    "t.dt.floor('90min') == t", "t.dt.floor('D') == t", "t.dt.floor('15m') == t", "t.dt.floor('MS') == t", "t.dt.normalize() < t", "t.dt.hour() == 12", "t.dt.floor == 1",
    "t.dt.tz_localize('UTC').dt.tz_convert('America/New_York').dt.day_of_week == 3", "t.dt.is_month_start", "t.dt.sqrt() > 1", "a.dt.hour == 1", "hour(t) == 12",
    "t - t > 0", "t + 1 > t", "t > \"2026-01-02\" and a > 4",
    # other
    "", " a > 2 ", "a > 2\n", "(a > 2\nand b < 2)", "a > 2\nb < 2", "a > 2; b < 2", "a > ", "a >> 1 > 0", "a << 1 > 2", "a % 2 == 0", "a // 2 == 1", "a /2 == 1", "a ** 2 > 9",
    "a > (b", "a > b)", "a # comment", "a > 1 # comment", "lambda: a", "[v for v in a]", "{'a': 1}", "a > b'1'", "a > f'1'", "a.__class__", "a := 1", "sum(a) > 1", "max(a, b) > 3",
    "len(a) > 1", "abs(a) > 3", "print(a)", "__import__('os')", "u'p' == u", "a > 1j", "a <> b", "a === b", "a !== b", "a ?? b", "a > 99999999999999999999", "a > 1 and", "and a", "a b", "* a",
    "a > 1 else 2", "np.sqrt(a) > 1", "await a", "(a, b) > 1", "a == ...", "@a", "a.str.len() > 1", "a @ b", "a <= b >= c", "a > b > c > 0",
]

EVALS = [
    "a + b", "a - b * c", "(a + b) / (c + 1)", "a / b", "a / 2", "a // 2", "a // -2", "a % 3", "a % -3", "x % 3", "y % -3", "-y % 3", "a ** 2", "2 ** c", "c ** c", "a ** -1", "2 ** -1 * a", "a ** 0.5", "x ** 2", "c ** 2.0",
    "-a ** 2", "(-a) ** 2", "2 ** 3 ** 2 + a", "-x", "+x", "- -a", "a + 1", "a + 1.5", "1 - a", "a * x", "x + y", "x // 2", "7 // x", "x / 0", "a // c", "a % c",
    "sin(x)", "cos(x)", "tan(x)", "sinh(y)", "cosh(y)", "tanh(y)", "arcsin(x)", "arccos(x)", "arctan(x)", "arcsinh(x)", "arccosh(x)", "arctanh(x)", "arctan2(x, y)", "exp(y)", "expm1(y)", "log(x)", "log1p(x)",
    "log10(x)", "sqrt(x)", "abs(x)", "abs(a)", "floor(x)", "ceil(x)", "sqrt(a)", "sin(a) + 1",
    "a > b", "a < b < c", "p & q", "p and q or a > 3", "not p", "~p", "a == 3", "x == y", "x != y", "u + u", "u + '!'", "s + u", "s == u", "a > 1 and x > 0",
    "x.round(1)", "x.round()", "x.abs()", "u.str.len()", "u.str.lower()", "u.str.upper()", "s.str.strip()", "u.str.strip('pb')", "u.str.lstrip('p')", "u.str.rstrip('b')", "u.str.replace('a', 'oo')", "s.isna()", "u.str.contains('a')", "a.between(2, 3)",
    "d = a + b", "d = a\ne = d + 1", "d += 1", "a.sum()", "a.cumsum()", "where(p, a, b)", "p ? a : b", "a if p else b", "minimum(a, b)", "sign(x)", "round(x, 1)", "3", "p + q", "p + 1", "s * 2", "a ^ b", "a & b", "a | 4",
    "t.dt.floor('6h')", "t.dt.floor('2D')", "t.dt.normalize()", "t.dt.date", "t.dt.ceil('h')", "`Col 1` + `Col 2`", "`it's` * 2", "größe / 2", "`pos.lat` // 7", "index + a", "i * 2", "x", "s", "t", "'a'", "None", "log2(x)", "x.sqrt()", "u.str.cat(u)", "u.str.slice(0, 1)", "a[1:]", "x.where(p, 0)", "pi * a",
]


def type_name(values):
    return "object" if str(values.dtype) in ("str", "object") else str(values.dtype)


def run(form, call):
    try:
        return call(form)
    except Exception as e:  # noqa: BLE001
        return {"error": type(e).__name__}


def query(form):
    limit, limits, values = 3, [1, 2], [1, 2]  # noqa: F841
    rows = FRAME.query(form, engine="python").index
    return {"rows": [int(i) - 10 for i in rows]}


def evaluate(form):
    got = FRAME.eval(form, engine="python")
    if not isinstance(got, (pd.Series, pd.Index)):
        return {"error": "gives a " + type(got).__name__}
    return {"type": type_name(got), "values": [None if pd.isna(v) else scalar(v) for v in got]}


def columns():
    out = []
    for name in FRAME:
        out.append({"name": name, "type": type_name(FRAME[name]), "values": [None if pd.isna(v) else scalar(v) for v in FRAME[name]]})
    return out


def main():
    np.seterr(all="ignore")
    out = {
        "pandas": pd.__version__, "columns": columns(), "index": list(map(int, FRAME.index)),
        "queries": [{"form": f, **run(f, query)} for f in QUERIES], "evals": [{"form": f, **run(f, evaluate)} for f in EVALS],
    }
    with open("ops/testdata/pandas-query-forms.json", "w") as f:
        json.dump(out, f, separators=(",", ":"), allow_nan=False, ensure_ascii=False)


main()
