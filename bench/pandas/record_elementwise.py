"""Writes ops/testdata/pandas-elementwise.json: pandas' results for random batches, column by column and row by row.

Needs Python 3 and pandas 3.1. Run it in the repository's root: python3 bench/pandas/record_elementwise.py

A case is a name, which the Go test maps to an operator, and the resulting batches. The rest of a name that starts with
"eval " or "query " is an expression, which both programs evaluate.
"""
import json
import re
import warnings

import numpy as np
import pandas as pd
from encode_frames import encode

warnings.simplefilter("ignore")
SIZES = [7, 0, 15, 1]
rng = np.random.default_rng(20260101)


def batch(first, rows):
    """A random batch whose first row has number first."""
    floats = lambda: np.where(rng.random(rows) < 0.15, np.nan, rng.normal(0, 4, rows).round(3))
    x, y = floats(), floats()
    for special in (np.inf, -np.inf, 0.0, -0.5, 2.5):
        x[rng.random(rows) < 0.05] = special
        y[rng.random(rows) < 0.05] = special
    words = np.array(["apple", "pear", "Plum", "fig", "", "übel"], dtype=object)
    start = np.datetime64("2026-01-01T00:00:00", "ns")
    nullable = lambda values, dtype: pd.array([None if rng.random() < 0.3 else v for v in values], dtype=dtype)
    return pd.DataFrame({
        "x": x, "y": y,
        "f": rng.normal(0, 100, rows),
        "n": rng.integers(-9, 10, rows), "m": rng.integers(1, 6, rows),
        "s": words[rng.integers(0, 6, rows)], "u": words[rng.integers(0, 6, rows)],
        "b": rng.random(rows) < 0.5, "c": rng.random(rows) < 0.5,
        "t": start + rng.integers(0, 4 * 86400, rows) * np.timedelta64(1, "s"),
        "p": nullable((rng.random(rows) < 0.5).tolist(), "boolean"),
        "q": nullable((rng.random(rows) < 0.5).tolist(), "boolean"),
        "i": nullable(rng.integers(-9, 10, rows).tolist(), "Int64"),
        "j": nullable(rng.integers(1, 6, rows).tolist(), "Int64"),
    }, index=pd.RangeIndex(first, first + rows, name="index")).astype({"n": "int64", "m": "int64"})


firsts = np.cumsum([0] + SIZES[:-1])
BATCHES = [batch(int(first), rows) for first, rows in zip(firsts, SIZES)]
TIME = pd.Timestamp("2026-01-02T12:00:00")

CASES = {
    # comparisons with a scalar
    "x == 2.5": lambda d: d[["x"]] == 2.5, "x != 2.5": lambda d: d[["x"]] != 2.5,
    "x < 0": lambda d: d[["x"]] < 0, "x <= 0": lambda d: d[["x"]] <= 0,
    "x > 0": lambda d: d[["x"]] > 0, "x >= 0": lambda d: d[["x"]] >= 0,
    "n == 3": lambda d: d[["n"]] == 3, "n < 2.5": lambda d: d[["n"]] < 2.5, "n >= -1": lambda d: d[["n"]] >= -1,
    "s == 'fig'": lambda d: d[["s"]] == "fig", "s < 'b'": lambda d: d[["s"]] < "b",
    "b != True": lambda d: d[["b"]] != True,  # noqa: E712
    "t > 2026-01-02T12:00:00": lambda d: d[["t"]] > TIME,
    "xyn > 1": lambda d: d[["x", "y", "n"]] > 1,
    # comparisons with a column
    "x == y": lambda d: d.x == d.y, "x != y": lambda d: d.x != d.y, "x < y": lambda d: d.x < d.y,
    "x <= y": lambda d: d.x <= d.y, "x > y": lambda d: d.x > d.y, "x >= y": lambda d: d.x >= d.y,
    "n < x": lambda d: d.n < d.x, "n == m": lambda d: d.n == d.m, "s == u": lambda d: d.s == d.u,
    "s <= u": lambda d: d.s <= d.u, "b == c": lambda d: d.b == d.c,
    # logic, with missing values as in nullable booleans
    "b & c": lambda d: d.b & d.c, "b | c": lambda d: d.b | d.c, "b ^ c": lambda d: d.b ^ d.c, "~b": lambda d: ~d.b,
    "p & q": lambda d: d.p & d.q, "p | q": lambda d: d.p | d.q, "p ^ q": lambda d: d.p ^ d.q, "~p": lambda d: ~d.p,
    "p & True": lambda d: d.p & True, "p | True": lambda d: d.p | True, "p ^ True": lambda d: d.p ^ True,
    # bits
    "n & m": lambda d: d.n & d.m, "n | m": lambda d: d.n | d.m, "n ^ m": lambda d: d.n ^ d.m, "~n": lambda d: ~d.n,
    "n & 6": lambda d: d.n & 6, "n | 6": lambda d: d.n | 6, "n ^ 6": lambda d: d.n ^ 6,
    "n << m": lambda d: np.left_shift(d.n, d.m), "n >> m": lambda d: np.right_shift(d.n, d.m),
    "n << 3": lambda d: np.left_shift(d.n, 3), "n >> 2": lambda d: np.right_shift(d.n, 2),
    "5 << m": lambda d: np.left_shift(5, d.m).rename("m"), "50 >> m": lambda d: np.right_shift(50, d.m).rename("m"),
    # arithmetic
    "x + y": lambda d: d.x + d.y, "x - n": lambda d: d.x - d.n, "x * y": lambda d: d.x * d.y, "x / y": lambda d: d.x / d.y,
    "x // y": lambda d: d.x // d.y, "x % y": lambda d: d.x % d.y, "x ** m": lambda d: d.x ** d.m,
    "n // m": lambda d: d.n // d.m, "n % m": lambda d: d.n % d.m, "n / m": lambda d: d.n / d.m,
    "i + j": lambda d: d.i + d.j, "i * n": lambda d: d.i * d.n, "i // j": lambda d: d.i // d.j, "i % j": lambda d: d.i % d.j,
    "x // 3": lambda d: d.x // 3, "x // -2.5": lambda d: d.x // -2.5, "n // 4": lambda d: d.n // 4, "n // -4": lambda d: d.n // -4,
    "7 // m": lambda d: 7 // d.m, "7 // x": lambda d: 7 // d.x, "7 % m": lambda d: 7 % d.m, "7 % x": lambda d: 7 % d.x,
    "2 ** x": lambda d: 2 ** d.x, "x % 3": lambda d: d.x % 3, "-x": lambda d: -d.x, "3 - n": lambda d: 3 - d.n, "3 / x": lambda d: 3 / d.x,
    # functions
    "abs x": lambda d: d.x.abs(), "abs n": lambda d: d.n.abs(), "abs i": lambda d: d.i.abs(),
    "sqrt x": lambda d: np.sqrt(d.x), "exp x": lambda d: np.exp(d.x), "log x": lambda d: np.log(d.x),
    "log10 x": lambda d: np.log10(d.x), "log2 x": lambda d: np.log2(d.x), "sin x": lambda d: np.sin(d.x),
    "cos x": lambda d: np.cos(d.x), "tan x": lambda d: np.tan(d.x), "sqrt n": lambda d: np.sqrt(d.n),
    "floor x": lambda d: np.floor(d.x), "ceil x": lambda d: np.ceil(d.x), "sign x": lambda d: np.sign(d.x),
    "sign n": lambda d: np.sign(d.n), "round x 0": lambda d: d.x.round(0), "round f 2": lambda d: d.f.round(2),
    "round f -1": lambda d: d.f.round(-1), "round n 1": lambda d: d.n.round(1),
    "clip x -1 1.5": lambda d: d.x.clip(-1, 1.5), "clip n -2 3": lambda d: d.n.clip(-2, 3),
    # rows and columns
    "d[x > 0]": lambda d: d[d.x > 0], "d[p]": lambda d: d[d.p], "d.where(x > y)": lambda d: d[["x", "y"]].where(d.x > d.y),
    "d.mask(b)": lambda d: d[["x", "f"]].mask(d.b),
    "head 3": lambda d: d.head(3), "tail 3": lambda d: d.tail(3),
    "drop x t": lambda d: d.drop(columns=["x", "t"]),
    "rename x<->y": lambda d: d.rename(columns={"x": "y", "y": "x"}),
    "set_index t": lambda d: d.set_index("t"), "reset_index": lambda d: (d.reset_index(), "no index"),
    "reset_index drop": lambda d: (d.reset_index(drop=True), "no index"),
    "dropna": lambda d: d.dropna(), "dropna x i": lambda d: d.dropna(subset=["x", "i"]),
    "fillna 1.5": lambda d: d[["x", "y"]].fillna(1.5), "fillna i": lambda d: d[["i"]].fillna(7),
    "fillna p": lambda d: d[["p", "q"]].fillna(True),
    # types
    "n float": lambda d: d.n.astype("float64"), "f int": lambda d: d.f.astype("int64"), "b int": lambda d: d.b.astype("int64"),
    "b float": lambda d: d.b.astype("float64"), "n bool": lambda d: d.n.astype("bool"), "i float": lambda d: d.i.astype("Float64"),
    "n str": lambda d: d.n.astype("str"), "n str int": lambda d: d.n.astype("str").astype("int64"),
    "f str float": lambda d: d.f.astype("str").astype("float64"), "t int": lambda d: d.t.astype("int64"),
    "n time": lambda d: d.n.astype("datetime64[ns]"),
    # operations that pandas spells differently
    "isnull(x)": lambda d: d.x.isnull().rename("z"), "notnull(i)": lambda d: d.i.notnull().rename("z"),
    "between(n, -2, 4)": lambda d: d.n.between(-2, 4).rename("z"),
    "s contains 'p'": lambda d: d.s.str.contains("p", regex=False).rename("z"),
    "s startsWith 'p'": lambda d: d.s.str.startswith("p").rename("z"),
    "s endsWith 'g'": lambda d: d.s.str.endswith("g").rename("z"),
    "s matches '^[a-p].*[gr]$'": lambda d: d.s.str.contains("^[a-p].*[gr]$").rename("z"),
    "min(x, f)": lambda d: pd.Series(np.minimum(d.x, d.f), name="z"),
    "max(n, m)": lambda d: pd.Series(np.maximum(d.n, d.m), name="z"),
    "b ? x : f": lambda d: pd.Series(np.where(d.b, d.x, d.f), name="z", index=d.index),
    "round(f, 1)": lambda d: d.f.round(1).rename("z"), "sign(x)": lambda d: np.sign(d.x).rename("z"),
    "log2(x)": lambda d: np.log2(d.x).rename("z"),
}

EVALS = [
    "x + y * 2", "(x + y) * 2 - n / m", "x // m", "n // m", "n % m + 1", "f % 7", "-x ** 2", "2.0 ** -m", "x ** 2 ** 1.5", "-n",
    "+f", "x > y", "0 < x <= 3", "n == 3 or x != y", "not b", "b and not c", "x < 1 and (y > 0 or b)", "n in [1, 2, -3]",
    "n not in [1, 2, 3, 4, 5, 6, 7, 8, 9]", "x in [0.0, 2.5]", "s in ['fig', 'pear']", "s not in ['fig', 'pear']",
    "s == 'fig' and u != s", "s < u", "b == c", "abs(x) + abs(n)", "sqrt(f * f)", "exp(x) - 1", "log(x)", "log10(f)",
    "sin(x) ** 2 + cos(x) ** 2", "index > 10", "n * 1.5 >= m", "n - 3", "x / 0",
]
QUERIES = [
    "x > 1 and x < 4", "x > 1", "n % 2 == 0", "not b", "b", "s == 'fig' or s == 'pear'", "index >= 5", "x == x", "n in [1, 2, 3]",
    "t > '2026-01-02 12:00:00'", "'2026-01-02' <= t < '2026-01-03'", "x > 1000000", "m >= 1", "p and b",
]


def named(result, name):
    """Names the result of two columns like the first one, as ops does; pandas gives it no name."""
    if isinstance(result, pd.Series) and result.name is None:
        return result.rename(name)
    return result


def main():
    cases = {}
    for key, run in CASES.items():
        name = (re.findall(r"\b[a-z]\b", key) or [None])[0]
        cases[key] = [encode(named(run(d), name)) for d in BATCHES]
    whole = pd.concat(BATCHES)[["x", "s", "p", "i", "t"]]
    filled = whole.ffill()
    cases["ffill"] = [encode(filled.iloc[first:first + rows]) for first, rows in zip(firsts, SIZES)]
    for text in EVALS:
        cases["eval " + text] = [encode(pd.Series(d.eval(text, engine="python"), index=d.index, name="z")) for d in BATCHES]
    for text in QUERIES:
        cases["query " + text] = [encode(d.query(text, engine="python")) for d in BATCHES]
    out = {"pandas": pd.__version__, "batches": [encode(d) for d in BATCHES], "cases": cases}
    with open("ops/testdata/pandas-elementwise.json", "w") as f:
        json.dump(out, f, separators=(",", ":"), allow_nan=False)


main()
